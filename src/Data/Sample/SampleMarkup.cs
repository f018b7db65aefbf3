using System.Text.Json;
using ClaimCheck.Data.ClaimReviews;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.ClaimReviews;
using static ClaimCheck.Data.Sample.SampleRecords;

namespace ClaimCheck.Data.Sample;

/// <summary>Records the page of ClaimReview markup that comes with the story.</summary>
/// <param name="pages">Records the page.</param>
public sealed class SampleMarkup(MarkupPageStore pages)
{
    /// <summary>What <see cref="SampleStory.IdOf"/> calls a page of markup.</summary>
    public const string Record = "claim_review_page";

    /// <summary>The address of the page.</summary>
    public const string Page = "https://factcheck.example/2014/soleimani";

    internal async Task LoadAsync(JsonElement record, Authorship by, CancellationToken cancellation)
    {
        var url = Text(record, "pageUrl")!;
        var markups = record.GetProperty("claimReviewMarkups").EnumerateArray().Select(MarkupOf);
        var author = Text(record.GetProperty("claimReviewAuthor"), "name");
        var facts = new MarkupPageFacts(url, Date(record, "publishDate"), new(author, null), [.. markups]);
        var verdict = await pages.AddAsync(MarkupPage.Create(SampleStory.IdOf(Record, url), facts, by), by, cancellation);
        Expect(verdict.Outcome is MarkupPageOutcome.Accepted or MarkupPageOutcome.UrlTaken, record);
    }

    private static Markup MarkupOf(JsonElement markup)
    {
        var rating = markup.GetProperty("rating");
        return new Markup(
            null, Text(markup, "claimReviewed")!, Date(markup, "claimDate"), null, null, [],
            new(Text(markup.GetProperty("claimAuthor"), "name"), null, null, null),
            new(Text(rating, "textualRating")!, null, null, null, Text(rating, "ratingExplanation"), null));
    }
}
