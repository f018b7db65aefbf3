using System.Text.Json.Serialization;
using ClaimCheck.Api.Http;
using Microsoft.Net.Http.Headers;

namespace ClaimCheck.Api.Exporting;

/// <summary>The forms in which records can be exported; docs/export.md tells of each.</summary>
public enum ExportFormat
{
    /// <summary>One JSON object a line, as an import takes it.</summary>
    [JsonStringEnumMemberName("ndjson")] NdJson = 1,

    /// <summary>A table, for spreadsheets.</summary>
    Csv,
}

/// <summary>The forms in which assessments can be exported.</summary>
public enum AssessmentExportFormat
{
    /// <summary>One JSON object a line, as an import takes it.</summary>
    [JsonStringEnumMemberName("ndjson")] NdJson = 1,

    /// <summary>A table, for spreadsheets.</summary>
    Csv,

    /// <summary>A feed of schema.org ClaimReviews: those that are published.</summary>
    ClaimReview,
}

/// <summary>A form's media type, and how files in it end.</summary>
/// <param name="MediaType">The media type.</param>
/// <param name="ContentType">The same with what else there is to say of it.</param>
/// <param name="Ending">How a file's name ends.</param>
internal sealed record ExportForm(string MediaType, string ContentType, string Ending)
{
    public static ExportForm NdJson { get; } = new("application/x-ndjson", "application/x-ndjson; charset=utf-8", "ndjson");

    public static ExportForm Csv { get; } = new("text/csv", "text/csv; charset=utf-8; header=present", "csv");

    public static ExportForm ClaimReview { get; } = new("application/ld+json", "application/ld+json", "jsonld");

    public static ExportForm Of(ExportFormat format) => format switch
    {
        ExportFormat.NdJson => NdJson,
        ExportFormat.Csv => Csv,
    };

    public static ExportForm Of(AssessmentExportFormat format) => format switch
    {
        AssessmentExportFormat.NdJson => NdJson,
        AssessmentExportFormat.Csv => Csv,
        AssessmentExportFormat.ClaimReview => ClaimReview,
    };

    /// <summary>The format that was asked for, by the query before <c>Accept</c>; null where neither allows any.</summary>
    /// <typeparam name="T">The formats there are, the one that is preferred first.</typeparam>
    public static T? Asked<T>(T? format, HttpRequest request, Func<T, ExportForm> formOf)
        where T : struct, Enum
    {
        var formats = Enum.GetValues<T>();
        return format ?? (Accept.BestOf(request, [.. formats.Select(one => formOf(one).MediaType)]) is { } place ? formats[place] : null);
    }

    /// <summary>The answer to who accepts none of the formats.</summary>
    public static ProblemAnswer NotAcceptable<T>(Func<T, ExportForm> formOf)
        where T : struct, Enum =>
        Problems.Of(
            ProblemType.NotAcceptable,
            $"Accept allows none of the forms of this answer: {string.Join(", ", Enum.GetValues<T>().Select(one => formOf(one).MediaType))}. Name one of them, or say with format which you want.")
            .WithHeader(HeaderNames.Vary, HeaderNames.Accept);
}
