using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ClaimCheck.Api.Tests.Contract;

/// <summary>An operation as the committed document describes it.</summary>
internal sealed record DocumentedOperation(HttpMethod Method, string Path, JsonElement Json)
{
    internal string Id => Text(Json, "operationId") ?? $"{Method} {Path} without operationId";

    internal JsonElement[] Parameters => Members(Json, "parameters");

    /// <summary>The parameters of one place: path, query or header.</summary>
    internal IEnumerable<DocumentedParameter> ParametersIn(string place) =>
        Parameters.Where(parameter => Text(parameter, "in") == place).Select(parameter => new DocumentedParameter(parameter));

    internal IReadOnlyCollection<string> Statuses => [.. Json.GetProperty("responses").EnumerateObject().Select(response => response.Name)];

    /// <summary>What the document says of the answer with this status.</summary>
    internal string Describes(string status) => Text(Json.GetProperty("responses").GetProperty(status), "description") ?? string.Empty;

    /// <summary>What the document declares for a status; null where it declares nothing.</summary>
    internal JsonElement? Response(string status) => Json.GetProperty("responses").TryGetProperty(status, out var response) ? response : null;

    /// <summary>The body's media types with their descriptions; none where the operation takes no body.</summary>
    internal JsonProperty[] Bodies => Json.TryGetProperty("requestBody", out var body) ? [.. body.GetProperty("content").EnumerateObject()] : [];

    /// <summary>Every operation of the committed document, in its order.</summary>
    internal static IReadOnlyList<DocumentedOperation> All { get; } = [.. Read()];

    internal static string? Text(JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The examples as a request, once for each media type that the operation takes.</summary>
    internal IEnumerable<HttpRequestMessage> Requests()
    {
        HttpContent?[] contents = Bodies is { Length: > 0 } bodies
            ? [.. bodies.Select(body => new StringContent(Written(body), Encoding.UTF8, new MediaTypeHeaderValue(body.Name)))]
            : [null];
        foreach (var content in contents)
        {
            var request = new HttpRequestMessage(Method, Address()) { Content = content };
            foreach (var header in Parameters.Where(parameter => Text(parameter, "in") == "header" && parameter.TryGetProperty("example", out _)))
            {
                request.Headers.TryAddWithoutValidation(Text(header, "name")!, Example(header));
            }

            yield return request;
        }
    }

    /// <summary>The address with every example that is given, or with this text in place of the path's.</summary>
    internal string Address(string? inPath = null)
    {
        var path = Parameters.Where(parameter => Text(parameter, "in") == "path").Aggregate(
            Path, (address, parameter) => address.Replace($"{{{Text(parameter, "name")}}}", Uri.EscapeDataString(inPath ?? Example(parameter)), StringComparison.Ordinal));
        var query = Parameters.Where(parameter => Text(parameter, "in") == "query" && parameter.TryGetProperty("example", out _))
            .Select(parameter => $"{Text(parameter, "name")}={Uri.EscapeDataString(Example(parameter))}")
            .ToList();
        return query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
    }

    /// <summary>The example of a body: JSON as it stands, or the text that it is where the body is text.</summary>
    private static string Written(JsonProperty body)
    {
        var example = body.Value.GetProperty("example");
        return example.ValueKind == JsonValueKind.String ? example.GetString()! : example.GetRawText();
    }

    private static string Example(JsonElement parameter) =>
        new DocumentedParameter(parameter).Example!;

    private static JsonElement[] Members(JsonElement element, string member) =>
        element.TryGetProperty(member, out var list) ? [.. list.EnumerateArray()] : [];

    private static IEnumerable<DocumentedOperation> Read() =>
        from path in CommittedDocument.Json.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select new DocumentedOperation(HttpMethod.Parse(operation.Name), path.Name, operation.Value);
}

/// <summary>A parameter as the committed document describes it.</summary>
internal sealed record DocumentedParameter(JsonElement Json)
{
    internal string Name => DocumentedOperation.Text(Json, "name")!;

    internal JsonElement Schema => Json.GetProperty("schema");

    /// <summary>The example it is given, as it is written in an address; null where it has none.</summary>
    internal string? Example => Json.TryGetProperty("example", out var example) ? Written(example) : null;

    internal bool IsRequired => Json.TryGetProperty("required", out var required) && required.GetBoolean();

    private static string Written(JsonElement example) => example.ValueKind == JsonValueKind.String ? example.GetString()! : example.GetRawText();
}
