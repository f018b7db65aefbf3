using ClaimCheck.Domain.Importing;
using Dapper;

namespace ClaimCheck.Data.Importing;

/// <summary>
/// Which assessments the import has been at before, in this batch or an earlier one. What the earlier ones did is asked once, and
/// only if it matters: it is read out of all results of the import.
/// </summary>
/// <param name="context">Where and for whom.</param>
/// <param name="claims">The claims that this batch assesses.</param>
internal sealed class TouchedAssessments(MergeContext context, IReadOnlyCollection<Guid> claims)
{
    private static readonly Sql Statements = Sql.Load("assessments");

    private readonly HashSet<Guid> touched = [];
    private bool isAsked;

    public void Add(Guid assessment) => touched.Add(assessment);

    public async Task<bool> ContainsAsync(Guid assessment)
    {
        if (!isAsked && !touched.Contains(assessment))
        {
            var known = (await context.Lane.Connection.QueryAsync<Guid>(context.Command(
                Statements["AssessmentsOfClaims"], new { Claims = claims.Distinct().ToArray() }))).AsList();
            touched.UnionWith(await context.FindTouchedAsync(known, RecordKind.Assessment, RecordKind.ClaimReview));
            isAsked = true;
        }

        return touched.Contains(assessment);
    }
}
