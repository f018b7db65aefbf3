using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ClaimCheck.Api.Tests.Contract;

namespace ClaimCheck.Api.Tests.Fuzz;

/// <summary>What the document, and it alone, says of a request.</summary>
internal enum Expectation
{
    /// <summary>All of it is as the document describes it.</summary>
    Valid = 1,

    /// <summary>Something of it is not.</summary>
    Broken,

    /// <summary>The document does not say: it is about addresses and headers that are nobody's.</summary>
    Unsaid,
}

/// <summary>Holds a request as it was sent, not as it was meant, against the document.</summary>
internal static partial class Expectations
{
    private const int LargestBody = 1024 * 1024;

    // Beyond it a server refuses the headers before it knows what is asked.
    private const int LongestHeader = 8000;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly JsonDocumentOptions StrictJson = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    // A header that changes what the service does although no operation lists it: with one of these the document says nothing.
    private static readonly string[] Meddling = ["Content-Encoding", "X-Api-Key", "Authorization", "X-HTTP-Method-Override"];

    internal static Expectation Of(DocumentedOperation operation, SentRequest request)
    {
        if (request.Method != operation.Method.Method || PathFaults(operation, request.Path) is not { } inPath
            || request.Headers.Count(header => Meddling.Contains(header.Key)) > 1
            || request.Headers.Exists(header => header.Value.Length > LongestHeader) || request.Address.Contains('#', StringComparison.Ordinal))
        {
            return Expectation.Unsaid;
        }

        var faults = inPath.Concat(QueryFaults(operation, request)).Concat(HeaderFaults(operation, request)).Concat(BodyFaults(operation, request));
        if (faults.Any())
        {
            return Expectation.Broken;
        }

        return request.Headers.Exists(header => operation.Parameters.All(known => DocumentedOperation.Text(known, "name") != header.Key)
            && header.Key is not ("Content-Type" or "Authorization"))
            ? Expectation.Unsaid
            : Expectation.Valid;
    }

    /// <summary>What is wrong with the path; null where it is not one of the operation's at all.</summary>
    private static List<string>? PathFaults(DocumentedOperation operation, string path)
    {
        var template = operation.Path.Split('/');
        var segments = path.Split('/');
        if (template.Length != segments.Length || OddPath().IsMatch(path))
        {
            return null;
        }

        List<string> faults = [];
        foreach (var (expected, sent) in template.Zip(segments))
        {
            if (expected.StartsWith('{'))
            {
                var parameter = operation.ParametersIn("path").Single(parameter => $"{{{parameter.Name}}}" == expected);
                faults.AddRange(Decoded(sent) is { } text ? SchemaCheck.Violations(parameter.Schema, Text(text)) : ["not UTF-8"]);
            }
            else if (expected != sent)
            {
                return null;
            }
        }

        return faults;
    }

    private static IEnumerable<string> QueryFaults(DocumentedOperation operation, SentRequest request)
    {
        var known = operation.ParametersIn("query").ToDictionary(parameter => parameter.Name);
        if (known.Count == 0 && !(operation.Statuses.Contains("400") && operation.Describes("400").Contains("urn:claimcheck:invalid-query", StringComparison.Ordinal)))
        {
            // Nobody reads the query, and none is refused: what stands in it is no input.
            yield break;
        }

        var cut = request.Address.IndexOf('?', StringComparison.Ordinal);
        var query = cut < 0 ? "" : request.Address[(cut + 1)..];
        var given = new HashSet<string>();
        foreach (var part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = part.Split('=', 2);
            var name = Decoded(pair[0].Replace('+', ' '));
            var value = Decoded((pair.Length > 1 ? pair[1] : "").Replace('+', ' '));
            if (name is null || value is null || !known.TryGetValue(name, out var parameter) || !given.Add(name))
            {
                yield return $"{pair[0]} is unknown, unreadable or repeated";
            }
            else if (SchemaCheck.Violations(parameter.Schema, Value(parameter.Schema, value)).FirstOrDefault() is { } fault)
            {
                yield return fault;
            }
        }

        foreach (var missing in known.Values.Where(parameter => parameter.IsRequired && !given.Contains(parameter.Name)))
        {
            yield return $"{missing.Name} is missing";
        }
    }

    /// <summary>What is no entity tag matches none (RFC 9110, section 13.1.2): with such an If-None-Match the whole is rightly answered.</summary>
    private static IEnumerable<string> HeaderFaults(DocumentedOperation operation, SentRequest request) =>
        operation.ParametersIn("header").SelectMany(parameter => (request.Header(parameter.Name), parameter.IsRequired) switch
        {
            ({ } value, _) when parameter.Name == "If-None-Match" => value.All(letter => char.IsAscii(letter) && letter != '\0') ? [] : ["If-None-Match is not ASCII"],
            ({ } value, _) => SchemaCheck.Violations(parameter.Schema, Text(value)),
            (null, true) => [$"{parameter.Name} is missing"],
            (null, false) => [],
        });

    private static IEnumerable<string> BodyFaults(DocumentedOperation operation, SentRequest request)
    {
        if (operation.Bodies is not { Length: > 0 } bodies)
        {
            return [];
        }

        var content = Array.Find(bodies, body => IsOfKind(request.Header("Content-Type"), body.Name));
        if (content.Value.ValueKind == JsonValueKind.Undefined)
        {
            return ["the body is of another kind"];
        }

        if (request.IsCutShort || request.Body!.Length > LargestBody)
        {
            return ["the body is cut short or too large"];
        }

        try
        {
            // Lines and tables are a text, however their rows may read.
            var text = Strict.GetString(request.Body);
            var schema = content.Value.GetProperty("schema");
            return [.. SchemaCheck.Violations(schema, DocumentedOperation.Text(schema, "type") == "string" ? Text(text) : JsonElement.Parse(request.Json, StrictJson))];
        }
        catch (Exception unreadable) when (unreadable is JsonException or DecoderFallbackException or InvalidOperationException)
        {
            // Half a surrogate pair is found only when the text is asked for: hence the InvalidOperationException.
            return [unreadable.Message];
        }
    }

    private static bool IsOfKind(string? sent, string kind)
    {
        var parts = sent?.Split(';', 2, StringSplitOptions.TrimEntries) ?? [];
        return parts is [var name, .. var rest] && name.Equals(kind, StringComparison.OrdinalIgnoreCase)
            && (rest is [] || rest[0].Replace("\"", "", StringComparison.Ordinal).Equals("charset=utf-8", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A parameter as the value that its schema speaks of.</summary>
    private static JsonElement Value(JsonElement schema, string text) =>
        (SchemaCheck.Resolve(schema).TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null) switch
        {
            "integer" when WholeNumber().IsMatch(text) => JsonSerializer.SerializeToElement(decimal.Parse(text, CultureInfo.InvariantCulture)),
            "boolean" when text is "true" or "false" => JsonSerializer.SerializeToElement(text is "true"),
            _ => Text(text),
        };

    private static JsonElement Text(string text) => JsonSerializer.SerializeToElement(text);

    /// <summary>A part of an address as it is meant, a percent sign that begins no escape standing for itself; null where escapes stand for no text.</summary>
    private static string? Decoded(string part)
    {
        try
        {
            var bytes = Encoding.Latin1.GetBytes(Escape().Replace(part, escape => ((char)Convert.ToByte(escape.Groups[1].Value, 16)).ToString()));
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>What servers and proxies are free to read in more than one way.</summary>
    [GeneratedRegex(@"//|/$|%2[fF]|(^|/)(\.|%2[eE]){1,2}(/|$)|\\|;|#|%(?![0-9a-fA-F]{2})|[^\x21-\x7e]|.{8000}")]
    private static partial Regex OddPath();

    [GeneratedRegex("%([0-9a-fA-F]{2})")]
    private static partial Regex Escape();

    [GeneratedRegex(@"\A-?[0-9]{1,20}\z")]
    private static partial Regex WholeNumber();
}
