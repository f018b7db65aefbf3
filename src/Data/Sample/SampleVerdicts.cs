using System.Text.Json;
using ClaimCheck.Data.Assessments;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Values;
using static ClaimCheck.Data.Sample.SampleRecords;

namespace ClaimCheck.Data.Sample;

/// <summary>Records the rating scale of the story and its assessments, one of a claim.</summary>
/// <param name="scales">Records the scale.</param>
/// <param name="reader">Finds what a load that was cut off has left.</param>
/// <param name="assessments">Records the assessments.</param>
public sealed class SampleVerdicts(RatingScaleStore scales, AssessmentReader reader, AssessmentStore assessments)
{
    internal async Task LoadScaleAsync(JsonElement record, Authorship by, CancellationToken cancellation)
    {
        var slug = Text(record, "slug")!;
        var labels = record.GetProperty("labels").EnumerateArray().Select(label => new RatingLabel(
            Text(label, "text")!, Word(label, "normalized", NormalizedRating.Other), Number(label, "value")));
        var facts = new RatingScaleFacts(
            Text(record, "name")!, Number(record, "bestRating"), Number(record, "worstRating"), [.. labels]);
        var scale = new RatingScale(SampleStory.IdOf("rating_scale", slug), slug, facts, 1, by.At, by.At);
        var verdict = await scales.AddAsync(scale, by, cancellation);
        Expect(verdict.Outcome is RatingScaleOutcome.Accepted or RatingScaleOutcome.SlugTaken, record);
    }

    internal async Task LoadAssessmentAsync(JsonElement record, Authorship by, CancellationToken cancellation)
    {
        var claim = Text(record, "claim")!;
        var id = SampleStory.IdOf("assessment", claim);
        var state = (await reader.GetAsync(id, cancellation))?.Assessment.State;
        if (state is null)
        {
            var drafted = await assessments.AddAsync(
                id, SampleStory.IdOf("claim", claim), RatingOf(record), FindingOf(record), by, cancellation);
            Expect(drafted.Outcome == AssessmentOutcome.Accepted, record);
        }

        var wanted = Word(record, "state", AssessmentState.Draft);
        if (state is null or AssessmentState.Draft && wanted != AssessmentState.Draft)
        {
            var moved = wanted == AssessmentState.Published
                ? await assessments.PublishAsync(id, VersionCondition.Any, by, cancellation)
                : await assessments.SubmitAsync(id, VersionCondition.Any, by, cancellation);
            Expect(moved.Outcome == AssessmentOutcome.Accepted, record);
        }
    }

    private static RatingDraft RatingOf(JsonElement record) =>
        new(Text(record, "ratingText")!, Text(record, "scale"), null, null, null, WordOrNull<NormalizedRating>(record, "normalized"));

    private static Finding FindingOf(JsonElement record)
    {
        var author = record.GetProperty("author");
        return new Finding(
            Text(record, "language"), Text(record, "title"), Text(record, "summary"), (int?)Number(record, "credibility"),
            WordOrNull<Likelihood>(record, "likelihood"), WordOrNull<Confidence>(record, "confidence"), Text(record, "reviewUrl"),
            new Author(Text(author, "name")!, Text(author, "url")), Date(record, "publishedAt")?.Start);
    }
}
