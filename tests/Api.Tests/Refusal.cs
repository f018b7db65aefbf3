using System.Text.Json;

namespace ClaimCheck.Api.Tests;

/// <summary>
/// What a refusal says, whichever of its two forms it has: <c>application/problem+json</c>, or, from the operations that were made for
/// Google's clients, <c>error</c> with its details.
/// </summary>
internal static class Refusal
{
    internal const string ProblemMediaType = "application/problem+json";
    internal const string RpcMediaType = "application/json";

    /// <summary>The schemas that the document has for them.</summary>
    internal static IReadOnlyDictionary<string, string> Schemas { get; } =
        new Dictionary<string, string> { [ProblemMediaType] = "ProblemDetails", [RpcMediaType] = "RpcError" };

    /// <summary>The form that goes with a path.</summary>
    internal static string MediaTypeFor(string path) =>
        path.StartsWith("/v1alpha1/", StringComparison.OrdinalIgnoreCase) || path.Equals("/v1alpha1", StringComparison.OrdinalIgnoreCase) ? RpcMediaType : ProblemMediaType;

    /// <summary>Its stable name, such as <c>urn:claimcheck:not-found</c>; null for what is no refusal.</summary>
    internal static string? TypeOf(JsonElement body) => InfoOf(body) is { } info
        ? info.GetProperty("metadata").GetProperty("type").GetString()
        : Member(body, "type")?.GetString();

    /// <summary>The HTTP status that it names itself; null for what is no refusal.</summary>
    internal static int? StatusOf(JsonElement body) => (Error(body) is { } error ? Member(error, "code") : Member(body, "status"))?.GetInt32();

    /// <summary>Under which the request is found in the log.</summary>
    internal static string? TraceOf(JsonElement body) => InfoOf(body) is { } info
        ? info.GetProperty("metadata").GetProperty("traceId").GetString()
        : Member(body, "traceId")?.GetString();

    /// <summary>
    /// What is wrong, by JSON path, query parameter or header. The other form writes paths without the root, so that they cannot be told
    /// from parameters: there all begin with <c>$</c>.
    /// </summary>
    internal static IReadOnlyList<(string Path, string Message)> ErrorsOf(JsonElement body)
    {
        if (Error(body) is not { } error)
        {
            return Member(body, "errors") is { } errors
                ? [.. errors.EnumerateObject().SelectMany(member => member.Value.EnumerateArray(), (member, message) => (member.Name, message.GetString()!))]
                : [];
        }

        return [.. from detail in error.GetProperty("details").EnumerateArray()
                   where detail.TryGetProperty("fieldViolations", out _)
                   from violation in detail.GetProperty("fieldViolations").EnumerateArray()
                   let field = violation.GetProperty("field").GetString()
                   select (field.Length == 0 ? "$" : $"$.{field}", violation.GetProperty("description").GetString()!)];
    }

    private static JsonElement? Error(JsonElement body) => Member(body, "error") is { ValueKind: JsonValueKind.Object } error ? error : null;

    private static JsonElement? InfoOf(JsonElement body) => Error(body) is { } error
        ? error.GetProperty("details").EnumerateArray().Single(detail => detail.TryGetProperty("reason", out _))
        : null;

    private static JsonElement? Member(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) ? value : null;
}
