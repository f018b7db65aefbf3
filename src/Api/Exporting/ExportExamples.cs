using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClaimCheck.Api.ClaimReviews;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data.Sample;
using ClaimCheck.Domain.Articles;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Api.Exporting;

/// <summary>How an export begins, in the forms that all have.</summary>
/// <param name="Line">As lines.</param>
/// <param name="Table">As a table.</param>
internal sealed record ExportExample(string Line, string Table);

/// <summary>Exports of the sample story, one record of each kind.</summary>
internal static class ExportExamples
{
    private static readonly SourceRef Outlet = new(SampleStory.IdOf("source", "outlet-001"), "outlet-001");
    private static readonly Guid ClaimId = SampleStory.IdOf("claim", "o1-1");
    private static readonly Guid ArticleId = SampleStory.IdOf("article", "outlet001-2014");

    public static ExportExample Sources { get; } = Of(
        new Source(
            Outlet.Id, Outlet.Slug, null, "Outlet 001", SourceKind.NewsOutlet, null, Outlet, null, "en", [], null, null, null, 1,
            StoryDates.Recorded, StoryDates.Recorded),
        ExportedLines.Sources(),
        ExportedTables.Sources);

    public static ExportExample Articles { get; } = Of(
        new Article(
            ArticleId, "outlet001-2014", Outlet,
            new ArticleFacts(
                null, null, "Iran 'backs U.S. military contacts' to fight Islamic State", null, StoryDates.Month, null, "en", null),
            1, StoryDates.Recorded, StoryDates.Recorded),
        ExportedLines.Articles(),
        ExportedTables.Articles);

    public static ExportExample Claims { get; } = Of(
        new Claim(
            ClaimId, "o1-1", Outlet, new ArticleRef(ArticleId, null),
            new ClaimFacts(
                "Khamenei authorised General Soleimani to coordinate operations with the Americans, the Iraqis and the Kurds.",
                null, null, StoryDates.Month, "en", Modality.Reported, Basis.Told, ["iran", "islamic-state"],
                [
                    new Hop(
                        new SourceRef(SampleStory.IdOf("source", "bbc-news"), "bbc-news"), null, AttributionRelation.DerivedFrom, OnRecord.Unknown,
                        null, null),
                    new Hop(null, "sources in Tehran", AttributionRelation.DerivedFrom, OnRecord.Background, null, null),
                ]),
            ClaimStatus.Active, 1, StoryDates.Recorded, StoryDates.Recorded),
        ExportedLines.Claims(),
        ExportedTables.Claims);

    public static ExportExample Links { get; } = Of(
        new ClaimLink(
            SampleStory.IdOf("link", "ric-1 restates o1-1"), SampleStory.IdOf("claim", "ric-1"), ClaimId, LinkRelation.Restates, LinkStatus.Confirmed,
            LinkMethod.Human, "Both say that he authorised it.", [], null, "Night desk", 2, StoryDates.Recorded, StoryDates.Recorded),
        ExportedLines.Links(),
        ExportedTables.Links);

    public static ExportExample Assessments { get; } = Of(
        new Assessment(
            SampleStory.IdOf("assessment", "o1-1"), ClaimId,
            new Rating("Not established", null, null, null, null, NormalizedRating.Unverifiable),
            new Finding(
                "en", "Did Iran's leader clear a general to work with the Americans?", null, 3, null, null,
                "https://facts.example.com/2014/10/soleimani-authorisation", new Author("Example Fact Desk", "https://facts.example.com/"),
                StoryDates.Reviewed),
            AssessmentState.Published, null, [], 2, StoryDates.Reviewed, StoryDates.Reviewed),
        ExportedLines.Assessments(),
        ExportedTables.Assessments);

    /// <summary>One line of some kinds.</summary>
    public static string All { get; } = Sources.Line + Articles.Line + Claims.Line;

    /// <summary>A feed as it is exported.</summary>
    public static JsonNode Feed() => JsonSerializer.SerializeToNode(ClaimReviewFeedResponse.Example, WireJson.ForPages)!;

    private static ExportExample Of<T>(T record, RecordWriter<T> lines, IReadOnlyList<Column<T>> columns) =>
        new(Write(record, lines), Write(record, new TableWriter<T>(columns, raw: false)).TrimStart('\uFEFF'));

    private static string Write<T>(T record, RecordWriter<T> writer)
    {
        using var owned = writer as IDisposable;
        var output = new ArrayBufferWriter<byte>();
        writer.Begin(output);
        writer.Write(output, record);
        writer.End(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
