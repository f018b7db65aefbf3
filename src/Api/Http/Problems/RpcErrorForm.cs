using System.Globalization;
using System.Text.Json;
using ClaimCheck.Api.OpenApi;
using Microsoft.OpenApi;

namespace ClaimCheck.Api.Http;

/// <summary>
/// The form in which Google's APIs refuse: <c>error</c> with the HTTP status, a message and one of the words of google.rpc.Code, and
/// in <c>details</c> an ErrorInfo, which says what ClaimCheck calls it, and a BadRequest, which names what is wrong.
/// </summary>
internal sealed class RpcErrorForm : RefusalForm
{
    internal const string Domain = "claimcheck";
    internal const string ErrorInfo = "type.googleapis.com/google.rpc.ErrorInfo";
    internal const string BadRequest = "type.googleapis.com/google.rpc.BadRequest";

    internal static readonly RpcErrorForm Instance = new();

    // A message is one line for people; all that is wrong stands in the details.
    private const int MostInMessage = 3;

    internal override string MediaType => "application/json";

    internal override string SchemaName => RpcErrorSchema.Name;

    /// <summary>The status of the type, but for 422, which Google's APIs do not know: a request that makes no sense is a bad one.</summary>
    internal override int StatusOf(ProblemType type) =>
        type.Status == StatusCodes.Status422UnprocessableEntity ? StatusCodes.Status400BadRequest : type.Status;

    internal override byte[] Write(ProblemAnswer answer, string traceId)
    {
        using var stream = new MemoryStream(512);
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = WireJson.Options.Encoder }))
        {
            json.WriteStartObject();
            json.WriteStartObject("error");
            json.WriteNumber("code", StatusOf(answer.Type));
            json.WriteString("message", MessageOf(answer));
            json.WriteString("status", RpcStatus.Of(answer.Type));
            json.WriteStartArray("details");
            WriteErrorInfo(json, answer, traceId);
            if (answer.Errors.Count > 0)
            {
                WriteBadRequest(json, answer);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    internal override OpenApiSchema MakeSchema() => RpcErrorSchema.Make();

    internal override string Describe(ProblemType type) => $"- `{RpcStatus.Of(type)}`, `{type.Uri}`: {type.Meaning}";

    private static string MessageOf(ProblemAnswer answer)
    {
        var wrong = answer.Errors.SelectMany(pair => pair.Value, (pair, message) => $"{FieldOf(pair.Key)} {message}".TrimStart()).ToList();
        return wrong.Count switch
        {
            0 => answer.Detail,
            <= MostInMessage => $"{string.Join("; ", wrong)}.",
            _ => string.Create(CultureInfo.InvariantCulture, $"{string.Join("; ", wrong.Take(MostInMessage))}; and {wrong.Count - MostInMessage} more."),
        };
    }

    /// <summary>The path of a member as Google writes it: without the root, which is a path of no members.</summary>
    private static string FieldOf(string path) => path.StartsWith(JsonPath.Root, StringComparison.Ordinal) ? path[JsonPath.Root.Length..].TrimStart('.') : path;

    private static void WriteErrorInfo(Utf8JsonWriter json, ProblemAnswer answer, string traceId)
    {
        json.WriteStartObject();
        json.WriteString("@type", ErrorInfo);
        json.WriteString("reason", answer.Type.Slug.Replace('-', '_').ToUpperInvariant());
        json.WriteString("domain", Domain);
        json.WriteStartObject("metadata");
        json.WriteString("type", answer.Type.Uri);
        foreach (var (name, value) in answer.Extensions)
        {
            json.WriteString(name, string.Create(CultureInfo.InvariantCulture, $"{value}"));
        }

        json.WriteString("traceId", traceId);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteBadRequest(Utf8JsonWriter json, ProblemAnswer answer)
    {
        json.WriteStartObject();
        json.WriteString("@type", BadRequest);
        json.WriteStartArray("fieldViolations");
        foreach (var (path, messages) in answer.Errors)
        {
            foreach (var message in messages)
            {
                json.WriteStartObject();
                json.WriteString("field", FieldOf(path));
                json.WriteString("description", message);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
