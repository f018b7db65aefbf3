using System.Text.Json;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Suggestions;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.Tests.Suggestions;

/// <summary>Pairs of claims of which somebody has said what one is to the other. Rules were written against one half; the other was kept unread.</summary>
internal static class LabelledPairs
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<LabelledPair> Tuned { get; } = Read("tuned.ndjson");

    public static IReadOnlyList<LabelledPair> HeldOut { get; } = Read("held-out.ndjson");

    private static List<LabelledPair> Read(string file) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Suggestions", file))
            .Select(line => JsonSerializer.Deserialize<LabelledPair>(line, Json)!)];
}

/// <summary>Two claims, and what they are to each other; <c>none</c> where they are nothing.</summary>
internal sealed record LabelledPair(string Id, LabelledClaim A, LabelledClaim B, string Label, string Kind, IReadOnlyList<string>? Tolerated = null)
{
    /// <summary>What the service says of it.</summary>
    public Suggestion? Suggested() => LinkSuggester.Suggest(A.ToClaim(Named("a")), B.ToClaim(Named("b"))) is [var first, ..] ? first : null;

    public bool Is(LinkRelation relation) => Label == Words<LinkRelation>.Of(relation);

    public bool Tolerates(LinkRelation relation) => Tolerated?.Contains(Words<LinkRelation>.Of(relation)) == true;

    /// <summary>Whether what is suggested is what it is: derived is always the second from the first.</summary>
    public bool IsHit(Suggestion suggestion) =>
        Is(suggestion.Relation) && (suggestion.Relation != LinkRelation.DerivedFrom || suggestion.From == Named("b"));

    private Guid Named(string side) => LabelledClaim.Named($"{Id} {side}");
}

/// <summary>A claim of a pair, as it would be sent.</summary>
internal sealed record LabelledClaim(
    string Text, string Source, string? ClaimedAt = null, string? Modality = null, string? Language = null,
    IReadOnlyList<LabelledHop>? Attribution = null)
{
    public ComparedClaim ToClaim(Guid id) => new(
        id, SourceOf(Source), Text, Language, PartialDate.TryParse(ClaimedAt, out var said) ? said : null,
        Modality is null ? Domain.Claims.Modality.Asserted : Words<Domain.Claims.Modality>.Parse(Modality),
        [.. (Attribution ?? []).Select(hop => new ComparedHop(hop.Source is null ? null : SourceOf(hop.Source)))]);

    public static Guid Named(string name) => new(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name))[..16]);

    private static ComparedSource SourceOf(string slug) => new(Named(slug), slug, slug.Replace('-', ' '));
}

internal sealed record LabelledHop(string? Source = null);
