using ClaimCheck.Domain;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;
using Dapper;

namespace ClaimCheck.Data.Evidence;

/// <summary>What of the record is looked at.</summary>
/// <param name="RecordedAsOf">Only what was recorded by then, as it was recorded then; null for now.</param>
/// <param name="SaidAsOf">Only what had certainly been said by then; null for everything. A claim without a date was said when it was recorded.</param>
/// <param name="IncludeSuggested">Whether links count that nobody has judged yet.</param>
public sealed record EvidenceScope(DateTimeOffset? RecordedAsOf = null, DateTimeOffset? SaidAsOf = null, bool IncludeSuggested = false);

/// <summary>
/// Fetches what a count of origins depends on, in two round trips whatever its size: one that follows the links, one for everything
/// about the claims found. Looking back takes a third where a claim named sources then that it no longer names.
/// </summary>
/// <param name="database">The database.</param>
public sealed class EvidenceReader(Database database)
{
    /// <summary>How far upstream a lineage is followed, in claims.</summary>
    public const int LineageSteps = 64;

    /// <summary>How far judgements are followed from claim to claim.</summary>
    public const int JudgementSteps = 4;

    /// <summary>The most claims that are fetched for one answer, upstream claims included.</summary>
    public const int MostInAll = 4 * Neighbourhood.MostClaims;

    private static readonly Sql Statements = Sql.Load("evidence");

    private static readonly string NowFacts = string.Concat(
        new[] { "EvidenceClaimFacts", "EvidenceHops", "EvidenceLinks", "EvidenceJudgements", "EvidenceWithdrawn", "EvidenceSources" }
            .Select(name => Statements[name]));

    private static readonly string PastFacts = string.Concat(
        new[] { "EvidenceClaimFacts", "EvidenceHops", "EvidencePastLinks", "EvidenceJudgements", "EvidenceWithdrawn", "EvidenceSources", "EvidencePastClaims" }
            .Select(name => Statements[name]));

    /// <summary>What is known around a claim; null where there is no such claim, it was taken down, or it was not known then.</summary>
    /// <param name="id">Which claim.</param>
    /// <param name="scope">What of the record is looked at.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<Neighbourhood?> GetAsync(Guid id, EvidenceScope scope, CancellationToken cancellation)
    {
        var isPast = scope.RecordedAsOf is not null || scope.SaidAsOf is not null;
        var recordedAsOf = scope.RecordedAsOf?.UtcDateTime ?? DateTime.MaxValue;
        var saidAsOf = scope.SaidAsOf?.UtcDateTime ?? DateTime.MaxValue;
        var statuses = new[] { LinkStatus.Confirmed, LinkStatus.Suggested }
            .Take(scope.IncludeSuggested ? 2 : 1).Select(Words<LinkStatus>.Of).ToArray();
        var found = await database.ReadAsync<FoundRow>(new CommandDefinition(
            Statements.With("EvidenceClaims", [isPast ? "past" : "now"]),
            new { id, recordedAsOf, saidAsOf, statuses, most = Neighbourhood.MostClaims + 1, MostInAll, LineageSteps, JudgementSteps },
            cancellationToken: cancellation));
        var ids = found.Select(row => row.Id).ToArray();
        var facts = await database.ReadSeveralAsync(
            new CommandDefinition(isPast ? PastFacts : NowFacts, new { ids, named = Array.Empty<Guid>(), recordedAsOf, statuses, MostInAll }, cancellationToken: cancellation),
            results => Facts.ReadAsync(results, isPast));
        var claims = facts.Claims(recordedAsOf, saidAsOf).ToList();
        var forgotten = claims.SelectMany(claim => claim.Attribution).Select(hop => hop.Source?.Id).OfType<Guid>()
            .Where(source => !facts.Sources.ContainsKey(source)).Distinct().ToArray();
        if (forgotten.Length > 0)
        {
            await AddSourcesAsync(facts.Sources, forgotten, cancellation);
        }

        var wasCut = found[0].Supporting > Neighbourhood.MostClaims || found[0].Contradicting > Neighbourhood.MostClaims || found.Count == MostInAll;
        return claims.Exists(claim => claim.Id == id) && facts.Stands(id)
            ? new Neighbourhood(id, claims, [.. facts.Links.Select(link => link.ToLink())], facts.Sources, [.. facts.Judgements.Select(judgement => judgement.ToJudgement())], wasCut)
            : null;
    }

    /// <summary>How many independent origins an opponent of a claim must concede now; null where there is no such claim.</summary>
    public async Task<int?> FloorOfAsync(Guid claim, CancellationToken cancellation) =>
        await GetAsync(claim, new EvidenceScope(), cancellation) is { } known ? EvidenceCounter.Count(known).Supporting.Origins.Floor : null;

    private async Task AddSourcesAsync(Dictionary<Guid, KnownSource> sources, Guid[] named, CancellationToken cancellation)
    {
        var rows = await database.ReadAsync<EvidenceSourceRow>(new CommandDefinition(
            Statements["EvidenceSources"], new { ids = Array.Empty<Guid>(), named }, cancellationToken: cancellation));
        rows.ForEach(row => sources[row.Id] = row.ToSource());
    }

    private sealed record Facts(
        List<FactsRow> Rows,
        ILookup<Guid, EvidenceHopRow> Hops,
        List<EvidenceLinkRow> Links,
        List<EvidenceJudgementRow> Judgements,
        ILookup<Guid, Guid> Withdrawn,
        Dictionary<Guid, KnownSource> Sources,
        Dictionary<Guid, PastClaimRow> Past)
    {
        public static async Task<Facts> ReadAsync(SqlMapper.GridReader results, bool isPast) => new(
            (await results.ReadAsync<FactsRow>()).AsList(),
            (await results.ReadAsync<EvidenceHopRow>()).ToLookup(hop => hop.ClaimId),
            (await results.ReadAsync<EvidenceLinkRow>()).AsList(),
            (await results.ReadAsync<EvidenceJudgementRow>()).AsList(),
            (await results.ReadAsync<(Guid Claim, Guid Source)>()).ToLookup(row => row.Claim, row => row.Source),
            (await results.ReadAsync<EvidenceSourceRow>()).ToDictionary(row => row.Id, row => row.ToSource()),
            isPast ? (await results.ReadAsync<PastClaimRow>()).ToDictionary(row => row.Id) : []);

        public bool Stands(Guid id) => Rows.Exists(row => row.Id == id && row.TakenDownAt is null);

        public IEnumerable<KnownClaim> Claims(DateTime recordedAsOf, DateTime saidAsOf) => Rows
            .Where(row => row.CreatedAt <= recordedAsOf)
            .Select(row => row.UpdatedAt > recordedAsOf ? Past.GetValueOrDefault(row.Id)?.ToClaim(row.Said, [.. Withdrawn[row.Id]]) : Claim(row))
            .OfType<KnownClaim>()
            .Where(claim => claim.Said is not { } said || EndOf(said) <= saidAsOf);

        private KnownClaim Claim(FactsRow row) =>
            row.ToClaim(Sources[row.SourceId].Source, [.. Hops[row.Id].Select(hop => hop.ToHop(Sources))], [.. Withdrawn[row.Id]]);

        /// <summary>When a thing had certainly been said: an instant is over at once.</summary>
        private static DateTime EndOf(PartialDate said) =>
            (said.Precision == DatePrecision.Instant ? said.Start : said.End).UtcDateTime;
    }
}
