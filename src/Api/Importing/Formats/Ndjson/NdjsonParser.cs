using System.Text.Json;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Importing.Formats.Reviews;
using ClaimCheck.Api.Importing.Lines;
using ClaimCheck.Domain.Importing;
using FluentValidation;

namespace ClaimCheck.Api.Importing.Formats.Ndjson;

/// <summary>Reads lines as strictly as the bodies of single writes, by the same rules.</summary>
internal sealed class NdjsonParser(ImportOptions options, TimeProvider clock) : RowParser
{
    private const string Record = "record";
    private const string InReview = "$.claimReview";

    private readonly SourceLineValidator _sources = new(clock);
    private readonly RatingScaleLineValidator _scales = new(clock);
    private readonly ArticleLineValidator _articles = new(clock);
    private readonly ClaimLineValidator _claims = new(clock);
    private readonly LinkLineValidator _links = new(clock);
    private readonly AssessmentLineValidator _assessments = new(clock);
    private readonly ReliabilityLineValidator _reliability = new(clock);
    private readonly LinkReviewLineValidator _linkReviews = new(clock);
    private readonly CorrectionLineValidator _corrections = new(clock);
    private readonly OriginJudgementLineValidator _judgements = new(clock);
    private readonly SourceRetractionLineValidator _retractions = new(clock);
    private readonly ClaimReviewPageLineValidator _pages = new(clock);
    private readonly ClaimReviewReader _reviews = new(options, clock);
    private readonly GoogleParser _google = new(options, clock);

    protected override ParsedRow Read(ReadOnlySpan<byte> bytes)
    {
        if (JsonText.Read(bytes, out var line, RowFailures.Row) is { } refusal)
        {
            return ParsedRow.Failed(Hint(RowFailures.Of(refusal), bytes));
        }

        if (line.ValueKind != JsonValueKind.Object)
        {
            return ParsedRow.Failed(RowFailures.NotJson("The row must be a JSON object, one on each line."));
        }

        if (!line.TryGetProperty(Record, out var record))
        {
            return ParsedRow.Failed(OfRecord($"is required: {RecordName.Known}"));
        }

        return record.ValueKind == JsonValueKind.String && RecordName.Words.TryGetValue(record.GetString()!, out var kind)
            ? Read(kind, line)
            : ParsedRow.Failed(OfRecord($"must be {RecordName.Known}"));
    }

    private ParsedRow Read(RecordKind kind, JsonElement line) => kind switch
    {
        RecordKind.Source => As(line, _sources, read => read.ToRecord()),
        RecordKind.RatingScale => As(line, _scales, read => read.ToRecord()),
        RecordKind.Article => As(line, _articles, read => read.ToRecord()),
        RecordKind.Claim => As(line, _claims, read => read.ToRecord()),
        RecordKind.Link => As(line, _links, read => read.ToRecord()),
        RecordKind.Assessment => As(line, _assessments, read => read.ToRecord()),
        RecordKind.ClaimReview => StrictJson.Read<ClaimReviewLine>(line, null, out var read) is { } refusal
            ? ParsedRow.Failed(RowFailures.Of(refusal))
            : Review(read!.ClaimReview),
        RecordKind.Reliability => As(line, _reliability, read => read.ToRecord()),
        RecordKind.LinkReview => As(line, _linkReviews, read => read.ToRecord()),
        RecordKind.Correction => As(line, _corrections, read => read.ToRecord()),
        RecordKind.OriginJudgement => As(line, _judgements, read => read.ToRecord()),
        RecordKind.SourceRetraction => As(line, _retractions, read => read.ToRecord()),
        RecordKind.ClaimReviewPage => As(line, _pages, read => read.ToRecord()),
    };

    /// <summary>A review of schema.org, or a claim of Google's with its review.</summary>
    private ParsedRow Review(JsonElement review) =>
        GoogleParser.IsClaim(review) ? _google.Read(review, InReview) : _reviews.Read(review, InReview);

    private static ParsedRow As<T>(JsonElement line, IValidator<T> validator, Func<T, ImportRecord> toRecord)
        where T : class => StrictJson.Read(line, validator, out var read) is { } refusal
            ? ParsedRow.Failed(RowFailures.Of(refusal))
            : ParsedRow.Of(toRecord(read!));

    private static RowFailure OfRecord(string message) => new(
        ProblemType.InvalidRequest.Slug, JsonPath.Member(JsonPath.Root, Record), RowFailures.Sentence(Record, message));

    /// <summary>What is no JSON at all mostly is JSON in another layout.</summary>
    private static RowFailure Hint(RowFailure failure, ReadOnlySpan<byte> bytes)
    {
        if (failure.Path != JsonPath.Root || !failure.Message.Contains("not valid JSON", StringComparison.Ordinal))
        {
            return failure;
        }

        var hint = bytes.Contains((byte)'\r')
            ? "lines end in a line feed, not in a carriage return alone"
            : "a row is one JSON object on a line of its own";
        // Which line it is stands beside it: here it would always be the first.
        var place = failure.Message.TrimEnd('.').Replace(" at line 1, column", " at column", StringComparison.Ordinal);
        return failure with { Message = $"{place}: {hint}." };
    }
}
