using System.Security.Cryptography;
using System.Text;
using ClaimCheck.Data.Claims;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Sources;
using Dapper;

namespace ClaimCheck.Data.Importing;

/// <summary>
/// Merges ClaimReviews into what is stored: the claimant is found by its name or recorded, the claim found by what it says or
/// recorded, and the verdict is an assessment of it.
/// </summary>
public static class ClaimReviewMerge
{
    private const int HashDigits = 16;

    private static readonly Sql Statements = Sql.Load("sources");

    /// <summary>Merges a batch of reviews.</summary>
    /// <param name="context">Where and for whom.</param>
    /// <param name="rows">The reviews, in the order of the file.</param>
    /// <returns>What became of each, in the same order: of its claim where that was refused, else of its verdict.</returns>
    public static async Task<IReadOnlyList<(Merged<ClaimOutcome, Claim>? Claim, Merged<AssessmentOutcome, Assessment>? Assessment)>> MergeAsync(
        MergeContext context, IReadOnlyList<RowToMerge<ClaimReviewRecord>> rows)
    {
        var claims = await MergeClaimsAsync(context, rows);
        var results = new List<(Merged<ClaimOutcome, Claim>?, Merged<AssessmentOutcome, Assessment>?)>(rows.Count);
        var held = await AssessmentMerge.HoldAsync(
            context, [.. claims.Where(merged => merged.Result != RowResult.Failed).Select(merged => merged.Id).OfType<Guid>()]);
        var touched = new TouchedAssessments(context, held.Keys.ToList());
        foreach (var (index, row) in rows.Index())
        {
            if (claims[index] is not { Id: { } claim, Result: not RowResult.Failed })
            {
                results.Add((claims[index], null));
                continue;
            }

            // Readers rely on what is published, so only an editor brings that; what a contributor brings waits for one.
            var state = context.By.Role >= Role.Editor && row.Record.Finding.ReviewUrl is not null ? AssessmentState.Published : AssessmentState.InReview;
            var record = new AssessmentRecord(
                new ClaimReference(claim.ToString()), row.Record.Rating, row.Record.Finding, state, null, new Bookkeeping());
            results.Add((null, await AssessmentMerge.MergeAsync(context, row.Line, record, claim, held, touched, isReview: true)));
        }

        return results;
    }

    /// <summary>What is there stays as it is: reviews of one claim differ in when and where they found it.</summary>
    private static async Task<IReadOnlyList<Merged<ClaimOutcome, Claim>>> MergeClaimsAsync(
        MergeContext context, IReadOnlyList<RowToMerge<ClaimReviewRecord>> rows)
    {
        var known = await FindNamedAsync(context, rows);
        var claims = new List<RowToMerge<ClaimRecord>>(rows.Count);
        foreach (var row in rows)
        {
            var record = row.Record;
            if (record.Claim is { } id && known.TryGetValue(id, out var named) && IsMeant(record, named.Found, named.Claimant))
            {
                // Whatever key it has of its own. Where it can be read is not asked: it may be in the words of others.
                var claim = named.Found.Claim;
                claims.Add(new(row.Line, new ClaimRecord(
                    claim.Source.Slug, claim.ExternalId, record.Draft with { Article = null }, ClaimStatus.Active, new Bookkeeping(id))));
                continue;
            }

            var facts = new SourceFacts(record.Claimant, record.ClaimantKind, null, null, null, [], null, null);
            var source = await SourceMerge.FindOrRecordAsync(context, row.Line, SlugOf(record.Claimant), facts);
            claims.Add(new(row.Line, new ClaimRecord(
                source.Slug, ContentKey.OfReviewed(source, record.Draft.Facts.Text), record.Draft, ClaimStatus.Active, new Bookkeeping())));
        }

        var keeping = context with { Import = context.Import with { Options = context.Import.Options with { Mode = ImportMode.Create } } };
        return await ClaimMerge.MergeAsync(keeping, claims);
    }

    /// <summary>Whether the claim that a review names says what the review says that it does; one that was taken down says nothing any more.</summary>
    private static bool IsMeant(ClaimReviewRecord record, FoundClaim found, string claimant) =>
        (claimant == record.Claimant || found.Claim.Source.Slug == SlugOf(record.Claimant))
        && (found.TakenDownAt is not null || found.Claim.Facts.Text == record.Draft.Facts.Text);

    /// <summary>The claims that reviews name by their ids, and the names of their sources.</summary>
    private static async Task<Dictionary<Guid, (FoundClaim Found, string Claimant)>> FindNamedAsync(
        MergeContext context, IReadOnlyList<RowToMerge<ClaimReviewRecord>> rows)
    {
        Guid[] named = [.. rows.Select(row => row.Record.Claim).OfType<Guid>().Distinct()];
        if (named.Length == 0)
        {
            return [];
        }

        var connection = context.Lane.Connection;
        var claims = await ClaimReader.FindAllAsync(connection, named, context.Cancellation);
        var claimants = (await connection.QueryAsync<(Guid Id, string Name)>(context.Command(
            Statements["SourceNames"], new { Ids = claims.Select(found => found.Claim.Source.Id).Distinct().ToArray() }))).ToDictionary();
        return claims.ToDictionary(found => found.Claim.Id, found => (found, claimants[found.Claim.Source.Id]));
    }

    /// <summary>The slug of a claimant: made of its name, or, where that has no letters a slug is made of, of a hash of it.</summary>
    private static string SlugOf(string name) => Slug.FromName(name)
        ?? $"source-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..HashDigits]}";
}
