using ClaimCheck.Data.Audit;
using ClaimCheck.Data.Changes;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Changes;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Links;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Evidence;

/// <summary>
/// Follows the feed of changes and tells in it whenever the floor, the ceiling or the contested flag of a claim has become another:
/// for whatever was said, linked, judged or taken back, of the claim itself or of one that its evidence rests on.
/// </summary>
/// <remarks>Several changes at once are told as one, from the first numbers to the last.</remarks>
/// <param name="database">The database.</param>
public sealed class EvidenceFollower(Database database)
{
    /// <summary>How many changes are looked at together.</summary>
    public const int MostAtOnce = 200;

    private const string Actor = "ClaimCheck";

    // What hangs together further than that is counted in part only by whoever asks.
    private const int MostTouched = EvidenceReader.MostInAll;

    private static readonly Sql Statements = Sql.Load("claim_evidence");

    // Postgres keeps microseconds.
    private static readonly TimeSpan Moment = TimeSpan.FromMicroseconds(1);

    private readonly ChangeFollower follower = new(database, "evidence");

    /// <summary>Takes the next changes, if there are any.</summary>
    /// <param name="now">The service's clock.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <returns>How many were taken.</returns>
    public Task<int> TakeAsync(DateTimeOffset now, CancellationToken cancellation) => follower.TakeSlowlyAsync(
        MostAtOnce, (connection, changes, token) => new Turn(connection, changes, now, token).RunAsync(), cancellation);

    /// <summary>The numbers of one moment.</summary>
    private sealed record Numbers(int Floor, int Ceiling, bool Contested)
    {
        public static Numbers Of(Domain.Evidence.Evidence evidence) =>
            new(evidence.Supporting.Origins.Floor, evidence.Supporting.Origins.Ceiling, evidence.IsContested);

        public object Told => new
        {
            Floor,
            Ceiling,
            Contested,
            Status = Words<EvidenceStatus>.Of(OriginCount.StatusOf(Floor, Ceiling)),
        };
    }

    private sealed class Turn(NpgsqlConnection connection, IReadOnlyList<Change> changes, DateTimeOffset now, CancellationToken token)
    {
        private readonly DateTimeOffset before = changes.Min(change => change.At) - Moment;

        public async Task RunAsync()
        {
            var touched = await FindTouchedAsync();
            if (touched.Count == 0)
            {
                return;
            }

            var counted = await CountAsync(touched);
            var earlier = await FindEarlierAsync(touched, counted);
            var changed = touched
                .Where(claim => counted.TryGetValue(claim.Id, out var known) && earlier.TryGetValue(claim.Id, out var old) && Numbers.Of(known.Evidence) != old)
                .ToList();
            await TellAsync(changed.ConvertAll(claim => (claim, earlier[claim.Id], Numbers.Of(counted[claim.Id].Evidence))));
        }

        private static bool MayMatter(Change change) => change.Entity switch
        {
            // Nothing rests on a new claim yet, and it tells itself where it begins.
            AuditedEntity.Claim => change.Type is ChangeType.ClaimUpdated or ChangeType.ClaimRetracted or ChangeType.ClaimTakenDown,
            AuditedEntity.Link => change.Type != ChangeType.LinkSuggested
                && change.Relation is LinkRelation.Restates or LinkRelation.Corroborates or LinkRelation.Contradicts or LinkRelation.DerivedFrom,
            AuditedEntity.OriginJudgement or AuditedEntity.SourceRetraction => true,
            AuditedEntity.Source => change.Type is null,
            AuditedEntity.Article or AuditedEntity.ApiKey or AuditedEntity.RatingScale or AuditedEntity.Assessment or AuditedEntity.ClaimReviewPage
                or AuditedEntity.Evidence or AuditedEntity.Import or AuditedEntity.Webhook => false,
        };

        private async Task<List<TouchedRow>> FindTouchedAsync()
        {
            var mattering = changes.Where(MayMatter).ToLookup(change => change.Entity);
            return mattering.Count == 0
                ? []
                : (await connection.QueryAsync<TouchedRow>(Command(
                    "EvidenceTouched",
                    new
                    {
                        Claims = mattering[AuditedEntity.Claim].Concat(mattering[AuditedEntity.Link]).SelectMany(change => change.Claims).Distinct().ToArray(),
                        Judgements = Ids(AuditedEntity.OriginJudgement),
                        Retractions = Ids(AuditedEntity.SourceRetraction),
                        Sources = Ids(AuditedEntity.Source),
                        Most = MostTouched,
                    }))).AsList();

            Guid[] Ids(AuditedEntity entity) => [.. mattering[entity].Select(change => change.EntityId).Distinct()];
        }

        /// <summary>What stands behind each now. Standing claims that say the same have the same behind them, which is counted once.</summary>
        private async Task<Dictionary<Guid, (Neighbourhood Known, Domain.Evidence.Evidence Evidence)>> CountAsync(List<TouchedRow> touched)
        {
            var counted = new Dictionary<Guid, (Neighbourhood, Domain.Evidence.Evidence)>();
            foreach (var same in await GroupAsync(touched))
            {
                if (await EvidenceReader.GetAsync(connection, same[0], new EvidenceScope(), token) is { } known)
                {
                    var evidence = EvidenceCounter.Count(known);
                    same.ForEach(claim => counted[claim] = (known, evidence));
                }
            }

            return counted;
        }

        private async Task<IEnumerable<List<Guid>>> GroupAsync(List<TouchedRow> touched)
        {
            var standing = touched.Where(claim => claim.IsActive).Select(claim => claim.Id).ToHashSet();
            var leads = touched.ToDictionary(claim => claim.Id, claim => claim.Id);
            foreach (var (one, other) in await connection.QueryAsync<(Guid, Guid)>(Command("EvidenceSame", new { Ids = standing.ToArray() })))
            {
                leads[Lead(other)] = Lead(one);
            }

            return touched.GroupBy(claim => Lead(claim.Id)).Select(group => group.Select(claim => claim.Id).ToList());

            Guid Lead(Guid claim)
            {
                while (leads[claim] != claim)
                {
                    claim = leads[claim] = leads[leads[claim]];
                }

                return claim;
            }
        }

        /// <summary>
        /// The numbers that were told last; where none were, those of the moment before the first of these changes. What is new since, and what
        /// had no links until now, stood alone.
        /// </summary>
        private async Task<Dictionary<Guid, Numbers>> FindEarlierAsync(
            List<TouchedRow> touched, Dictionary<Guid, (Neighbourhood Known, Domain.Evidence.Evidence Evidence)> counted)
        {
            var earlier = touched.Where(claim => claim.Told is not null)
                .ToDictionary(claim => claim.Id, claim => new Numbers(claim.Floor, claim.Ceiling, claim.IsContested));
            var untold = touched.Where(claim => claim.Told is null && counted.ContainsKey(claim.Id)).ToList();
            var linked = (await connection.QueryAsync<Guid>(Command(
                "EvidenceLinkedBefore", new { Ids = untold.Select(claim => claim.Id).ToArray(), before }))).ToHashSet();
            var onlyLinks = changes.Where(MayMatter).All(change => change.Entity == AuditedEntity.Link);
            foreach (var claim in untold)
            {
                var isNew = claim.CreatedAt > before.UtcDateTime;
                var old = isNew || (onlyLinks && !linked.Contains(claim.Id))
                    ? Alone(counted[claim.Id].Known, claim.Id)
                    : await EvidenceReader.GetAsync(connection, claim.Id, new EvidenceScope(RecordedAsOf: before), token);
                if (old is not null)
                {
                    earlier[claim.Id] = Numbers.Of(EvidenceCounter.Count(old));
                }
            }

            return earlier;
        }

        private static Neighbourhood Alone(Neighbourhood known, Guid claim) => known with { Claim = claim, Links = [] };

        private async Task TellAsync(List<(TouchedRow Claim, Numbers Before, Numbers After)> changed)
        {
            if (changed.Count == 0)
            {
                return;
            }

            await connection.ExecuteAsync(Command(
                "EvidenceTell",
                new
                {
                    Ids = changed.ConvertAll(one => one.Claim.Id).ToArray(),
                    Floors = changed.ConvertAll(one => one.After.Floor).ToArray(),
                    Ceilings = changed.ConvertAll(one => one.After.Ceiling).ToArray(),
                    Contested = changed.ConvertAll(one => one.After.Contested).ToArray(),
                    Versions = changed.ConvertAll(one => one.Claim.Next).ToArray(),
                    At = now,
                }));
            await AuditLog.AppendAllAsync(
                connection,
                changed.ConvertAll(one => new AuditLog.Change(
                    AuditedEntity.Evidence, one.Claim.Id, one.Claim.Next, "changed",
                    Snapshot.Write(new { ClaimVersion = one.Claim.Version, Before = one.Before.Told, After = one.After.Told }))),
                new Authorship(null, Actor, Role.Admin, now),
                token);
        }

        private CommandDefinition Command(string statement, object parameters) => new(Statements[statement], parameters, cancellationToken: token);
    }

    private sealed class TouchedRow
    {
        public Guid Id { get; init; }
        public int Version { get; init; }
        public bool IsActive { get; init; }
        public DateTime CreatedAt { get; init; }
        public int Floor { get; init; }
        public int Ceiling { get; init; }
        public bool IsContested { get; init; }
        public int? Told { get; init; }

        public int Next => (Told ?? 0) + 1;
    }
}
