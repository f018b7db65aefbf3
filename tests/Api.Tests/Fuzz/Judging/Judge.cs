using System.Globalization;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using ClaimCheck.Api.Tests.Contract;
using ClaimCheck.Api.Tests.Http;

namespace ClaimCheck.Api.Tests.Fuzz;

/// <summary>What an answer may break.</summary>
internal enum Rule
{
    NoServerError = 1,
    Answered,
    NotFlooded,
    StatusDeclared,
    ContentTypeDeclared,
    BodyValid,
    HeadersValid,
    ProblemDeclared,
    ValidNotRefused,
    BrokenNotAccepted,
    TextUnchanged,
}

/// <summary>A breach.</summary>
/// <param name="Rule">What was broken.</param>
/// <param name="Detail">How.</param>
internal sealed record Breach(Rule Rule, string Detail);

/// <summary>Holds an answer against the committed document.</summary>
internal static class Judge
{
    private static readonly JsonDocumentOptions StrictJson = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    // Answers of the server itself, before it knows which operation is meant: docs/errors.md has them.
    private static readonly int[] BeforeAnyOperation = [400, 408, 414, 431, 501, 505];

    // And where none is meant.
    private static readonly int[] OfNoOperation = [401, 403, 404, 405, 415];

    /// <summary>All that the answer breaks.</summary>
    internal static IReadOnlyList<Breach> Breaches(DocumentedOperation operation, SentRequest request, Answer answer)
    {
        if (answer.Status == Wire.NoAnswer)
        {
            return request.IsCutShort ? [] : [new(Rule.Answered, answer.Text)];
        }

        var expected = Expectations.Of(operation, request);
        return [.. OfStatus(answer), .. OfExpectation(expected, answer), .. OfDocument(Asked(request), expected, request, answer)];
    }

    /// <summary>
    /// The operation that a server is free to see in a request, which may be another than the one it was made from: a method or an
    /// address gone wrong can be right elsewhere.
    /// </summary>
    private static DocumentedOperation? Asked(SentRequest request)
    {
        var isAddress = Uri.TryCreate(new Uri("http://localhost"), request.Path.Split('#')[0], out var read) && read.Host == "localhost";
        var path = isAddress ? read!.AbsolutePath.Split('/') : [];
        if (path is [.., ""])
        {
            // One slash at the end makes no other address; two do.
            path = path[..^1];
        }

        return DocumentedOperation.All.FirstOrDefault(operation =>
            operation.Method.Method.Equals(request.Method, StringComparison.OrdinalIgnoreCase) && IsFor(operation.Path.Split('/'), path));
    }

    private static bool IsFor(string[] template, string[] path) =>
        template.Length == path.Length && template.Zip(path).All(pair => pair.First.StartsWith('{') || pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<Breach> OfStatus(Answer answer)
    {
        if (answer.Status is 429 || answer.Text.Contains("urn:claimcheck:overloaded", StringComparison.Ordinal))
        {
            yield return new(Rule.NotFlooded, "The limits of the service under test are too low for this test.");
        }
        else if (answer.Status >= 500 && answer.Status is not (501 or 505))
        {
            yield return new(Rule.NoServerError, $"{answer.Status} {answer.Text}");
        }
    }

    private static IEnumerable<Breach> OfExpectation(Expectation expected, Answer answer)
    {
        if (expected == Expectation.Broken && answer.Status is (>= 200 and < 300) or 304)
        {
            yield return new(Rule.BrokenNotAccepted, $"{answer.Status}, although the document forbids the request.");
        }

        var isRefusedForItsShape = answer.Status is 400 or 405 or 406 or 411 or 413 or 414 or 415 or 428 or 431;
        if (expected == Expectation.Valid && isRefusedForItsShape && !(answer.Status == 400 && BeyondTheSchema.Excuses(answer.Json)))
        {
            yield return new(Rule.ValidNotRefused, $"{answer.Status} {answer.Text}");
        }
    }

    private static IEnumerable<Breach> OfDocument(DocumentedOperation? operation, Expectation expected, SentRequest request, Answer answer)
    {
        var status = answer.Status.ToString(CultureInfo.InvariantCulture);
        if (operation?.Response(status) is { } response)
        {
            return OfContent(response, request, answer).Concat(OfHeaders(response, answer)).Concat(OfProblem(response, answer));
        }

        // Whoever asks without a known method or path is refused by the server, or sees one of the pages beside the API.
        var isOfTheServer = BeforeAnyOperation.Contains(answer.Status) || (operation is null && OfNoOperation.Contains(answer.Status));
        return expected == Expectation.Unsaid && isOfTheServer
            ? OfBareProblem(request, answer)
            : [new(Rule.StatusDeclared, $"{answer.Status} is not declared: {answer.Text}")];
    }

    private static IEnumerable<Breach> OfContent(JsonElement response, SentRequest request, Answer answer)
    {
        if (!response.TryGetProperty("content", out var content))
        {
            return answer.Text.Length == 0 ? [] : [new(Rule.ContentTypeDeclared, $"A body is answered where none is declared: {answer.Text}")];
        }

        if (request.Method == "HEAD")
        {
            return [];
        }

        return answer.MediaType is { } mediaType && content.TryGetProperty(mediaType, out var body)
            ? OfBody(body.GetProperty("schema"), answer)
            : [new(Rule.ContentTypeDeclared, $"{answer.MediaType} is not declared for {answer.Status}.")];
    }

    /// <summary>Bare is the refusal of a request that is nobody's. It has the form that goes with the path, or the server did not come so far as to read one.</summary>
    private static IEnumerable<Breach> OfBareProblem(SentRequest request, Answer answer) => (request.Method, answer.MediaType) switch
    {
        ("HEAD", _) => [],
        (_, { } form) when form == Refusal.MediaTypeFor(request.Path) || form == Refusal.ProblemMediaType =>
            OfBody(JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["$ref"] = $"#/components/schemas/{Refusal.Schemas[form]}" }), answer),
        _ => [new(Rule.ContentTypeDeclared, $"A refusal is sent as {answer.MediaType}: {answer.Text}")],
    };

    private static IReadOnlyList<Breach> OfBody(JsonElement schema, Answer answer)
    {
        try
        {
            return [.. SchemaCheck.Violations(schema, ReadBody(answer)).Take(3).Select(violation => new Breach(Rule.BodyValid, violation))];
        }
        catch (Exception unreadable) when (unreadable is JsonException or XmlException)
        {
            return [new(Rule.BodyValid, unreadable.Message)];
        }
    }

    /// <summary>The body as JSON; one of another kind as the text that it is, which must be well formed where it is XML.</summary>
    private static JsonElement ReadBody(Answer answer)
    {
        if (answer.MediaType!.EndsWith("json", StringComparison.Ordinal) && answer.MediaType != "application/x-ndjson")
        {
            return JsonElement.Parse(answer.Text, StrictJson);
        }

        if (answer.MediaType.EndsWith("xml", StringComparison.Ordinal))
        {
            XDocument.Parse(answer.Text);
        }

        return JsonSerializer.SerializeToElement(answer.Text);
    }

    private static IEnumerable<Breach> OfHeaders(JsonElement response, Answer answer)
    {
        if (!response.TryGetProperty("headers", out var headers))
        {
            yield break;
        }

        foreach (var header in headers.EnumerateObject())
        {
            var declared = SchemaCheck.Resolve(header.Value);
            var schema = declared.GetProperty("schema");
            if (answer.Headers.TryGetValue(header.Name, out var sent))
            {
                foreach (var violation in SchemaCheck.Violations(schema, ValueOf(schema, sent)))
                {
                    yield return new(Rule.HeadersValid, $"{header.Name}: {violation}");
                }
            }
            else if (declared.TryGetProperty("required", out var required) && required.GetBoolean())
            {
                yield return new(Rule.HeadersValid, $"{header.Name} is missing.");
            }
        }
    }

    private static JsonElement ValueOf(JsonElement schema, string header) =>
        schema.GetProperty("type").ValueEquals("integer") && long.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? JsonSerializer.SerializeToElement(number)
            : JsonSerializer.SerializeToElement(header);

    private static IEnumerable<Breach> OfProblem(JsonElement response, Answer answer)
    {
        if (answer.Status < 400 || answer.MediaType is not { } form || !Refusal.Schemas.ContainsKey(form) || answer.Text.Length == 0)
        {
            yield break;
        }

        var type = Refusal.TypeOf(answer.Json);
        if (!response.GetProperty("content").TryGetProperty(form, out var content))
        {
            yield break;
        }

        var listed = content.GetProperty("examples").EnumerateObject().Select(example => Refusal.TypeOf(example.Value.GetProperty("value")));
        if (!listed.Contains(type))
        {
            yield return new(Rule.ProblemDeclared, $"{type} is not among the problems of {answer.Status}.");
        }

        if (Refusal.StatusOf(answer.Json) != answer.Status)
        {
            yield return new(Rule.ProblemDeclared, $"The problem says {Refusal.StatusOf(answer.Json)}, the answer {answer.Status}.");
        }
    }
}
