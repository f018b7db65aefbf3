using ClaimCheck.Domain.Articles;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Importing;

namespace ClaimCheck.Data.Importing;

/// <summary>Finds the articles that claims were made in, and records those that are described and not known yet.</summary>
internal static class ArticlesOfClaims
{
    private const int MostAttempts = 3;

    /// <summary>Gives each claim its article, or says why it has none.</summary>
    public static async Task FindAsync(
        MergeContext context, IReadOnlyList<ClaimCandidate> candidates, Merged<ClaimOutcome, Claim>[] results)
    {
        var open = candidates.Where(candidate => candidate.Row.Record.Draft.Article is not null).ToList();
        for (var attempt = 1; open.Count > 0 && attempt <= MostAttempts; attempt++)
        {
            open = await FindOrRecordAsync(context, open, results);
        }

        if (open.Count > 0)
        {
            throw new InvalidOperationException("An article that stands in the way of another cannot be found.");
        }
    }

    /// <returns>Those whose article somebody else has recorded this moment: it is found when looked for again.</returns>
    private static async Task<List<ClaimCandidate>> FindOrRecordAsync(
        MergeContext context, List<ClaimCandidate> open, Merged<ClaimOutcome, Claim>[] results)
    {
        var names = open.ConvertAll(NameOf);
        var known = await ArticleNames.FindAsync(context, names);
        var missing = new List<(ClaimCandidate Candidate, ArticleName Name)>();
        foreach (var (place, candidate) in open.Index())
        {
            var name = names[place];
            if (known[place].OrderByDescending(article => Fits(article, name)).FirstOrDefault() is { } found)
            {
                candidate.Article = new ArticleRef(found.Id, found.ExternalId);
            }
            else if (candidate.Row.Record.Draft.Article is { Facts: not null })
            {
                missing.Add((candidate, name));
            }
            else
            {
                results[candidate.Index] = Merged<ClaimOutcome, Claim>.Refused(
                    new(ClaimOutcome.ArticleMissing, Path: [candidate.Row.Record.Draft.Article!.Reference!]), candidate.Row.Record.ExternalId);
            }
        }

        var first = missing.DistinctBy(one => one.Name).ToList();
        var articles = first.ConvertAll(one => (Article: Draft(context, one.Candidate), AuditId: context.NewId(one.Candidate.Row.Line, RecordKind.Article)));
        var stored = await ArticleStage.StoreAsync(context, articles);
        foreach (var (place, (candidate, _)) in first.Index())
        {
            var article = articles[place].Article;
            candidate.Article = stored.Contains(article.Id) ? new ArticleRef(article.Id, article.ExternalId) : null;
        }

        return missing.ConvertAll(one => one.Candidate).FindAll(candidate => candidate.Article is null);
    }

    /// <summary>As a single write finds it: an id before an externalId that reads like one, an address before an externalId.</summary>
    private static int Fits(NamedArticle article, ArticleName name)
    {
        if (article.Id == name.Id)
        {
            return 3;
        }

        return article.CanonicalUrl is not null && article.CanonicalUrl == name.CanonicalUrl ? 2 : 1;
    }

    private static ArticleName NameOf(ClaimCandidate candidate) => candidate.Row.Record.Draft.Article switch
    {
        { Reference: { } reference } => new(
            candidate.Source.Id, Guid.TryParseExact(reference, "D", out var id) ? id : null, reference, null),
        var described => new(candidate.Source.Id, null, described!.ExternalId, described.Facts!.CanonicalUrl),
    };

    private static Article Draft(MergeContext context, ClaimCandidate candidate)
    {
        var mention = candidate.Row.Record.Draft.Article!;
        return new Article(
            context.NewId(candidate.Row.Line, RecordKind.Article), mention.ExternalId, candidate.Source, mention.Facts!, 1, context.By.At, context.By.At);
    }
}
