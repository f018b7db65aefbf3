using System.Text.Json;
using ClaimCheck.Api.OpenApi;
using Microsoft.OpenApi;

namespace ClaimCheck.Api.Http;

/// <summary>RFC 9457 <c>application/problem+json</c>: the form of ClaimCheck's own API, and of everything beside it.</summary>
internal sealed class ProblemForm : RefusalForm
{
    internal static readonly ProblemForm Instance = new();

    internal override string MediaType => ProblemAnswer.MediaType;

    internal override string SchemaName => ProblemSchema.Name;

    internal override int StatusOf(ProblemType type) => type.Status;

    internal override byte[] Write(ProblemAnswer answer, string traceId)
    {
        using var stream = new MemoryStream(512);
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = WireJson.Options.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("type", answer.Type.Uri);
            json.WriteString("title", answer.Type.Title);
            json.WriteNumber("status", answer.Type.Status);
            json.WriteString("detail", answer.Detail);
            if (answer.Errors.Count > 0)
            {
                json.WritePropertyName("errors");
                JsonSerializer.Serialize(json, answer.Errors, WireJson.Options);
            }

            foreach (var (name, value) in answer.Extensions)
            {
                json.WritePropertyName(name);
                JsonSerializer.Serialize(json, value, WireJson.Options);
            }

            json.WriteString("traceId", traceId);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    internal override OpenApiSchema MakeSchema() => ProblemSchema.Make();

    internal override string Describe(ProblemType type) => $"- `{type.Uri}`: {type.Meaning}";
}
