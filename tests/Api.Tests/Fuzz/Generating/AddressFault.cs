using System.Collections.Immutable;
using ClaimCheck.Api.Tests.Contract;
using FsCheck;
using FsCheck.Fluent;

namespace ClaimCheck.Api.Tests.Fuzz;

/// <summary>Addresses as nobody should write them.</summary>
internal static class AddressFault
{
    private static readonly string[] Segments =
    [
        "abc", "..%2f..%2fetc%2fpasswd", "..", "%2e%2e", ".", "%00", "a%00b", "%", "%zz", "%c0%80", "%ff", "%ed%a0%80", "%E2%80%AE", "", "%20", "a;b=c", "a%2Fb", "a\\b",
        "0191F0A0-0000-7000-8000-00000000ABCD", "0191f0a0000070008000000000000abcd", "{0191f0a0-0000-7000-8000-00000000abcd}", "%F0%9F%98%80", "cafe%CC%81", "\u00e9", "*", "'",
    ];

    private static readonly string[] Values =
    [
        "", "%00", "a%00", "%01", "%ED%A0%80", "%C0%80", "%FF", "%", "%zz", "%25", "%27%22%5C", "%E2%80%AE", "%EF%BF%BE", "+", "%20", "%20%20", "0", "-1", "1000000", "1e2",
        "1.0", "%D9%A1%D9%A0", "%2010%20", "007", "NaN", "infinity", "9998", "0001", "2014-13", "1000-01-01T00:00:00%2B14:00", "9998-12-31T23:59:59.999999999-14:00", "null", "%F4%90%80%80",
        "true", "[]", "x'%20OR%20'1'='1", "1;SELECT%20pg_sleep(5)--", "abc%5C", "%22abc", "*", "%EF%BB%BF", "%CC%81", "%E2%80%8B", "%F0%9F%98%80", "a&limit=1", "a;b", "a%26limit%3D1", "a#b",
    ];

    /// <summary>As a segment or value is written, but for what stands for something known, which is filled in later.</summary>
    internal static string Escape(string text) => KnownThings.IsIn(text) ? text : Uri.EscapeDataString(text);

    /// <summary>The path with one segment gone wrong.</summary>
    internal static Gen<string> InPath(string path)
    {
        var segments = path.Split('/');
        return Gen.Frequency(
            (6, from index in Gen.Choose(1, segments.Length - 1)
                from odd in Gen.Elements(Segments)
                select string.Join('/', segments.Select((segment, at) => at == index ? odd : segment))),
            (1, Gen.Elements(path + "/", path + "//", "/" + path, path.ToUpperInvariant(), path + "/x", path + ".json", path + "%3Flimit=1", path + new string('a', 300))),
            (1, Gen.Constant(path + "/" + new string('a', 9000))));
    }

    /// <summary>The query with one parameter gone wrong.</summary>
    internal static Gen<ImmutableList<string>> InQuery(ImmutableList<string> query, IEnumerable<DocumentedParameter> parameters)
    {
        string[] names = [.. parameters.Select(parameter => parameter.Name), "bogus", "api_key", "LIMIT", "", "limit[]", "%00"];
        var one = from name in Gen.Elements(names)
                  from value in Gen.OneOf(Gen.Elements(Values), Gen.Elements(201, 65, 513, 3000).Select(length => new string('a', length)))
                  from form in Gen.Elements("{0}={1}", "{0}={1}", "{0}={1}", "{0}", "={1}", "{0}={1}&{0}={1}")
                  select string.Format(null, System.Text.CompositeFormat.Parse(form), name, value);
        return one.Select(part => query.RemoveAll(other => other.StartsWith(part.Split('=')[0] + "=", StringComparison.Ordinal)).Add(part));
    }
}
