using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClaimCheck.Api.Tests.Http;

namespace ClaimCheck.Api.Tests.Contract;

/// <summary>The OpenAPI document that clients are generated from, as it is committed.</summary>
internal static class CommittedDocument
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static string File { get; } = Path.Combine(Repository.Root, "src", "Api", "openapi", "claimcheck.v1.json");

    internal static JsonElement Json { get; } = JsonSerializer.Deserialize<JsonElement>(Read());

    internal static string Read() => System.IO.File.Exists(File) ? System.IO.File.ReadAllText(File).ReplaceLineEndings("\n") : string.Empty;

    /// <summary>The form in which it is committed: the order of the service, two spaces, a last line end.</summary>
    internal static string Format(string served) => JsonNode.Parse(served)!.ToJsonString(Readable) + "\n";

    internal static void Write(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, text);
    }
}
