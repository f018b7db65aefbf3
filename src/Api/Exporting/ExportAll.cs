using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using ClaimCheck.Data.Articles;
using ClaimCheck.Data.Assessments;
using ClaimCheck.Data.Claims;
using ClaimCheck.Data.Links;
using ClaimCheck.Data.Sources;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace ClaimCheck.Api.Exporting;

/// <summary>No filters: a backup holds everything.</summary>
public sealed class ExportAllQuery;

internal static class ExportAll
{
    public static Results<ExportAnswer, ProblemAnswer> Handle(Query<ExportAllQuery> query, HttpRequest request, DataServices data)
    {
        // Binding it is what refuses parameters.
        ArgumentNullException.ThrowIfNull(query);
        if (Accept.BestOf(request, [ExportForm.NdJson.MediaType]) is null)
        {
            return Problems.Of(ProblemType.NotAcceptable, $"This is {ExportForm.NdJson.MediaType} and nothing else: name it in Accept, or leave that header out.")
                .WithHeader(HeaderNames.Vary, HeaderNames.Accept);
        }

        // In the order in which an import stores them: what others refer to comes first.
        return ExportAnswer.Of(data.ExportReader, "all", ExportForm.NdJson, async (ledger, output, gone) =>
        {
            await ExportAnswer.WriteAsync(output, ExportedLines.Sources(), ledger.SourcesAsync(new SourceFilter(), gone), gone);
            await ExportAnswer.WriteAsync(output, ExportedLines.RatingScales(), ledger.RatingScalesAsync(gone), gone);
            await ExportAnswer.WriteAsync(output, ExportedLines.Articles(), ledger.ArticlesAsync(new ArticleFilter(), gone), gone);
            await ExportAnswer.WriteAsync(output, ExportedLines.Claims(), ledger.ClaimsAsync(new ClaimFilter(), null, gone), gone);
            await ExportAnswer.WriteAsync(output, ExportedLines.Links(), ledger.LinksAsync(new LinkFilter(), gone), gone);
            await ExportAnswer.WriteAsync(output, ExportedLines.Assessments(), ledger.AssessmentsAsync(new AssessmentFilter(), gone), gone);
            await ExportAnswer.WriteAsync(output, ExportedLines.Reliability(), ledger.ReliabilityAsync(gone), gone);
            await ExportAnswer.WriteAsync(output, ExportedLines.LinkReviews(), ledger.LinkReviewsAsync(gone), gone);
            await ExportAnswer.WriteAsync(output, ExportedLines.Corrections(), ledger.CorrectionsAsync(gone), gone);
            await ExportAnswer.WriteAsync(output, ExportedLines.OriginJudgements(), ledger.OriginJudgementsAsync(gone), gone);
            await ExportAnswer.WriteAsync(output, ExportedLines.SourceRetractions(), ledger.SourceRetractionsAsync(gone), gone);
            await ExportAnswer.WriteAsync(output, ExportedLines.ClaimReviewPages(), ledger.ClaimReviewPagesAsync(gone), gone);
        });
    }
}
