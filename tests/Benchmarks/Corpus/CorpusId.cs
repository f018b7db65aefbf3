using System.Globalization;

namespace ClaimCheck.Benchmarks.Corpus;

/// <summary>
/// Ids of the corpus: UUIDv7 whose time grows with the row's number and whose remaining bits are fixed, so that pgbench,
/// which knows numbers only, can make the id of a random row out of its number.
/// </summary>
/// <param name="tail">The fixed 20 hexadecimal digits: version, variant, and which table.</param>
internal sealed class CorpusId(string tail)
{
    /// <summary>2024-01-01, in milliseconds: four million claims end before today.</summary>
    public const long FirstMoment = 1_704_067_200_000;

    /// <summary>Milliseconds between a row and the next.</summary>
    public const int Step = 20_000;

    public static readonly CorpusId Source = new("70008000000000000001");
    public static readonly CorpusId Article = new("70008000000000000002");
    public static readonly CorpusId Claim = new("70008000000000000003");
    public static readonly CorpusId Link = new("70008000000000000004");
    public static readonly CorpusId Audit = new("70008000000000000005");

    public static DateTime MomentOf(long number) => DateTimeOffset.FromUnixTimeMilliseconds(MillisecondsOf(number)).UtcDateTime;

    /// <summary>The number of the row that has this id.</summary>
    public static int NumberOf(Guid id) =>
        (int)((long.Parse(id.ToString("N").AsSpan(0, 12), NumberStyles.HexNumber, CultureInfo.InvariantCulture) - FirstMoment) / Step);

    public Guid Of(long number) =>
        Guid.ParseExact(string.Create(CultureInfo.InvariantCulture, $"{MillisecondsOf(number):x12}{tail}"), "N");

    /// <summary>The same in SQL, of a pgbench variable that holds the row's number.</summary>
    public string SqlOf(string variable) => string.Create(
        CultureInfo.InvariantCulture, $"('0' || to_hex({FirstMoment} + {Step} * {variable}::bigint) || '{tail}')::uuid");

    private static long MillisecondsOf(long number) => FirstMoment + (Step * number);
}
