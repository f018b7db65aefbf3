using ClaimCheck.Data.Audit;
using ClaimCheck.Data.Changes;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Changes;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;
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

    private const int MostToldTogether = 5_000;

    private const string Actor = "ClaimCheck";

    private static readonly Sql Statements = Sql.Load("claim_evidence");

    // Postgres keeps microseconds.
    private static readonly TimeSpan Moment = TimeSpan.FromMicroseconds(1);

    private readonly ChangeFollower follower = new(database, "evidence");

    /// <summary>How many claims are looked at together: however many are touched, they are taken a part at a time.</summary>
    internal int PartLength { get; init; } = 10_000;

    /// <summary>Takes the next changes, if there are any.</summary>
    /// <param name="now">The service's clock.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <returns>How many were taken.</returns>
    public Task<int> TakeAsync(DateTimeOffset now, CancellationToken cancellation) => follower.TakeSlowlyAsync(
        MostAtOnce, (connection, changes, token) => new Turn(connection, changes, PartLength, now, token).RunAsync(), cancellation);

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

    private sealed class Turn(NpgsqlConnection connection, IReadOnlyList<Change> changes, int partLength, DateTimeOffset now, CancellationToken token)
    {
        private readonly DateTimeOffset before = changes.Min(change => change.At) - Moment;
        private readonly ILookup<AuditedEntity, Change> mattering = changes.Where(MayMatter).ToLookup(change => change.Entity);

        /// <summary>The sources that have come to another topmost owner.</summary>
        private Guid[] moved = [];

        public async Task RunAsync()
        {
            if (mattering.Count == 0)
            {
                return;
            }

            moved = await FindMovedAsync();
            var changed = new List<(TouchedRow Claim, Numbers Before, Numbers After)>();
            List<TouchedRow> part;
            var last = Guid.Empty;
            do
            {
                part = await FindTouchedAsync(last);
                changed.AddRange(await CompareAsync(part.FindAll(claim => !claim.IsGone)));
                last = part is [.., var end] ? end.Id : last;
            }
            while (part.Count == partLength);

            // What is written first holds up the feed until all of it is committed.
            foreach (var told in changed.Chunk(MostToldTogether))
            {
                await TellAsync(told);
            }
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

        private Guid[] Ids(AuditedEntity entity) => [.. mattering[entity].Select(change => change.EntityId).Distinct()];

        private async Task<Guid[]> FindMovedAsync() => mattering.Contains(AuditedEntity.Source)
            ? [.. await connection.QueryAsync<Guid>(Command(
                "EvidenceMoved", new { Entries = mattering[AuditedEntity.Source].Select(change => change.Id).ToArray() }))]
            : [];

        private async Task<List<TouchedRow>> FindTouchedAsync(Guid after) => (await connection.QueryAsync<TouchedRow>(Command(
            "EvidenceTouched",
            new
            {
                Claims = mattering[AuditedEntity.Claim].Concat(mattering[AuditedEntity.Link]).SelectMany(change => change.Claims).Distinct().ToArray(),
                Judgements = Ids(AuditedEntity.OriginJudgement),
                Retractions = Ids(AuditedEntity.SourceRetraction),
                moved,
                after,
                Most = partLength,
            }))).AsList();

        /// <summary>Which of these have other numbers now. Standing claims that say the same have the same behind them, which is counted once.</summary>
        private async Task<List<(TouchedRow Claim, Numbers Before, Numbers After)>> CompareAsync(List<TouchedRow> touched)
        {
            var changed = new List<(TouchedRow, Numbers, Numbers)>();
            var stoodAlone = await FindAloneAsync(touched);
            foreach (var same in await GroupAsync(touched))
            {
                if (await EvidenceReader.GetAsync(connection, same[0].Id, new EvidenceScope(), token) is not { } known)
                {
                    continue;
                }

                var after = Numbers.Of(EvidenceCounter.Count(known));
                foreach (var claim in same)
                {
                    if (await FindEarlierAsync(claim, known, stoodAlone.Contains(claim.Id)) is { } earlier && earlier != after)
                    {
                        changed.Add((claim, earlier, after));
                    }
                }
            }

            return changed;
        }

        private async Task<IEnumerable<List<TouchedRow>>> GroupAsync(List<TouchedRow> touched)
        {
            var standing = touched.Where(claim => claim.IsActive).Select(claim => claim.Id).ToHashSet();
            var leads = touched.ToDictionary(claim => claim.Id, claim => claim.Id);
            foreach (var (one, other) in await connection.QueryAsync<(Guid, Guid)>(Command("EvidenceSame", new { Ids = standing.ToArray() })))
            {
                leads[Lead(other)] = Lead(one);
            }

            return touched.GroupBy(claim => Lead(claim.Id)).Select(group => group.ToList());

            Guid Lead(Guid claim)
            {
                while (leads[claim] != claim)
                {
                    claim = leads[claim] = leads[leads[claim]];
                }

                return claim;
            }
        }

        /// <summary>Those of which no numbers were told and that nothing joined to others before the first of these changes: they stood alone.</summary>
        private async Task<HashSet<Guid>> FindAloneAsync(List<TouchedRow> touched)
        {
            var untold = touched.Where(claim => claim.Told is null).ToList();
            var linked = (await connection.QueryAsync<Guid>(Command(
                "EvidenceLinkedBefore", new { Ids = untold.Select(claim => claim.Id).ToArray(), before }))).ToHashSet();
            var onlyLinks = moved is [] && mattering.All(changed => changed.Key is AuditedEntity.Link or AuditedEntity.Source);
            return [.. untold.Where(claim => claim.CreatedAt > before.UtcDateTime || (onlyLinks && !linked.Contains(claim.Id))).Select(claim => claim.Id)];
        }

        /// <summary>The numbers that were told last; where none were, those of the moment before the first of these changes.</summary>
        private async Task<Numbers?> FindEarlierAsync(TouchedRow claim, Neighbourhood known, bool stoodAlone)
        {
            if (claim.Told is not null)
            {
                return new Numbers(claim.Floor, claim.Ceiling, claim.IsContested);
            }

            var old = stoodAlone
                ? known with { Claim = claim.Id, Links = [] }
                : await EvidenceReader.GetAsync(connection, claim.Id, new EvidenceScope(RecordedAsOf: before), token);
            if (old is not null && moved is not [])
            {
                old = await WithFormerOwnersAsync(old);
            }

            return old is null ? null : Numbers.Of(EvidenceCounter.Count(old));
        }

        /// <summary>Whoever looks back finds sources with the owners that they have now.</summary>
        private async Task<Neighbourhood> WithFormerOwnersAsync(Neighbourhood old)
        {
            var sources = old.Sources.ToDictionary();
            foreach (var row in await connection.QueryAsync<FormerOwnerRow>(Command("EvidenceFormerOwners", new { Sources = sources.Keys.ToArray(), before })))
            {
                sources[row.Id] = sources[row.Id] with { Family = row.FamilyId };
                sources.TryAdd(row.FamilyId, new KnownSource(new SourceRef(row.FamilyId, row.FamilySlug), row.FamilySlug, row.FamilyId));
            }

            return old with { Sources = sources };
        }

        private async Task TellAsync((TouchedRow Claim, Numbers Before, Numbers After)[] changed)
        {
            await connection.ExecuteAsync(Command(
                "EvidenceTell",
                new
                {
                    Ids = changed.Select(one => one.Claim.Id).ToArray(),
                    Floors = changed.Select(one => one.After.Floor).ToArray(),
                    Ceilings = changed.Select(one => one.After.Ceiling).ToArray(),
                    Contested = changed.Select(one => one.After.Contested).ToArray(),
                    Versions = changed.Select(one => one.Claim.Next).ToArray(),
                    At = now,
                }));
            await AuditLog.AppendAllAsync(
                connection,
                Array.ConvertAll(changed, one => new AuditLog.Change(
                    AuditedEntity.Evidence, one.Claim.Id, one.Claim.Next, "changed",
                    Snapshot.Write(new { ClaimVersion = one.Claim.Version, Before = one.Before.Told, After = one.After.Told }))),
                new Authorship(null, Actor, Role.Admin, now),
                token);
        }

        private CommandDefinition Command(string statement, object parameters) => new(Statements[statement], parameters, cancellationToken: token);
    }

    private sealed class FormerOwnerRow
    {
        public Guid Id { get; init; }
        public Guid FamilyId { get; init; }
        public string FamilySlug { get; init; } = "";
    }

    private sealed class TouchedRow
    {
        public Guid Id { get; init; }
        public int Version { get; init; }
        public bool IsActive { get; init; }
        public bool IsGone { get; init; }
        public DateTime CreatedAt { get; init; }
        public int Floor { get; init; }
        public int Ceiling { get; init; }
        public bool IsContested { get; init; }
        public int? Told { get; init; }

        public int Next => (Told ?? 0) + 1;
    }
}
