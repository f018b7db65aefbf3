using System.Globalization;
using System.Text.Json;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Tests.Contract;
using ClaimCheck.Api.Tests.Http;

namespace ClaimCheck.Api.Tests.Fuzz;

/// <summary>Reads back what was accepted, and compares every text that was sent, code point for code point.</summary>
/// <param name="read">Reads an address; null where there is nothing.</param>
internal sealed class Readback(Func<string, Task<JsonElement?>> read)
{
    // More digits of a second than six are cut.
    private static readonly TimeSpan Precision = TimeSpan.FromMicroseconds(1);

    /// <summary>How many texts were compared.</summary>
    internal int Compared { get; private set; }

    /// <summary>The texts of an accepted request that did not come back.</summary>
    internal async Task<IReadOnlyList<Breach>> ChangedAsync(DocumentedOperation operation, SentRequest request, Answer answer)
    {
        // A dry run stores nothing, and what an import stores has places of its own.
        if (operation.Id == nameof(Operation.StartImport) || StoresNoText(operation) || answer.Status is not (200 or 201 or 204) || operation.Method == HttpMethod.Get || request.Method != operation.Method.Method
            || request.Address.Contains("dryRun=true", StringComparison.Ordinal))
        {
            return [];
        }

        var sent = TextsOf(operation, request).ToList();
        List<JsonElement> seen = [];
        foreach (var address in PlacesOf(operation, request, answer))
        {
            if (await read(address) is { } body)
            {
                seen.Add(body);
                await FollowArticleAsync(body, sent, seen);
            }

            sent.RemoveAll(text => CameBack(text.Path, text.Value, seen));
            if (sent.Count == 0)
            {
                return [];
            }
        }

        return [.. sent.Select(text => new Breach(Rule.TextUnchanged, $"{string.Join('.', text.Path)} was sent as {JsonSerializer.Serialize(text.Value)} and came back otherwise."))];
    }

    /// <summary>Where the texts may be found: the resource itself, its history, and the list it is in.</summary>
    private static IEnumerable<string> PlacesOf(DocumentedOperation operation, SentRequest request, Answer answer)
    {
        var last = operation.Path.LastIndexOf('}');
        var segments = last < 0 ? operation.Path : operation.Path[..last];
        var resource = answer.Headers.GetValueOrDefault("Location") ?? string.Join('/', request.Path.Split('/').Take(segments.Split('/').Length));
        return [resource, $"{resource}/history?limit=1", $"{request.Path}?limit=5"];
    }

    private static IEnumerable<(object[] Steps, string Value)> Walk(JsonElement element, object[] steps) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Walk(member.Value, [.. steps, member.Name])),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, index) => Walk(item, [.. steps, index])),
        JsonValueKind.String => [(steps, element.GetString()!)],
        _ => [],
    };

    /// <summary>What is looked up, wished for or decided is not kept as it was sent.</summary>
    private static bool StoresNoText(DocumentedOperation operation) => operation.Id is nameof(Operation.RedeliverMessages)
        or nameof(Operation.MatchTexts) or nameof(Operation.MatchArticle) or nameof(Operation.AcceptSuggestion) or nameof(Operation.DismissSuggestion);

    /// <summary>The texts of the body, but for the version that a replacement starts from and secrets, which are shown once, and those of the query, which can be texts to be stored too.</summary>
    private static IEnumerable<SentText> TextsOf(DocumentedOperation operation, SentRequest request)
    {
        var query = request.Address.Split('?', 2) is [_, var parts]
            ? parts.Split('&').Select(part => part.Split('=', 2))
                .Where(pair => pair.Length == 2 && operation.ParametersIn("query").Any(known => known.Name == pair[0] && pair[0] != "dryRun"))
                .Select(pair => new SentText([pair[0]], Uri.UnescapeDataString(pair[1].Replace('+', ' '))))
            : [];
        var body = request.Json.Length > 0
            ? Walk(JsonElement.Parse(request.Json), []).Where(text => !IsTakenBack(text.Steps) && text.Steps is not (["versionId"] or ["secret"])).Select(text => new SentText(text.Steps, text.Value))
            : [];
        return query.Concat(body);
    }

    /// <summary>Which claims a source takes back stands in their own histories.</summary>
    private static bool IsTakenBack(object[] steps) => steps is ["claims", int];

    private bool CameBack(object[] steps, string value, List<JsonElement> seen)
    {
        var isThere = seen.Exists(body => Holds(body, steps, value) || Holds(body, OtherSide(steps), value))
            || (!seen.Exists(body => At(body, steps) is { ValueKind: JsonValueKind.String }) && seen.Exists(body => Walk(body, []).Any(text => Same(text.Value, value, steps))));
        Compared += isThere ? 1 : 0;
        return isThere;
    }

    /// <summary>Of the two origins that are judged, either may be sent first.</summary>
    private static object[] OtherSide(object[] steps) => steps switch
    {
        ["a", .. var rest] => ["b", .. rest],
        ["b", .. var rest] => ["a", .. rest],
        _ => steps,
    };

    /// <summary>Whether it stands where it was sent; a reference stands there as what it refers to.</summary>
    private static bool Holds(JsonElement body, object[] steps, string value) => At(body, steps) switch
    {
        { ValueKind: JsonValueKind.String } text => Same(text.GetString()!, value, steps) || (steps[^1] is int && IsAmong(body, steps, value)),
        { ValueKind: JsonValueKind.Object } => true,
        _ => steps[^1] is int && IsAmong(body, steps, value),
    };

    /// <summary>Lists of texts are sets: they may come back shorter and in another order.</summary>
    private static bool IsAmong(JsonElement body, object[] steps, string value) =>
        At(body, steps[..^1]) is { ValueKind: JsonValueKind.Array } list
        && list.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.String && Same(item.GetString()!, value, steps));

    private static JsonElement? At(JsonElement body, object[] steps)
    {
        foreach (var step in steps)
        {
            if (step is string name && body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var member))
            {
                body = member;
            }
            else if (step is int index && body.ValueKind == JsonValueKind.Array && index < body.GetArrayLength())
            {
                body = body[index];
            }
            else
            {
                return null;
            }
        }

        return body;
    }

    private static bool Same(string stored, string sent, object[] steps) =>
        stored == sent || (steps.Contains("topics") && stored == Label(sent)) || IsSameInstant(stored, sent);

    /// <summary>A topic as it is documented to be stored: in lower case. NFC makes equal what looks equal.</summary>
    private static string Label(string topic) => topic.Normalize().ToLowerInvariant();

    private static bool IsSameInstant(string stored, string sent) =>
        sent.Contains('T', StringComparison.Ordinal) && sent.Length <= 35
        && DateTimeOffset.TryParse(stored, CultureInfo.InvariantCulture, out var one)
        && DateTimeOffset.TryParse(sent, CultureInfo.InvariantCulture, out var other)
        && (one - other).Duration() <= Precision;

    /// <summary>An article that was sent within a claim is read where the claim brought it in; one that was known already keeps what it had.</summary>
    private async Task FollowArticleAsync(JsonElement claim, List<SentText> sent, List<JsonElement> seen)
    {
        if (!sent.Exists(text => text.Path is ["article", _]) || At(claim, ["article", "id"]) is not { } id
            || await read($"/v1/articles/{id}") is not { } article)
        {
            return;
        }

        if (JsonElement.DeepEquals(article.GetProperty("createdAt"), claim.GetProperty("updatedAt")))
        {
            seen.Add(JsonSerializer.SerializeToElement(new { article }));
        }
        else
        {
            sent.RemoveAll(text => text.Path is ["article", _]);
        }
    }

    private sealed record SentText(object[] Path, string Value);
}
