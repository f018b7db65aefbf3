using ClaimCheck.Data.Audit;
using ClaimCheck.Data.Claims;
using ClaimCheck.Data.Sources;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Articles;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;
using Dapper;

namespace ClaimCheck.Data.Importing;

/// <summary>Merges claims into what is stored: new ones all at once, changed ones each as a correction of its own.</summary>
public static class ClaimMerge
{
    private static readonly Sql Statements = Sql.Load("import_merges");

    /// <summary>Merges a batch of claims.</summary>
    /// <param name="context">Where and for whom.</param>
    /// <param name="rows">The claims, in the order of the file.</param>
    /// <returns>What became of each, in the same order.</returns>
    public static async Task<IReadOnlyList<Merged<ClaimOutcome, Claim>>> MergeAsync(MergeContext context, IReadOnlyList<RowToMerge<ClaimRecord>> rows)
    {
        var results = new Merged<ClaimOutcome, Claim>[rows.Count];
        var touched = new HashSet<Guid>();
        foreach (var level in ClaimLevels.Of(rows))
        {
            var open = await ResolveAsync(context, level, results);
            while (open.Count > 0)
            {
                // Of several rows with one key each has its turn when the one before is stored.
                var turn = open.DistinctBy(candidate => candidate.Key).ToList();
                await MergeTurnAsync(context, turn, touched, results);
                open = [.. open.Except(turn)];
            }
        }

        return results;
    }

    private static async Task<List<ClaimCandidate>> ResolveAsync(
        MergeContext context, IReadOnlyList<(int Index, RowToMerge<ClaimRecord> Row)> rows, Merged<ClaimOutcome, Claim>[] results)
    {
        var connection = context.Lane.Connection;
        var sources = await SourceDirectory.FindAllAsync(
            connection,
            [.. rows.SelectMany(each => each.Row.Record.Draft.Attribution.Select(hop => hop.Source).OfType<string>().Append(each.Row.Record.Source))],
            context.Cancellation);
        var named = rows.SelectMany(each => ClaimReferences.NamedUpstreams(each.Row.Record.Draft, sources)).Distinct().ToList();
        var upstreams = named.Count == 0
            ? []
            : ClaimReferences.FoundUpstreams(await connection.QueryAsync<ClaimReferences.UpstreamRow>(
                ClaimReferences.UpstreamsCommand(named, context.Cancellation)));
        var candidates = new List<ClaimCandidate>(rows.Count);
        foreach (var (index, row) in rows)
        {
            if (!sources.TryGetValue(row.Record.Source, out var claimant))
            {
                results[index] = Merged<ClaimOutcome, Claim>.Refused(new(ClaimOutcome.SourceMissing, Path: [row.Record.Source]), row.Record.ExternalId);
                continue;
            }

            var (refusal, hops) = ClaimReferences.Resolve(claimant, row.Record.Draft, [], sources, upstreams);
            if (hops is not null)
            {
                candidates.Add(new ClaimCandidate(index, row, claimant, row.Record.Draft.Facts with { Attribution = hops }));
            }
            else
            {
                results[index] = refusal!.Outcome == ClaimOutcome.UpstreamMissing && context.MayWait
                    ? Merged<ClaimOutcome, Claim>.Waiting
                    : Merged<ClaimOutcome, Claim>.Refused(refusal, row.Record.ExternalId);
            }
        }

        await ArticlesOfClaims.FindAsync(context, candidates, results);
        return candidates.FindAll(candidate => results[candidate.Index] is null);
    }

    /// <summary>Rows of different keys.</summary>
    private static async Task MergeTurnAsync(
        MergeContext context, List<ClaimCandidate> turn, HashSet<Guid> touched, Merged<ClaimOutcome, Claim>[] results)
    {
        var known = await FindAsync(context, turn);
        var fresh = turn.FindAll(candidate => !known.ContainsKey(candidate.Index));
        await InsertAsync(context, fresh);
        foreach (var candidate in fresh)
        {
            touched.Add(candidate.Claim!.Id);
            results[candidate.Index] = new(RowResult.Created, candidate.Claim.Id, candidate.ExternalId);
        }

        var changing = new List<ClaimCandidate>();
        foreach (var candidate in turn.Where(candidate => known.ContainsKey(candidate.Index)))
        {
            var (result, changed) = Compare(context, candidate, known[candidate.Index]);
            results[candidate.Index] = result!;
            if (changed is not null)
            {
                changing.Add(candidate);
            }
        }

        if (changing.Count > 0)
        {
            await CorrectAsync(context, changing, known, touched, results);
        }

        touched.UnionWith(known.Values.Select(found => found.Claim.Id));
    }

    /// <summary>What is there under the keys and ids of rows, by the rows' places.</summary>
    private static async Task<Dictionary<int, FoundClaim>> FindAsync(MergeContext context, List<ClaimCandidate> candidates)
    {
        var places = new Dictionary<int, Guid>();
        var keyed = candidates.FindAll(candidate => candidate.ExternalId is not null);
        foreach (var (place, id) in await context.Lane.Connection.QueryAsync<(int Place, Guid Id)>(context.Command(
            Statements["ImportClaimsFind"],
            new
            {
                Sources = keyed.Select(candidate => candidate.Source.Id).ToArray(),
                ExternalIds = keyed.Select(candidate => candidate.ExternalId).ToArray(),
            })))
        {
            places[keyed[place - 1].Index] = id;
        }

        var claims = await ReadAsync(context, places.Values.Concat(candidates.Select(candidate => candidate.Row.Record.Kept.Id).OfType<Guid>()));
        foreach (var candidate in candidates)
        {
            if (candidate.Row.Record.Kept.Id is { } id && claims.ContainsKey(id))
            {
                places[candidate.Index] = id;
            }
        }

        return places.Where(place => claims.ContainsKey(place.Value)).ToDictionary(place => place.Key, place => claims[place.Value]);
    }

    private static async Task<Dictionary<Guid, FoundClaim>> ReadAsync(MergeContext context, IEnumerable<Guid> ids) => ids.Any()
        ? (await ClaimReader.FindAllAsync(context.Lane.Connection, [.. ids.Distinct()], context.Cancellation)).ToDictionary(found => found.Claim.Id)
        : [];

    private static (Merged<ClaimOutcome, Claim>? Result, Claim? Changed) Compare(MergeContext context, ClaimCandidate candidate, FoundClaim found)
    {
        var current = found.Claim;
        if (found.TakenDownAt is not null)
        {
            return (Merged<ClaimOutcome, Claim>.Refused(new(ClaimOutcome.TakenDown, current), candidate.ExternalId), null);
        }

        if (current.Source.Id != candidate.Source.Id || (candidate.ExternalId ?? current.ExternalId) != current.ExternalId)
        {
            // Whose a claim is and what it is called there never change: under this id it is another one.
            return (Merged<ClaimOutcome, Claim>.IdTaken(current.Id, candidate.ExternalId), null);
        }

        if (context.KeepsWhatIsThere)
        {
            return (new(RowResult.Skipped, current.Id, candidate.ExternalId), null);
        }

        var wanted = current with { Facts = candidate.Facts, Article = candidate.Article };
        if (Snapshot.Of(wanted) == Snapshot.Of(current))
        {
            return (new(RowResult.Unchanged, current.Id, candidate.ExternalId), null);
        }

        var verdict = current.Correct(candidate.Facts, candidate.Article, VersionCondition.Any, context.By.At);
        return verdict is { Outcome: ClaimOutcome.Accepted, Value: { } changed }
            ? (null, changed)
            : (Merged<ClaimOutcome, Claim>.Refused(verdict, candidate.ExternalId), null);
    }

    /// <summary>Corrects claims, each from what it is once nobody else can change it.</summary>
    private static async Task CorrectAsync(
        MergeContext context,
        List<ClaimCandidate> changing,
        Dictionary<int, FoundClaim> known,
        HashSet<Guid> touched,
        Merged<ClaimOutcome, Claim>[] results)
    {
        var connection = context.Lane.Connection;
        if (changing.Exists(candidate => candidate.Facts.Attribution.Any(hop => hop.UpstreamClaim is not null)))
        {
            await Lineages.LockAsync(connection, context.Cancellation);
        }

        Guid[] ids = [.. changing.Select(candidate => known[candidate.Index].Claim.Id)];
        await connection.ExecuteAsync(context.Command(Statements["ImportClaimsHold"], new { ids }));
        touched.UnionWith(await context.FindTouchedAsync(ids, RecordKind.Claim));
        var held = await ReadAsync(context, ids);
        foreach (var candidate in changing)
        {
            var current = held[known[candidate.Index].Claim.Id];
            if (!touched.Add(current.Claim.Id))
            {
                results[candidate.Index] = Merged<ClaimOutcome, Claim>.SaidTwice(current.Claim.Id, candidate.ExternalId);
                continue;
            }

            var (result, changed) = Compare(context, candidate, current);
            results[candidate.Index] = result ?? await CorrectAsync(context, candidate, current.Claim, changed!);
        }
    }

    private static async Task<Merged<ClaimOutcome, Claim>> CorrectAsync(MergeContext context, ClaimCandidate candidate, Claim current, Claim changed)
    {
        var verdict = await ClaimStore.CorrectAsync(context.Lane.Connection, current, changed, context.By, context.Cancellation);
        return verdict.Outcome == ClaimOutcome.Accepted
            ? new(RowResult.Updated, current.Id, candidate.ExternalId)
            : Merged<ClaimOutcome, Claim>.Refused(verdict, candidate.ExternalId);
    }

    private static async Task InsertAsync(MergeContext context, List<ClaimCandidate> candidates)
    {
        if (candidates.Count == 0)
        {
            return;
        }

        foreach (var candidate in candidates)
        {
            var kept = candidate.Row.Record.Kept;
            var at = context.By.At;
            candidate.Claim = new Claim(
                kept.Id ?? context.NewId(candidate.Row.Line, RecordKind.Claim),
                candidate.ExternalId,
                candidate.Source,
                candidate.Article,
                candidate.Facts,
                context.Restores ? candidate.Row.Record.Status : ClaimStatus.Active,
                (context.Restores ? kept.Version : null) ?? 1,
                (context.Restores ? kept.CreatedAt : null) ?? at,
                (context.Restores ? kept.UpdatedAt : null) ?? at);
        }

        await ClaimCopy.StoreAsync(context, candidates);
    }
}
