using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ClaimCheck.Api.Tests.Http;

namespace ClaimCheck.Api.Tests.Fuzz;

/// <summary>
/// What the service is known to hold, learnt from its answers. A generated request only says "some claim"; which one is
/// filled in when it is sent, so that a request stands for the same whatever was stored before.
/// </summary>
internal sealed partial class KnownThings
{
    /// <summary>The kind that <see cref="Some"/> calls cursors of lists.</summary>
    internal const string Cursors = "cursors";

    /// <summary>The kind that <see cref="Some"/> calls page tokens of lists for Google's clients.</summary>
    internal const string PageTokens = "page-tokens";

    /// <summary>The kind that <see cref="Some"/> calls messages to receivers, which stand below their webhooks.</summary>
    internal const string Deliveries = "deliveries";

    /// <summary>The kind that <see cref="Some"/> calls assessments that the editors had before them when they were last seen.</summary>
    internal const string InReview = "assessments-in-review";

    /// <summary>The kind that <see cref="Some"/> calls claims of which something is suggested; the same number stands for what belongs to it in the two below.</summary>
    internal const string SuggestedOf = "suggested-of";

    /// <summary>The kind that <see cref="Some"/> calls the other claims of suggestions.</summary>
    internal const string SuggestedOther = "suggested-other";

    /// <summary>The kind that <see cref="Some"/> calls the relations of suggestions.</summary>
    internal const string SuggestedRelation = "suggested-relation";

    // Google's name for pages of markup. One that is deleted is gone, unlike everything else.
    private const string Pages = "pages";
    private const string Assessments = "assessments";
    private const int Newest = 16;
    private const int LongestPath = 4;
    private const string Nobody = "0191f0a0-0000-7000-8000-00000000abcd";
    private readonly Dictionary<string, List<string>> names = [];
    private readonly Dictionary<string, string> tags = [];
    private readonly HashSet<string> met = new(StringComparer.Ordinal);

    /// <summary>Stands for one of the things of a kind: an odd number for one of the newest, which are mostly still as they were made, an even one for any.</summary>
    internal static string Some(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"known~{kind}~{number}~");

    /// <summary>Whether a text stands for something known.</summary>
    internal static bool IsIn(string text) => Placeholder().IsMatch(text);

    /// <summary>The text with the older one of each thing that it stands for, where there is one.</summary>
    internal static string Older(string text) => Placeholder().Replace(text, found => Some(found.Groups[1].Value, NumberOf(found) / 2));

    /// <summary>Keeps the keys that the harness itself uses from being revoked.</summary>
    internal void Spare(IEnumerable<string> ids) => met.UnionWith(ids);

    /// <summary>Fills in what the text stands for.</summary>
    internal string Resolve(string text, Func<string, string> escape) => Placeholder().Replace(text, found =>
        escape(names.TryGetValue(found.Groups[1].Value, out var known) && known.Count > 0 ? known[PlaceOf(NumberOf(found), known.Count)] : Nobody));

    /// <summary>The entity tag that a resource had when it was last seen.</summary>
    internal string TagOf(string path) => tags.GetValueOrDefault(path, "*");

    /// <summary>The version that a resource had when it was last seen.</summary>
    internal string VersionOf(string path) => TagOf(path).Trim('"');

    /// <summary>Learns from an answer.</summary>
    internal void Learn(string address, Answer answer)
    {
        var path = answer.Headers.GetValueOrDefault("Location") ?? address.Split('?')[0];
        if (answer.Headers.TryGetValue("ETag", out var tag))
        {
            tags[path] = tag;
        }

        var parts = path.Split('/');
        if (answer.Status == 404 && parts is ["", "v1alpha1", Pages, var gone])
        {
            Forget(Pages, gone);
        }

        if (parts is ["", "v1", "claims", var claim, "suggestions", .. var judged])
        {
            LearnSuggestions(claim, judged, answer);
            return;
        }

        if (answer.Status is not (200 or 201) || answer.MediaType != "application/json" || KindOf(parts) is not { } kind)
        {
            return;
        }

        var body = answer.Json;
        foreach (var item in ItemsOf(body))
        {
            LearnNames(kind, item);
        }

        Add(Cursors, body, "nextCursor");
        Add(PageTokens, body, "nextPageToken");
    }

    private static string? KindOf(string[] parts) => parts switch
    {
        ["", "v1", "webhooks", _, Deliveries] => Deliveries,
        ["", "v1", Assessments, _, "submit" or "return" or "publish" or "retract"] => Assessments,
        ["", "v1" or "v1alpha1", var kind, ..] when parts.Length <= LongestPath => kind,
        _ => null,
    };

    private static JsonElement[] ItemsOf(JsonElement body) =>
        body.TryGetProperty("items", out var items) || body.TryGetProperty("claimReviewMarkupPages", out items) ? [.. items.EnumerateArray()] : [body];

    private static int PlaceOf(int number, int count) =>
        number % 2 == 0 ? number / 2 % count : count - 1 - (number / 2 % Math.Min(count, Newest));

    private static int NumberOf(Match found) => int.Parse(found.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    // What was judged is not suggested any more, and neither is anything of a claim that is gone; what still is, is learnt again.
    private void LearnSuggestions(string claim, string[] judged, Answer answer)
    {
        if (judged is [var other, _] && answer.Status is 200 or 404 or 409 or 410)
        {
            ForgetSuggestion(claim, other);
        }
        else if (judged.Length == 0 && answer is { Status: 200, MediaType: "application/json" })
        {
            foreach (var item in ItemsOf(answer.Json))
            {
                AddSuggestion(claim, item.GetProperty("claim").GetProperty("id").GetString()!, item.GetProperty("relation").GetString()!);
            }
        }
    }

    private void AddSuggestion(string claim, string other, string relation)
    {
        if (met.Add($"{claim}/{other}/{relation}"))
        {
            NamesOf(SuggestedOf).Add(claim);
            NamesOf(SuggestedOther).Add(other);
            NamesOf(SuggestedRelation).Add(relation);
        }
    }

    private void ForgetSuggestion(string claim, string other)
    {
        var (claims, others, relations) = (NamesOf(SuggestedOf), NamesOf(SuggestedOther), NamesOf(SuggestedRelation));
        for (var i = claims.Count - 1; i >= 0 && claims.Count > 1; i--)
        {
            if ((claims[i] == claim && others[i] == other) || (claims[i] == other && others[i] == claim))
            {
                met.Remove($"{claims[i]}/{others[i]}/{relations[i]}");
                claims.RemoveAt(i);
                others.RemoveAt(i);
                relations.RemoveAt(i);
            }
        }
    }

    private void LearnNames(string kind, JsonElement item)
    {
        Add(kind, item, "id");
        if (kind == Pages && item.TryGetProperty("name", out var name))
        {
            AddText(kind, name.GetString()!.Split('/')[^1]);
            tags[$"/v1alpha1/{name}"] = $"\"{item.GetProperty("versionId")}\"";
        }

        if (kind == Assessments && item.TryGetProperty("id", out var assessment) && item.TryGetProperty("state", out var state))
        {
            Forget(InReview, assessment.GetString()!);
            if (state.GetString() == "in_review")
            {
                NamesOf(InReview).Add(assessment.GetString()!);
            }
        }

        if (kind is "sources" or "rating-scales")
        {
            Add(kind, item, "slug");
        }
    }

    private void Add(string kind, JsonElement item, string member)
    {
        if (item.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String)
        {
            AddText(kind, value.GetString()!);
        }
    }

    /// <summary>The last one stays, for what is made up has to stand for something.</summary>
    private void Forget(string kind, string text)
    {
        if (names.TryGetValue(kind, out var known) && known.Count > 1)
        {
            known.Remove(text);
        }
    }

    private void AddText(string kind, string text)
    {
        if (met.Add(text))
        {
            NamesOf(kind).Add(text);
        }
    }

    private List<string> NamesOf(string kind)
    {
        names.TryAdd(kind, []);
        return names[kind];
    }

    [GeneratedRegex("known~([a-z-]+)~([0-9]+)~")]
    private static partial Regex Placeholder();
}
