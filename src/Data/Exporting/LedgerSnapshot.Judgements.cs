using System.Runtime.CompilerServices;
using ClaimCheck.Data.Assessments;
using ClaimCheck.Data.ClaimReviews;
using ClaimCheck.Data.Links;
using ClaimCheck.Data.OriginJudgements;
using ClaimCheck.Data.Sources;
using ClaimCheck.Data.Withdrawal;
using ClaimCheck.Domain.ClaimReviews;
using ClaimCheck.Domain.Evidence;
using Dapper;

namespace ClaimCheck.Data.Exporting;

/// <content>What was judged of records and taken back of them, and the pages of markup: what only a whole backup holds.</content>
public sealed partial class LedgerSnapshot
{
    private static readonly Sql JudgementStatements = Sql.Load("origin_judgements");
    private static readonly Sql WithdrawalStatements = Sql.Load("withdrawals");
    private static readonly Sql PageStatements = Sql.Load("claim_review_pages");

    /// <summary>All judgements on sources' reliability.</summary>
    /// <param name="cancellation">Ends the reading.</param>
    public IAsyncEnumerable<RatedSource> ReliabilityAsync(CancellationToken cancellation) => RowsAsync<RatedSource>(
        new Filters().CommandOn(connection, SourceStatements, "ReliabilityExport"),
        static rows =>
        {
            var read = rows.GetRowParser<RatedSourceRow>();
            return row => read(row).ToRated();
        },
        cancellation);

    /// <summary>All judgements on links, those that were retired too; none on links of claims that were taken down.</summary>
    /// <param name="cancellation">Ends the reading.</param>
    public IAsyncEnumerable<StoredReview> LinkReviewsAsync(CancellationToken cancellation) => RowsAsync<StoredReview>(
        new Filters().CommandOn(connection, LinkStatements, "LinkReviewExport"),
        static rows =>
        {
            var read = rows.GetRowParser<LinkReviewRow>();
            return row => read(row).ToStored();
        },
        cancellation);

    /// <summary>All corrections of assessments; none of claims that were taken down.</summary>
    /// <param name="cancellation">Ends the reading.</param>
    public IAsyncEnumerable<StoredCorrection> CorrectionsAsync(CancellationToken cancellation) => RowsAsync<StoredCorrection>(
        new Filters().CommandOn(connection, AssessmentStatements, "CorrectionExport"),
        static rows =>
        {
            var read = rows.GetRowParser<CorrectionRow>();
            return row => read(row).ToStored();
        },
        cancellation);

    /// <summary>All judgements on origins, those that were retired too; none on claims that were taken down.</summary>
    /// <param name="cancellation">Ends the reading.</param>
    public IAsyncEnumerable<OriginJudgement> OriginJudgementsAsync(CancellationToken cancellation) => RowsAsync<OriginJudgement>(
        new Filters().CommandOn(connection, JudgementStatements, "OriginJudgementExport"),
        static rows =>
        {
            var read = rows.GetRowParser<ExportedJudgementRow>();
            return row => read(row).ToJudgement();
        },
        cancellation);

    /// <summary>All withdrawals with what fell, but for claims that were taken down.</summary>
    /// <param name="cancellation">Ends the reading.</param>
    public async IAsyncEnumerable<StoredRetraction> SourceRetractionsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var claims = RowsAsync<WithdrawnClaimRow>(
            new Filters().CommandOn(connection, WithdrawalStatements, "SourceRetractionExport"),
            static rows => rows.GetRowParser<WithdrawnClaimRow>(),
            cancellation);
        await foreach (var withdrawal in Grouped(claims, row => row.Id))
        {
            yield return WithdrawnClaimRow.ToStored(withdrawal);
        }
    }

    /// <summary>All pages of ClaimReview markup; none whose markup was deleted.</summary>
    /// <param name="cancellation">Ends the reading.</param>
    public async IAsyncEnumerable<MarkupPage> ClaimReviewPagesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var markups = RowsAsync<MarkupRow>(
            new Filters().CommandOn(connection, PageStatements, "ClaimReviewPageExport"), static rows => rows.GetRowParser<MarkupRow>(), cancellation);
        await foreach (var page in Grouped(markups, row => row.Id))
        {
            yield return MarkupRow.ToPages(page)[0];
        }
    }
}
