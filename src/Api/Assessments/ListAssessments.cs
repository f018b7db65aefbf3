using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using ClaimCheck.Data.Assessments;
using ClaimCheck.Domain.Assessments;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Assessments;

/// <summary>Which assessments are meant.</summary>
public sealed class AssessmentQuery
{
    /// <summary>What they judge.</summary>
    [QueryId("Only assessments of this claim.")]
    public Guid? Claim { get; init; }

    /// <summary>How far they have come.</summary>
    [QueryWord("Only assessments in this state; `in_review` is the editors' queue.", Example = "published")]
    public AssessmentState? State { get; init; }

    /// <summary>What their verdict comes to.</summary>
    [QueryWord("Only assessments whose verdict comes to this.")]
    public NormalizedRating? Normalized { get; init; }

    /// <summary>Whether they need a second look.</summary>
    [QueryFlag("`true`: only assessments that need a second look, because something that they rest on fell; `false`: only others.")]
    public bool? NeedsReview { get; init; }

    internal AssessmentFilter ToFilter() => new(Claim, State, Normalized, NeedsReview);
}

/// <summary>Which page of them.</summary>
public sealed class ListAssessmentsQuery : PageQuery
{
    /// <summary>Which.</summary>
    [QueryPart]
    public AssessmentQuery Which { get; } = new();
}

internal static class ListAssessments
{
    public static async Task<Results<PageAnswer<Page<AssessmentResponse>>, ProblemAnswer>> Handle(
        Query<ListAssessmentsQuery> query, DataServices data, CancellationToken cancellation)
    {
        var asked = query.Value;
        var assessments = await data.AssessmentReader.ListAsync(asked.Which.ToFilter(), Positions.Id(query.After), asked.Limit + 1, cancellation);
        return query.Page([.. assessments.Select(AssessmentResponse.Of)], assessment => assessment.Id.ToString());
    }
}
