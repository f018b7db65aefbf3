using ClaimCheck.Data.Articles;
using ClaimCheck.Data.Sources;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Articles;
using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Sources;
using Dapper;

namespace ClaimCheck.Data.Claims;

/// <summary>A claim as it is sent, with everything found that it refers to.</summary>
/// <param name="Facts">What it says, attribution included.</param>
/// <param name="Article">Where it was made.</param>
/// <param name="NewArticle">The same article where it is not stored yet: it is written together with the claim, or not at all.</param>
internal sealed record ResolvedClaim(ClaimFacts Facts, ArticleRef? Article, Article? NewArticle);

/// <summary>Finds what a claim refers to: the sources of its hops, their own claims, its article.</summary>
/// <param name="database">The database.</param>
/// <param name="directory">Finds sources.</param>
/// <param name="articles">Finds articles.</param>
internal sealed class ClaimReferences(Database database, SourceDirectory directory, ArticleStore articles)
{
    private static readonly Sql Statements = Sql.Load("claims");

    /// <summary>What the draft refers to, or why that cannot be.</summary>
    /// <param name="claimant">Whose claim it is.</param>
    /// <param name="draft">The claim as it is sent.</param>
    /// <param name="kept">The attribution it has already: what that refers to may have been taken down since.</param>
    /// <param name="by">Who writes.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async ValueTask<(Verdict<ClaimOutcome, Claim>? Refusal, ResolvedClaim? Claim)> FindAsync(
        SourceRef claimant, ClaimDraft draft, IReadOnlyList<Hop> kept, Authorship by, CancellationToken cancellation)
    {
        var sources = await directory.FindAllAsync([.. draft.Attribution.Select(h => h.Source).OfType<string>()], cancellation);
        var named = NamedUpstreams(draft, sources).ToList();
        var upstreams = named.Count == 0 ? [] : FoundUpstreams(await database.ReadAsync<UpstreamRow>(UpstreamsCommand(named, cancellation)));
        var (refusal, hops) = Resolve(claimant, draft, kept, sources, upstreams);
        if (hops is null)
        {
            return (refusal, null);
        }

        var facts = draft.Facts with { Attribution = hops };
        switch (draft.Article)
        {
            case null:
                return (null, new ResolvedClaim(facts, null, null));
            case { Facts: { } described } mention:
                var (article, added) = await articles.FindOrDraftAsync(claimant, mention.ExternalId, described, by, cancellation);
                return (null, new ResolvedClaim(facts, article, added));
            case { Reference: var reference }:
                return await articles.FindAsync(claimant, reference!, cancellation) is { } known
                    ? (null, new ResolvedClaim(facts, known, null))
                    : (new(ClaimOutcome.ArticleMissing, Path: [reference!]), null);
        }
    }

    /// <summary>The hops that a draft means once its names have been looked up, or why it means none.</summary>
    /// <param name="claimant">Whose claim it is.</param>
    /// <param name="draft">The claim as it is sent.</param>
    /// <param name="kept">The attribution it has already.</param>
    /// <param name="sources">What was found of the sources that it names.</param>
    /// <param name="upstreams">What was found of <see cref="NamedUpstreams"/>.</param>
    public static (Verdict<ClaimOutcome, Claim>? Refusal, IReadOnlyList<Hop>? Hops) Resolve(
        SourceRef claimant,
        ClaimDraft draft,
        IReadOnlyList<Hop> kept,
        IReadOnlyDictionary<string, SourceRef> sources,
        IReadOnlyDictionary<(Guid Source, string Reference), Guid> upstreams)
    {
        var known = kept.Where(h => h.UpstreamClaim is not null).Select(h => (h.Source!.Id, h.UpstreamClaim!.Value)).ToHashSet();
        var hops = new List<Hop>(draft.Attribution.Count);
        int? stray = null;
        foreach (var (index, sent) in draft.Attribution.Index())
        {
            var source = sent.Source is null ? null : sources.GetValueOrDefault(sent.Source);
            if (sent.Source is not null && source is null)
            {
                return (new(ClaimOutcome.HopSourceMissing, Path: [sent.Source], Index: index), null);
            }

            Guid? upstream = null;
            if (sent.UpstreamClaim is { } reference)
            {
                upstream = FindUpstream(source!.Id, reference);
                stray ??= upstream is null ? index : null;
            }

            hops.Add(new Hop(source, sent.Descriptor, sent.Relation, sent.OnRecord, upstream, sent.Quote));
        }

        if (Lineage.FindCycle(claimant, hops) is { } cycle)
        {
            return (new(ClaimOutcome.LineageCycle, Path: cycle), null);
        }

        return stray is { } at
            ? (new(ClaimOutcome.UpstreamMissing, Path: [draft.Attribution[at].UpstreamClaim!], Index: at), null)
            : (null, hops);

        Guid? FindUpstream(Guid source, string reference)
        {
            if (AsId(reference) is { } id && known.Contains((source, id)))
            {
                return id;
            }

            return upstreams.TryGetValue((source, reference), out var found) ? found : null;
        }
    }

    /// <summary>The upstream claims that a draft names, each with the source whose it must be.</summary>
    public static IEnumerable<(Guid Source, string Reference)> NamedUpstreams(
        ClaimDraft draft, IReadOnlyDictionary<string, SourceRef> sources) =>
        from hop in draft.Attribution
        where hop.UpstreamClaim is not null && hop.Source is not null && sources.ContainsKey(hop.Source)
        select (sources[hop.Source!].Id, hop.UpstreamClaim);

    /// <summary>Looks for claims by their sources and by what they are called there.</summary>
    public static CommandDefinition UpstreamsCommand(IReadOnlyCollection<(Guid Source, string Reference)> named, CancellationToken cancellation) =>
        new(
            Statements["ClaimsOfSources"],
            new
            {
                Sources = named.Select(name => name.Source).ToArray(),
                References = named.Select(name => name.Reference).ToArray(),
                Ids = named.Select(name => AsId(name.Reference)).ToArray(),
            },
            cancellationToken: cancellation);

    /// <summary>What was found. An id goes before an externalId that reads like one.</summary>
    public static Dictionary<(Guid Source, string Reference), Guid> FoundUpstreams(IEnumerable<UpstreamRow> rows)
    {
        var found = new Dictionary<(Guid Source, string Reference), Guid>();
        foreach (var row in rows)
        {
            found.TryAdd((row.SourceId, row.Reference), row.Id);
        }

        return found;
    }

    private static Guid? AsId(string reference) => Guid.TryParseExact(reference, "D", out var id) ? id : null;

    internal sealed record UpstreamRow(Guid SourceId, string Reference, Guid Id, bool? ByExternalId);
}
