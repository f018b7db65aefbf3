using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace ClaimCheck.Api.Tests.Fuzz;

/// <summary>Dates, instants and addresses that make sense, in the forms that their formats leave open.</summary>
internal static class Moments
{
    private static readonly Gen<DateOnly> Date =
        from year in Gen.Choose(1000, 2025)
        from dayOfYear in Gen.Choose(0, 364)
        select new DateOnly(year, 1, 1).AddDays(dayOfYear);

    private static readonly Gen<string> TimeOfDay =
        from second in Gen.Choose(0, 86_399)
        from fraction in Gen.Frequency((2, Gen.Constant("")), (1, Gen.Choose(1, 9).SelectMany(Fraction)))
        from offset in Gen.Frequency((3, Gen.Constant("Z")), (1, Gen.Elements("+02:00", "-05:00", "+05:45", "+14:00", "-14:00", "+00:00", "-00:00")))
        select new TimeOnly(TimeSpan.FromSeconds(second).Ticks).ToString("'T'HH:mm:ss", CultureInfo.InvariantCulture) + fraction + offset;

    /// <summary>A day of the calendar.</summary>
    internal static readonly Gen<string> Day = Date.Select(date => Written(date, "yyyy-MM-dd"));

    /// <summary>An instant of the past.</summary>
    internal static readonly Gen<string> Instant = Day.Zip(TimeOfDay, string.Concat);

    /// <summary>An instant to come.</summary>
    internal static readonly Gen<string> InTheFuture =
        from year in Gen.Choose(2100, 9000)
        from instant in Instant
        select year.ToString(CultureInfo.InvariantCulture) + instant[4..].Replace("-02-29", "-02-28", StringComparison.Ordinal);

    /// <summary>A year, a month, a day or an instant.</summary>
    internal static readonly Gen<string> OfAnyPrecision = Gen.OneOf(
        Date.Select(date => Written(date, "yyyy")), Date.Select(date => Written(date, "yyyy-MM")), Day, Instant);

    /// <summary>An address of the web, in spellings that one meets.</summary>
    internal static readonly Gen<string> Address =
        from scheme in Gen.Elements("https://", "http://", "HTTPS://")
        from host in Gen.Elements("example.org", "Example.COM", "news.example:8443", "b\u00fccher.example", "xn--bcher-kva.example", "192.0.2.7", "[2001:db8::7]")
        from path in Gen.Choose(0, 1_000_000_000).Select(number => $"/story-{number}")
        from rest in Gen.Elements("", "/", "?a=1&b=%C3%BC", "#part", "/%e4%b8%ad", "/\u4e2d\u6587?q=\u00e9", "?utm_source=x&id=7", "/a/../b", "/'\"<>")
        select scheme + host + path + rest;

    private static Gen<string> Fraction(int digits) =>
        Gen.Elements("0123456789".ToCharArray()).ArrayOf(digits).Select(figures => "." + new string(figures));

    private static string Written(DateOnly date, string form) => date.ToString(form, CultureInfo.InvariantCulture);
}
