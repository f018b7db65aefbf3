using ClaimCheck.Api.Http;
using ClaimCheck.Api.Assessments;
using ClaimCheck.Data;
using ClaimCheck.Domain.Assessments;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Exporting;

internal static class ExportAssessments
{
    private const string Name = "assessments";

    public static Results<ExportAnswer, ProblemAnswer> Handle(
        Query<ExportQuery<AssessmentQuery, AssessmentExportFormat>> query, HttpRequest request, DataServices data)
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
