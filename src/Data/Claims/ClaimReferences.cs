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
        var sent = draft.Attribution.ToList();
        var sources = await directory.FindAllAsync([.. sent.Select(h => h.Source).OfType<string>()], cancellation);
        if (sent.FindIndex(h => h.Source is not null && !sources.ContainsKey(h.Source)) is var unknown and >= 0)
        {
            return (new(ClaimOutcome.HopSourceMissing, Path: [sent[unknown].Source!], Index: unknown), null);
        }

        var hops = sent.ConvertAll(h =>
            new Hop(h.Source is null ? null : sources[h.Source], h.Descriptor, h.Relation, h.OnRecord, h.UpstreamClaim, h.Quote));
        if (Lineage.FindCycle(claimant, hops) is { } cycle)
        {
            return (new(ClaimOutcome.LineageCycle, Path: cycle), null);
        }

        if (await FindStrayUpstreamAsync(hops, kept, cancellation) is var stray and >= 0)
        {
            return (new(ClaimOutcome.UpstreamMissing, Path: [hops[stray].UpstreamClaim.ToString()!], Index: stray), null);
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

    /// <summary>The first hop whose upstream claim does not exist or is not its source's; -1 where there is none.</summary>
    private async ValueTask<int> FindStrayUpstreamAsync(List<Hop> hops, IReadOnlyList<Hop> kept, CancellationToken cancellation)
    {
        var known = kept.Select(h => (h.Source?.Id, h.UpstreamClaim)).ToHashSet();
        var named = hops.FindAll(h => h.UpstreamClaim is not null && !known.Contains((h.Source?.Id, h.UpstreamClaim)));
        if (named.Count == 0)
        {
            return -1;
        }

        var owners = (await database.ReadAsync<(Guid Id, Guid SourceId)>(new CommandDefinition(
            Statements["ClaimSources"], new { Ids = named.ConvertAll(h => h.UpstreamClaim!.Value).ToArray() }, cancellationToken: cancellation)))
            .ToDictionary(row => row.Id, row => row.SourceId);
        return hops.FindIndex(h =>
            named.Contains(h) && (!owners.TryGetValue(h.UpstreamClaim!.Value, out var owner) || owner != h.Source!.Id));
    }
}
