using ClaimCheck.Api.Http;
using ClaimCheck.Api.Assessments;
using ClaimCheck.Data;
using ClaimCheck.Domain.Assessments;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Exporting;

/// <summary>Which assessments are exported, and how.</summary>
public sealed class ExportAssessmentsQuery
{
    /// <summary>Which.</summary>
    [QueryPart]
    public AssessmentQuery Which { get; } = new();

    /// <summary>The form.</summary>
    [QueryWord("The form of the answer, whatever `Accept` says.", Example = "csv")]
    public AssessmentExportFormat? Format { get; init; }

    /// <summary>Whether cells stand as they are.</summary>
    [QueryFlag("In CSV, cells stand as they are: without it those that a spreadsheet would take for a formula begin with an apostrophe.")]
    public bool Raw { get; init; }
}

internal static class ExportAssessments
{
    private const string Name = "assessments";

    public static Results<ExportAnswer, ProblemAnswer> Handle(Query<ExportAssessmentsQuery> query, HttpRequest request, DataServices data)
    {
        var asked = query.Value;
        if (ExportForm.Asked(asked.Format, request, ExportForm.Of) is not { } format)
        {
            return ExportForm.NotAcceptable<AssessmentExportFormat>(ExportForm.Of);
        }

        var (reader, filter, form) = (data.ExportReader, asked.Which.ToFilter(), ExportForm.Of(format));
        return format switch
        {
            AssessmentExportFormat.NdJson => ExportAnswer.Of(
                reader, Name, form, ExportedLines.Assessments(), (ledger, gone) => ledger.AssessmentsAsync(filter, gone)),
            AssessmentExportFormat.Csv => ExportAnswer.Of(
                reader, Name, form, new TableWriter<Assessment>(ExportedTables.Assessments, asked.Raw),
                (ledger, gone) => ledger.AssessmentsAsync(filter, gone)),
            AssessmentExportFormat.ClaimReview => ExportAnswer.Of(
                reader, Name, form, new FeedWriter(), (ledger, gone) => ledger.ReviewsAsync(filter, gone)),
        };
    }
}
