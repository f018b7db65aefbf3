namespace ClaimCheck.Client;

/// <content>Matching: has this been said, or checked, before?</content>
public sealed partial class ClaimCheckClient
{
    /// <summary>The claims that say the same as a sentence or a post.</summary>
    /// <param name="text">What may have been said before, as it stands.</param>
    /// <param name="options">How to match.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<MatchResult> MatchAsync(string text, MatchOptions? options = null, CancellationToken cancellation = default) =>
        (await MatchAsync([text], options, cancellation))[0];

    /// <summary>The same for several at once.</summary>
    /// <param name="texts">Up to 100.</param>
    /// <param name="options">How to match.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>What was found for each, in their order.</returns>
    public async Task<IReadOnlyList<MatchResult>> MatchAsync(
        IReadOnlyList<string> texts, MatchOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var body = new MatchTextsBody(texts, options?.Language, options?.Limit, options?.MinScore, options?.Filters);
        return (await AskAsync("v1/match", body, ClientJson.Default.MatchTextsBody, ClientJson.Default.MatchResults, cancellation)).Results;
    }

    /// <summary>The sentences of an article that resemble something known, with their places in it.</summary>
    /// <param name="article">The article.</param>
    /// <param name="form">As what it is given.</param>
    /// <param name="options">How to match.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task<ArticleMatches> MatchArticleAsync(
        string article, ArticleForm form = ArticleForm.Text, MatchOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(article);
        var (text, html) = form switch
        {
            ArticleForm.Text => (article, (string?)null),
            ArticleForm.Html => (null, article),
        };
        var body = new MatchArticleBody(text, html, options?.Language, options?.Limit, options?.MinScore, options?.Filters);
        return AskAsync("v1/match/article", body, ClientJson.Default.MatchArticleBody, ClientJson.Default.ArticleMatches, cancellation);
    }
}
