using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace ClaimCheck.Api.Tests.Importing;

/// <summary>An odd file, and what it comes to: how many rows are stored, then line, code and path of those that failed; or the refusal of the whole.</summary>
/// <param name="Body">The file.</param>
/// <param name="Answer">Of a refusal, as much of it as says what is wrong.</param>
/// <param name="MediaType">What it is sent as.</param>
/// <param name="Encoding">How it is said to be compressed.</param>
internal sealed record OddImport(byte[] Body, string Answer, string MediaType, string? Encoding);

/// <summary>Odd files, by the names that the shared list of bad inputs has for its own.</summary>
internal static class OddImports
{
    private const string Ndjson = "application/x-ndjson";
    private const string Csv = "text/csv";
    private const string Line = """{"record":"claim","source":"cnn","text":"It rains."}""";
    private const string Header = "text,source\n";
    private const string CutOff = "400 incomplete-import The gzip body ends before it is complete";

    private static readonly byte[] Two = Encoding.UTF8.GetBytes($"{Line}\n{Line}\n");

    public static IReadOnlyDictionary<string, OddImport> All { get; } = new Dictionary<string, OddImport>
    {
        ["enc-gzip-ok"] = Gzipped("2 stored", Pack(Two)),
        ["enc-gzip-bomb-10m"] = Gzipped("413 too-large The body inflates to more than 200 times its size", Pack(Encoding.UTF8.GetBytes(LineOf(new string('x', 10 * 1024 * 1024))))),
        ["enc-gzip-truncated"] = Gzipped(CutOff, Pack(Many())[..^2000]),
        ["enc-gzip-truncated-in-its-trailer"] = Gzipped(CutOff, Pack(Two)[..^3]),
        ["enc-gzip-bad-crc"] = Gzipped("400 incomplete-import The gzip body is damaged", Damaged(Pack(Two))),
        ["enc-gzip-twice"] = Of("415 unsupported-media-type The body may be sent with Content-Encoding gzip, once", Pack(Pack(Two)), Ndjson, "gzip, gzip"),
        ["enc-gzip-twice-said-once"] = Gzipped("400 incomplete-import The file is compressed and was not sent as such, or is compressed twice", Pack(Pack(Two))),
        ["enc-gzip-not-said"] = Of("400 incomplete-import The file is compressed and was not sent as such", Pack(Two), Ndjson),
        ["enc-gzip-only-said"] = Gzipped("400 incomplete-import The gzip body is damaged", Two),
        ["enc-gzip-two-files"] = Gzipped("400 incomplete-import The gzip body ends before it is complete, or consists of several compressed files", [.. Pack(Two), .. Pack(Two)]),
        ["enc-gzip-trailing-junk"] = Gzipped(CutOff, [.. Pack(Two), .. Two]),
        ["enc-unknown-zstd"] = Of("415 unsupported-media-type The body may be sent with Content-Encoding gzip", Two, Ndjson, "zstd"),
        ["enc-identity"] = Of("415 unsupported-media-type The body may be sent with Content-Encoding gzip", Two, Ndjson, "identity"),
        ["ndjson-empty"] = Lines("", "400 incomplete-import The body holds no rows."),
        ["ndjson-blank-lines"] = Lines($"{Line}\n\n\n{Line}\n{{}}", "2 stored; 5 invalid-request $.record"),
        ["ndjson-cr-only"] = Lines($"{Line}\r{Line}\r", "0 stored; 1 invalid-request $"),
        ["ndjson-no-final-newline"] = Lines($"{Line}\n{Line}", "2 stored"),
        ["ndjson-surrogate-line"] = Lines($"{Line}\n{LineOf("\\ud800")}\n{Line}\n", "2 stored; 2 invalid-request $.text"),
        ["ndjson-null-line"] = Lines($"{Line}\nnull\n{Line}\n", "2 stored; 2 invalid-request $"),
        ["ndjson-pretty-printed"] = Lines("{\n\"record\": \"claim\"\n}\n", "0 stored; 1 invalid-request $; 2 invalid-request $; 3 invalid-request $"),
        ["ndjson-two-on-a-line"] = Lines(LineOf("One of two.") + Line + "\n", "0 stored; 1 invalid-request $"),
        ["ndjson-u2028-inside"] = Lines(LineOf("One\u2028line."), "1 stored"),
        ["ndjson-duplicates-inside"] = Lines(string.Concat(Enumerable.Repeat(Line + "\n", 100)), "100 stored"),
        ["ndjson-line-20m"] = Lines(LineOf(new string('x', 20_000_000)), "0 stored; 1 too-large -"),
        ["csv-lf"] = Table(Header + "It rains.,cnn\n", "1 stored"),
        ["csv-quoted-newline"] = Table(Header + "\"It\nrains.\",cnn\n,cnn\n", "1 stored; 4 invalid-request text"),
        ["csv-unclosed-quote"] = Table(Header + "\"It rains.,cnn\nIt snows.,cnn\n", "1 stored; 2 invalid-request text"),
        ["csv-quote-mid-field"] = Table(Header + "ab\"c,cnn\n", "1 stored"),
        ["csv-semicolon"] = Table("text;source\nIt rains.;cnn\n", "1 stored"),
        ["csv-unknown-column"] = Table(
            "text,source,verdict2\nIt rains.,cnn,x\n",
            "400 incomplete-import The header has columns that are not known: verdict2. Say what each is with columns=theirs:ours, or leave it out with columns=theirs:-; the columns known are text, source,"),
        ["csv-header-case"] = Table("Text, SOURCE \nIt rains.,cnn\n", "1 stored"),
        ["csv-header-twice"] = Table("Text,TEXT ,source\nIt rains.,It rains.,cnn\n", "400 incomplete-import Two columns stand for text"),
        ["csv-short-row"] = Table(Header + "It rains.\nIt rains.,cnn\n", "1 stored; 2 invalid-request -"),
        ["csv-empty-file"] = Table("", "400 incomplete-import The file is empty"),
        ["csv-header-only"] = Table(Header, "400 incomplete-import The body holds no rows."),
        ["csv-nul"] = Table(Header + "It\0rains.,cnn\n", "0 stored; 2 text-refused text"),
        ["csv-formula-cmd"] = Table(Header + "=cmd|' /C calc'!A0,cnn\n", "1 stored"),
        ["csv-formula-minus"] = Table(Header + "-2+3,cnn\n", "1 stored"),
        ["csv-formula-cr"] = Table(Header + "\"\r=1\",cnn\n", "1 stored"),
        ["json-utf16le"] = Of("415 unsupported-media-type The body must be sent in UTF-8", Encoding.Unicode.GetBytes(Line), Ndjson + "; charset=utf-16"),
        ["json-utf16le-not-said"] = Of("400 incomplete-import The file is written in UTF-16", Encoding.Unicode.GetBytes("\uFEFF" + Line), Ndjson),
        ["json-latin1"] = Of("415 unsupported-media-type The body must be sent in UTF-8", Encoding.Latin1.GetBytes(LineOf("caf\u00e9")), Ndjson + "; charset=iso-8859-1"),
        ["json-latin1-not-said"] = Of("1 stored; 1 invalid-request $", Encoding.Latin1.GetBytes($"{LineOf("caf\u00e9")}\n{Line}"), Ndjson),
        ["json-charset-unknown"] = Of("415 unsupported-media-type The body must be sent in UTF-8", Two, Ndjson + "; charset=foo"),
        ["http-content-type-text"] = Of("415 unsupported-media-type The body must be sent with one of these", Two, "text/plain"),
        ["ld-cut-off"] = Of("400 incomplete-import The body is not valid JSON", "{\"@type\":"u8.ToArray(), "application/ld+json"),
        ["ld-nothing-in-it"] = Of("400 incomplete-import The body holds no ClaimReview", "{\"@type\":\"Thing\"}"u8.ToArray(), "application/ld+json"),
        ["ld-too-deep"] = Of("400 incomplete-import The body holds no ClaimReview", Encoding.UTF8.GetBytes(new string('[', 1000) + new string(']', 1000)), "application/ld+json"),
        ["ld-text-12m"] = Of(
            "400 incomplete-import The body holds a text, or white space, of more than 4194304 bytes", Encoding.UTF8.GetBytes($"[{{\"a\":\"{new string('x', 12_000_000)}\"}}]"), "application/ld+json"),
        ["ld-blanks-12m"] = Of(
            "400 incomplete-import The body holds a text, or white space, of more than 4194304 bytes", Encoding.UTF8.GetBytes(new string(' ', 12_000_000) + "[]"), "application/ld+json"),
        ["ld-null"] = Of("0 stored; 1 invalid-request $", "null"u8.ToArray(), "application/ld+json"),
        ["ld-page"] = Of("400 incomplete-import The page holds no ClaimReview", "\n<html></html>"u8.ToArray(), "application/ld+json"),
        ["google-something-else"] = Of("0 stored; 1 invalid-request $.claimReview", "{\"x\":1}"u8.ToArray(), "application/json"),
        ["google-no-match"] = Of("400 incomplete-import The body holds no rows.", "{}\n"u8.ToArray(), "application/json"),
        ["google-claimreview"] = Of("0 stored; 1 invalid-request $", "{\"@type\":\"ClaimReview\"}"u8.ToArray(), "application/json"),
        ["html-nothing-in-it"] = Of("400 incomplete-import The page holds no ClaimReview", "<html></html>"u8.ToArray(), "text/html"),
    };

    private static OddImport Of(string answer, byte[] body, string mediaType, string? encoding = null) => new(body, answer, mediaType, encoding);

    private static OddImport Lines(string body, string answer) => Of(answer, Encoding.UTF8.GetBytes(body), Ndjson);

    private static OddImport Table(string body, string answer) => Of(answer, Encoding.UTF8.GetBytes(body), Csv);

    private static OddImport Gzipped(string answer, byte[] body) => Of(answer, body, Ndjson, "gzip");

    private static string LineOf(string text) => Line.Replace("It rains.", text, StringComparison.Ordinal);

    private static byte[] Many() => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 500).Select(i => LineOf($"{RandomNumberGenerator.GetHexString(30)} {i}") + "\n")));

    /// <summary>With another checksum than its content has.</summary>
    private static byte[] Damaged(byte[] packed) => [.. packed[..^6], (byte)~packed[^6], .. packed[^5..]];

    private static byte[] Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }
}
