using ClaimCheck.Data.Articles;
using ClaimCheck.Data.Audit;
using ClaimCheck.Data.Sources;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Articles;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Sources;
using Dapper;

namespace ClaimCheck.Data.Importing;

/// <summary>Merges articles into what is stored: new ones all at once, changed ones each as a correction of its own.</summary>
public static class ArticleMerge
{
    private static readonly Sql Statements = Sql.Load("import_merges");

    /// <summary>Merges a batch of articles.</summary>
    /// <param name="context">Where and for whom.</param>
    /// <param name="rows">The articles, in the order of the file.</param>
    /// <returns>What became of each, in the same order.</returns>
    public static async Task<IReadOnlyList<Merged<ArticleOutcome, Article>>> MergeAsync(
        MergeContext context, IReadOnlyList<RowToMerge<ArticleRecord>> rows)
    {
        var results = new Merged<ArticleOutcome, Article>[rows.Count];
        var sources = await SourceDirectory.FindAllAsync(
            context.Lane.Connection, [.. rows.Select(row => row.Record.Source)], context.Cancellation);
        var open = new List<Candidate>();
        foreach (var (index, row) in rows.Index())
        {
            if (sources.TryGetValue(row.Record.Source, out var source))
            {
                open.Add(new Candidate(index, row, source));
            }
            else
            {
                results[index] = Merged<ArticleOutcome, Article>.Refused(
                    new(ArticleOutcome.SourceMissing, Path: [row.Record.Source]), row.Record.ExternalId);
            }
        }

        var touched = new HashSet<Guid>();
        while (open.Count > 0)
        {
            // Of several rows with one key, or one id, each has its turn when the one before is stored.
            var turn = open.DistinctBy(candidate => candidate.Key).DistinctBy(candidate => candidate.Row.Record.Kept.Id ?? (object)candidate.Index).ToList();
            var left = await RefuseTakenAsync(context, await MergeTurnAsync(context, turn, touched, results), results);
            open = [.. open.Except(turn), .. left];
        }

        return results;
    }

    private static async Task<List<Candidate>> MergeTurnAsync(
        MergeContext context, List<Candidate> turn, HashSet<Guid> touched, Merged<ArticleOutcome, Article>[] results)
    {
        var known = await ArticleNames.FindAsync(context, turn.ConvertAll(candidate => candidate.Name));
        var fresh = new List<Candidate>();
        var there = new List<(Candidate Candidate, Guid Id)>();
        foreach (var (place, candidate) in turn.Index())
        {
            switch (known[place].Select(article => (article.Id, article.ExternalId)).Distinct().ToList())
            {
                case []:
                    fresh.Add(candidate);
                    break;
                case [var (id, externalId)] when id == candidate.Row.Record.Kept.Id || candidate.Row.Record.ExternalId is null || externalId == candidate.ExternalId:
                    there.Add((candidate, id));
                    break;
                case [var (id, _), ..]:
                    // Its address is another article's, whose externalId never changes.
                    results[candidate.Index] = Merged<ArticleOutcome, Article>.Refused(
                        new(ArticleOutcome.UrlTaken, ExistingId: id), candidate.ExternalId);
                    break;
            }
        }

        await CompareAsync(context, there, touched, results);
        var stored = await StoreAsync(context, fresh);
        foreach (var candidate in fresh.Where(candidate => stored.Contains(candidate.Article!.Id)))
        {
            touched.Add(candidate.Article!.Id);
            results[candidate.Index] = new(RowResult.Created, candidate.Article.Id, candidate.ExternalId);
        }

        return fresh.FindAll(candidate => !stored.Contains(candidate.Article!.Id));
    }

    /// <summary>An id that is another article's stays in the way, however often the row has its turn.</summary>
    /// <returns>The others: somebody else has stored them meanwhile.</returns>
    private static async Task<List<Candidate>> RefuseTakenAsync(
        MergeContext context, List<Candidate> left, Merged<ArticleOutcome, Article>[] results)
    {
        var ids = left.Select(candidate => candidate.Row.Record.Kept.Id).OfType<Guid>().ToArray();
        if (ids.Length == 0)
        {
            return left;
        }

        var owners = (await context.Lane.Connection.QueryAsync<(Guid Id, Guid SourceId)>(
            context.Command(Statements["ImportArticlesOwners"], new { ids }))).ToDictionary(row => row.Id, row => row.SourceId);
        foreach (var candidate in left)
        {
            if (candidate.Row.Record.Kept.Id is { } id && owners.TryGetValue(id, out var owner) && owner != candidate.Source.Id)
            {
                results[candidate.Index] = Merged<ArticleOutcome, Article>.IdTaken(id, candidate.ExternalId);
            }
        }

        return left.FindAll(candidate => results[candidate.Index] is null);
    }

    private static async Task CompareAsync(
        MergeContext context, List<(Candidate Candidate, Guid Id)> there, HashSet<Guid> touched, Merged<ArticleOutcome, Article>[] results)
    {
        if (there.Count == 0)
        {
            return;
        }

        var rows = (await context.Lane.Connection.QueryAsync<ArticleRow>(context.Command(
            Statements["ImportArticlesHold"], new { Ids = there.Select(one => one.Id).Distinct().ToArray() }))).AsList();
        var sources = await SourceDirectory.NamesAsync(context.Lane.Connection, rows.Select(row => row.SourceId), context.Cancellation);
        var articles = rows.ToDictionary(row => row.Id, row => row.ToArticle(sources));
        var changes = new List<(Candidate Candidate, Article Changed)>();
        foreach (var (candidate, id) in there)
        {
            var current = articles[id];
            var isSame = Snapshot.Of(current with { Facts = candidate.Row.Record.Facts }) == Snapshot.Of(current);
            if (isSame || context.KeepsWhatIsThere)
            {
                results[candidate.Index] = new(context.KeepsWhatIsThere ? RowResult.Skipped : RowResult.Unchanged, id, candidate.ExternalId);
            }
            else
            {
                changes.Add((candidate, current with { Facts = candidate.Row.Record.Facts, Version = current.Version + 1, UpdatedAt = context.By.At }));
            }
        }

        touched.UnionWith(await context.FindTouchedAsync([.. changes.Select(change => change.Changed.Id)], RecordKind.Article));
        foreach (var (candidate, changed) in changes)
        {
            if (!touched.Add(changed.Id))
            {
                results[candidate.Index] = Merged<ArticleOutcome, Article>.SaidTwice(changed.Id, candidate.ExternalId);
                continue;
            }

            await ArticleStore.UpdateAsync(context.Lane.Connection, changed, context.By, context.Cancellation);
            results[candidate.Index] = new(RowResult.Updated, changed.Id, candidate.ExternalId);
        }

        touched.UnionWith(articles.Keys);
    }

    private static Task<HashSet<Guid>> StoreAsync(MergeContext context, List<Candidate> fresh)
    {
        foreach (var candidate in fresh)
        {
            var kept = candidate.Row.Record.Kept;
            var at = context.By.At;
            candidate.Article = new Article(
                kept.Id ?? context.NewId(candidate.Row.Line, RecordKind.Article),
                candidate.ExternalId,
                candidate.Source,
                candidate.Row.Record.Facts,
                (context.Restores ? kept.Version : null) ?? 1,
                (context.Restores ? kept.CreatedAt : null) ?? at,
                (context.Restores ? kept.UpdatedAt : null) ?? at);
        }

        return ArticleStage.StoreAsync(
            context, fresh.ConvertAll(candidate => (candidate.Article!, context.NewId(candidate.Row.Line, RecordKind.Article))));
    }

    private sealed class Candidate(int index, RowToMerge<ArticleRecord> row, SourceRef source)
    {
        public int Index => index;

        public RowToMerge<ArticleRecord> Row => row;

        public SourceRef Source => source;

        /// <summary>Under which it is found again: its own, or, where it has neither an id nor an address, what it says.</summary>
        public string? ExternalId { get; } = row.Record.ExternalId
            ?? (row.Record.Kept.Id is null && row.Record.Facts.Url is null ? ContentKey.Of(source, row.Record.Facts) : null);

        public ArticleName Name => new(source.Id, row.Record.Kept.Id, ExternalId, row.Record.Facts.CanonicalUrl);

        public object Key => (source.Id, ExternalId ?? row.Record.Kept.Id?.ToString() ?? row.Record.Facts.CanonicalUrl);

        public Article? Article { get; set; }
    }
}
