using ClaimCheck.Domain;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Links;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Evidence;

/// <summary>What of the record is looked at.</summary>
/// <param name="RecordedAsOf">Only what was recorded by then, as it was recorded then; null for now.</param>
/// <param name="SaidAsOf">Only what had certainly been said by then; null for everything. A claim without a date was said when it was recorded.</param>
/// <param name="IncludeSuggested">Whether links count that nobody has judged yet.</param>
public sealed record EvidenceScope(DateTimeOffset? RecordedAsOf = null, DateTimeOffset? SaidAsOf = null, bool IncludeSuggested = false);

/// <summary>
/// Fetches what a count of origins depends on, all from one server and in three round trips whatever its size: one follows the
/// links, one takes what is recorded of the claims found, one their sources. Two more where claims rest on others that no link
/// has found; looking back, up to six, since corrected claims may have rested on others again.
/// </summary>
/// <param name="database">The database.</param>
public sealed class EvidenceReader(Database database)
{
    /// <summary>The most claims that are fetched for one answer, upstream claims included.</summary>
    public const int MostInAll = 4 * Neighbourhood.MostClaims;

    private const int MostLooksBehind = 3;

    // How many claims are counted together, and how much may surround them: each count looks at all of it.
    private const int MostTogether = 50;
    private const int MostAroundTogether = 600;

    private static readonly Sql Statements = Sql.Load("evidence");

    private static readonly string NowFacts = Together("EvidenceClaims", "EvidenceHops", "EvidenceLinks", "EvidenceClaimJudgements", "EvidenceWithdrawn");

    private static readonly string PastFacts = Together(
        "EvidenceClaims", "EvidenceHops", "EvidencePastLinks", "EvidenceClaimJudgements", "EvidenceWithdrawn", "EvidencePastClaims");

    private static readonly string SourcesAndTheirs = Together("EvidenceSources", "EvidenceDescriptorJudgements");

    /// <summary>What is known around a claim; null where there is no such claim, it was taken down, or it was not known then.</summary>
    /// <param name="id">Which claim.</param>
    /// <param name="scope">What of the record is looked at.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<Neighbourhood?> GetAsync(Guid id, EvidenceScope scope, CancellationToken cancellation) =>
        await database.ReadTogetherAsync((connection, token) => GetAsync(connection, id, scope, token), cancellation);

    /// <summary>
    /// The evidence of several claims now. Claims with little around them, which are nearly all, are counted together, three or more
    /// round trips for fifty of them; one with much around it is fetched by itself, as long as the claims fetched stay within a limit.
    /// </summary>
    /// <param name="ids">Which claims.</param>
    /// <param name="mostFetched">After how many claims fetched, whatever surrounds the next ones, no other is begun.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <returns>The evidence by claim; those that are missing or taken down, or were not counted, are left out.</returns>
    public async Task<IReadOnlyDictionary<Guid, Domain.Evidence.Evidence>> CountAllAsync(
        IReadOnlyCollection<Guid> ids, int mostFetched, CancellationToken cancellation)
    {
        var counted = new Dictionary<Guid, Domain.Evidence.Evidence>();
        var fetched = 0;
        var groups = new Stack<Guid[]>(ids.Chunk(MostTogether).Reverse());
        while (fetched < mostFetched && groups.TryPop(out var group))
        {
            var (known, around) = await database.ReadTogetherAsync(
                (connection, token) => new Look(connection, group[0], new EvidenceScope(), token).ReadAroundAsync(group), cancellation);
            fetched += around;
            if (known is null)
            {
                // Too much around them together: each half by itself, and in the end each claim.
                if (group.Length > 1)
                {
                    groups.Push(group[(group.Length / 2)..]);
                    groups.Push(group[..(group.Length / 2)]);
                }
                else if (await GetAsync(group[0], new EvidenceScope(), cancellation) is { } alone)
                {
                    fetched += alone.Claims.Count;
                    counted[group[0]] = EvidenceCounter.Count(alone);
                }

                continue;
            }

            foreach (var id in group)
            {
                if (known.Around(id, DateTime.MaxValue, wasCut: false) is { } neighbourhood)
                {
                    counted[id] = EvidenceCounter.Count(neighbourhood);
                }
            }
        }

        return counted;
    }

    /// <summary>How many independent origins an opponent of a claim must concede now; null where there is no such claim.</summary>
    public async Task<int?> FloorOfAsync(Guid claim, CancellationToken cancellation) =>
        FloorOf(await GetAsync(claim, new EvidenceScope(), cancellation));

    /// <summary>The same, as a transaction sees it that has changed what is counted.</summary>
    internal static async Task<int?> FloorOfAsync(NpgsqlConnection connection, Guid claim, CancellationToken cancellation) =>
        FloorOf(await GetAsync(connection, claim, new EvidenceScope(), cancellation));

    /// <inheritdoc cref="GetAsync(Guid, EvidenceScope, CancellationToken)"/>
    internal static Task<Neighbourhood?> GetAsync(NpgsqlConnection connection, Guid id, EvidenceScope scope, CancellationToken cancellation) =>
        new Look(connection, id, scope, cancellation).ReadAsync();

    private static int? FloorOf(Neighbourhood? known) => known is null ? null : EvidenceCounter.Count(known).Supporting.Origins.Floor;

    private static string Together(params IEnumerable<string> names) => string.Concat(names.Select(name => Statements[name]));

    private sealed class Look(NpgsqlConnection connection, Guid id, EvidenceScope scope, CancellationToken cancellation)
    {
        private readonly bool isPast = scope.RecordedAsOf is not null || scope.SaidAsOf is not null;
        private readonly DateTime recordedAsOf = scope.RecordedAsOf?.UtcDateTime ?? DateTime.MaxValue;
        private readonly DateTime saidAsOf = scope.SaidAsOf?.UtcDateTime ?? DateTime.MaxValue;
        private readonly string[] statuses =
            [.. new[] { LinkStatus.Confirmed, LinkStatus.Suggested }.Take(scope.IncludeSuggested ? 2 : 1).Select(Words<LinkStatus>.Of)];

        private bool wasCut;

        public async Task<Neighbourhood?> ReadAsync()
        {
            var facts = new EvidenceFacts(recordedAsOf);
            await AddAsync(facts, await WalkAsync());
            for (var look = 0; look < MostLooksBehind && facts.Missing() is { Length: > 0 } missing; look++)
            {
                await AddAsync(facts, await LookBehindAsync(missing, facts.Asked));
            }

            await AddSourcesAsync(facts);
            return facts.Around(id, saidAsOf, wasCut);
        }

        /// <summary>What surrounds several claims now, and how many claims that is; null for what, where it is too much.</summary>
        public async Task<(EvidenceFacts? Facts, int Around)> ReadAroundAsync(Guid[] ids)
        {
            var walked = (await connection.QueryAsync<Guid>(Command(
                Statements["EvidenceWalkAll"], new { ids, statuses, most = MostAroundTogether + 1 }))).AsList();
            if (walked.Count > MostAroundTogether)
            {
                return (null, walked.Count);
            }

            var facts = new EvidenceFacts(recordedAsOf);
            await AddAsync(facts, [.. walked.Distinct()]);
            for (var look = 0; look < MostLooksBehind && facts.Missing() is { Length: > 0 } missing; look++)
            {
                await AddAsync(facts, await LookBehindAsync(missing, facts.Asked));
            }

            await AddSourcesAsync(facts);
            return (wasCut || facts.Asked.Count > MostAroundTogether ? null : facts, facts.Asked.Count);
        }

        private async Task AddSourcesAsync(EvidenceFacts facts)
        {
            await using var results = await connection.QueryMultipleAsync(Command(
                SourcesAndTheirs, new { sources = facts.NamedSources(), recordedAsOf, most = MostInAll }));
            facts.AddSources(
                await results.ReadAsync<EvidenceSourceRow>(), (await results.ReadAsync<EvidenceJudgementRow>()).AsList());
        }

        /// <summary>The claims of both sides, nearest first, each side by itself as far as it is looked at.</summary>
        private async Task<Guid[]> WalkAsync()
        {
            var walked = (await connection.QueryAsync<WalkedRow>(Command(
                Statements.With("EvidenceWalk", [isPast ? "past" : "now"]), new { id, recordedAsOf, statuses, most = MostInAll + 1 }))).AsList();
            wasCut = walked.Count > MostInAll;
            var sides = walked.ToLookup(step => step.IsSupporting, step => step.Id);
            return [.. Nearest(sides[true]).Union(Nearest(sides[false]))];
        }

        private List<Guid> Nearest(IEnumerable<Guid> side)
        {
            var nearest = side.Distinct().Take(Neighbourhood.MostClaims + 1).ToList();
            if (nearest.Count > Neighbourhood.MostClaims)
            {
                wasCut = true;
                nearest.RemoveAt(Neighbourhood.MostClaims);
            }

            return nearest;
        }

        private async Task<Guid[]> LookBehindAsync(Guid[] missing, IReadOnlyCollection<Guid> known)
        {
            var most = MostInAll - known.Count;
            var found = (await connection.QueryAsync<Guid>(Command(
                Statements["EvidenceBehind"], new { missing, known = known.ToArray(), recordedAsOf, most = most + 1 }))).AsList();
            wasCut |= found.Count > most;
            return [.. found.Take(most)];
        }

        private async Task AddAsync(EvidenceFacts facts, Guid[] ids)
        {
            await using var results = await connection.QueryMultipleAsync(Command(
                isPast ? PastFacts : NowFacts, new { ids, recordedAsOf, statuses, most = MostInAll }));
            wasCut |= await facts.AddAsync(ids, results, isPast) == MostInAll;
        }

        private CommandDefinition Command(string text, object parameters) => new(text, parameters, cancellationToken: cancellation);
    }
}
