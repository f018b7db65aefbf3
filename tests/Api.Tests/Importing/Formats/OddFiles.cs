namespace ClaimCheck.Api.Tests.Importing.Formats;

/// <summary>Odd files by the name that the shared list of bad inputs has for them, each with its rows: stored or refused, or the refusal of the whole.</summary>
internal static class OddFiles
{
    private const string Line = """{"record":"claim","source":"cnn","text":"It rains."}""";
    private const string Header = "text,source\n";

    internal static IReadOnlyDictionary<string, (string Body, string Outcome)> Bodies { get; } = new Dictionary<string, (string, string)>
    {
        ["ndjson-empty"] = ("", ""),
        ["ndjson-blank-lines"] = ($"{Line}\n\n\n{Line}\n", "+ +"),
        ["ndjson-cr-only"] = ($"{Line}\r{Line}\r", "-"),
        ["ndjson-no-final-newline"] = ($"{Line}\n{Line}", "+ +"),
        ["ndjson-surrogate-line"] = ($"{Line}\n{Line.Replace("rains", "\\ud800", StringComparison.Ordinal)}\n{Line}\n", "+ - +"),
        ["ndjson-null-line"] = ($"{Line}\nnull\n{Line}\n", "+ - +"),
        ["ndjson-pretty-printed"] = ("{\n\"record\": \"claim\"\n}\n", "- - -"),
        ["ndjson-two-on-a-line"] = (Line + Line + "\n", "-"),
        ["ndjson-u2028-inside"] = (Line.Replace("rains", "\u2028", StringComparison.Ordinal), "+"),
        ["ndjson-duplicates-inside"] = (string.Concat(Enumerable.Repeat(Line + "\n", 100)), string.Join(' ', Enumerable.Repeat("+", 100))),
        ["ndjson-line-20m"] = (Line.Replace("rains", new string('x', 20_000_000), StringComparison.Ordinal), "-"),
        ["csv-lf"] = (Header + "It rains.,cnn\n", "+"),
        ["csv-quoted-newline"] = (Header + "\"It\nrains.\",cnn\n", "+"),
        ["csv-unclosed-quote"] = (Header + "\"It rains.,cnn\nIt snows.,cnn\n", "- +"),
        ["csv-quote-mid-field"] = (Header + "ab\"c,cnn\n", "+"),
        ["csv-semicolon"] = ("text;source\nIt rains.;cnn\n", "+"),
        ["csv-unknown-column"] = ("text,source,verdict2\nIt rains.,cnn,x\n", "!The header has columns that are not known: verdict2."),
        ["csv-header-case"] = ("Text, SOURCE \nIt rains.,cnn\n", "+"),
        ["csv-short-row"] = (Header + "It rains.\nIt rains.,cnn\n", "- +"),
        ["csv-empty-file"] = ("", "!The file is empty"),
        ["csv-nul"] = (Header + "It\0rains.,cnn\n", "-"),
        ["csv-formula-cmd"] = (Header + "=cmd|' /C calc'!A0,cnn\n", "+"),
        ["csv-formula-minus"] = (Header + "-2+3,cnn\n", "+"),
        ["csv-formula-cr"] = (Header + "\"\r=1\",cnn\n", "+"),
    };
}
