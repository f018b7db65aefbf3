using ClaimCheck.Api.Http;
using ClaimCheck.Api.Importing.Formats;
using ClaimCheck.Data.Importing;
using ClaimCheck.Domain.Importing;
using Npgsql;

namespace ClaimCheck.Api.Importing.Running;

/// <summary>Rows of one kind out of one part of an import: reads them, merges them, and says what became of each.</summary>
/// <param name="import">The import.</param>
/// <param name="bringsReviews">Whether it brings judgements on links as well.</param>
/// <param name="parser">Reads its rows; each caller has one of its own.</param>
internal sealed class BatchStorer(Import import, bool bringsReviews, RowParser parser)
{
    private const string Mark = "rows";

    /// <summary>What became of the rows; those that wait for others are left out.</summary>
    /// <param name="lane">Where they are stored, in a transaction.</param>
    /// <param name="rows">The rows, in the order of the file.</param>
    /// <param name="mayWait">Whether a row may wait for what it refers to.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<IReadOnlyList<RowOutcome>> StoreAsync(
        ImportLane lane, IReadOnlyList<SentRow> rows, bool mayWait, CancellationToken cancellation)
    {
        var (records, outcomes) = await OwnThread.RunAsync(() => Read(rows), cancellation);
        var context = new MergeContext(lane, import, mayWait, bringsReviews, cancellation);
        var merged = await NameLinesAsync(context, await MergeAsync(context, records));
        outcomes.AddRange(import.Options.Format == ImportFormat.Csv ? merged.Select(InColumns) : merged);
        return outcomes;
    }

    /// <summary>Says of rows that contradict others on which line these stand: in this batch, or where an earlier one recorded it.</summary>
    private static async Task<List<RowOutcome>> NameLinesAsync(MergeContext context, List<RowOutcome> merged)
    {
        var contradicting = merged.FindAll(outcome => outcome.Contradicts);
        if (contradicting.Count == 0)
        {
            return merged;
        }

        var here = merged
            .Where(outcome => outcome.Result != RowResult.Failed && outcome.Id is not null)
            .GroupBy(outcome => outcome.Id!.Value)
            .ToDictionary(rows => rows.Key, rows => rows.Min(row => row.Line));
        RecordKind[] kinds = contradicting[0].Kind is RecordKind.Assessment or RecordKind.ClaimReview
            ? [RecordKind.Assessment, RecordKind.ClaimReview]
            : [contradicting[0].Kind!.Value];
        var recorded = await context.FindLinesAsync([.. contradicting.Select(outcome => outcome.Id!.Value).Distinct()], kinds);
        return merged.ConvertAll(outcome =>
            outcome.Contradicts && (recorded.TryGetValue(outcome.Id!.Value, out var line) || here.TryGetValue(outcome.Id.Value, out line))
                ? RowVerdicts.Beside(outcome, line)
                : outcome);
    }

    private (List<RowToMerge<ImportRecord>> Records, List<RowOutcome> Refused) Read(IReadOnlyList<SentRow> rows)
    {
        var records = new List<RowToMerge<ImportRecord>>(rows.Count);
        var refused = new List<RowOutcome>();
        foreach (var row in rows)
        {
            var (record, failure) = parser.Parse(row.Line, row.Bytes);
            failure ??= RowPermissions.Refuse(record!, import.By.Role);
            if (failure is null)
            {
                records.Add(new(row.Line, record!));
            }
            else
            {
                refused.Add(new RowOutcome(row.Line, row.Kind, RowResult.Failed, record?.ExternalId ?? SentKey.Of(row.Bytes.Span), null, failure));
            }
        }

        return (records, refused);
    }

    /// <summary>Of a CSV file a reason names the column and not the JSON path of a single write.</summary>
    private static RowOutcome InColumns(RowOutcome outcome)
    {
        if (outcome.Failure is not { Path: { } path } failure)
        {
            return outcome;
        }

        var member = path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path;
        var end = member.AsSpan().IndexOfAny('[', '.');
        var column = end < 0 ? member : member[..end];
        return outcome with
        {
            Failure = failure with { Path = column, Message = failure.Message.Replace(path, column, StringComparison.Ordinal) },
        };
    }

    /// <summary>
    /// Merges the rows together. Where Postgres refuses what one of them holds, that one is found by halves, and costs no other row
    /// anything.
    /// </summary>
    private static async Task<List<RowOutcome>> MergeAsync(MergeContext context, List<RowToMerge<ImportRecord>> records, bool isFirst = true)
    {
        if (records.Count == 0)
        {
            return [];
        }

        await context.Lane.SaveAsync(Mark, context.Cancellation);
        try
        {
            var merged = await MergeKindAsync(context, records);
            await context.Lane.ReleaseAsync(Mark, context.Cancellation);
            return merged;
        }
        catch (PostgresException e) when (IsAboutData(e))
        {
            await context.Lane.BackToAsync(Mark, context.Cancellation);
            if (records.Count == 1 && isFirst && e.SqlState == PostgresErrorCodes.UniqueViolation)
            {
                // Somebody else has stored the same this moment, and it is found when looked for again.
                return await MergeAsync(context, records, isFirst: false);
            }

            return records.Count == 1
                ? [Refused(records[0], e)]
                : [
                    .. await MergeAsync(context, records[..(records.Count / 2)]),
                    .. await MergeAsync(context, records[(records.Count / 2)..]),
                ];
        }
    }

    private static async Task<List<RowOutcome>> MergeAsync<TRecord, TMerged>(
        List<RowToMerge<ImportRecord>> records,
        Func<IReadOnlyList<RowToMerge<TRecord>>, Task<IReadOnlyList<TMerged>>> merge,
        Func<int, TMerged, RowOutcome?> outcomeOf)
        where TRecord : ImportRecord
    {
        var rows = records.ConvertAll(row => new RowToMerge<TRecord>(row.Line, (TRecord)row.Record));
        var merged = await merge(rows);
        return [.. rows.Select((row, place) => outcomeOf(row.Line, merged[place])).OfType<RowOutcome>()];
    }

    private static async Task<List<RowOutcome>> MergeKindAsync(MergeContext context, List<RowToMerge<ImportRecord>> records) => records[0].Record.Kind switch
    {
        RecordKind.Source => await MergeAsync<SourceRecord, Merged<Domain.Sources.SourceOutcome, Domain.Sources.Source>>(
            records, rows => SourceMerge.MergeAsync(context, rows), RowVerdicts.Of),
        RecordKind.RatingScale => await MergeAsync<RatingScaleRecord, Merged<Domain.Assessments.RatingScaleOutcome, Domain.Assessments.RatingScale>>(
            records, rows => RatingScaleMerge.MergeAsync(context, rows), RowVerdicts.Of),
        RecordKind.Article => await MergeAsync<ArticleRecord, Merged<Domain.Articles.ArticleOutcome, Domain.Articles.Article>>(
            records, rows => ArticleMerge.MergeAsync(context, rows), RowVerdicts.Of),
        RecordKind.Claim => await MergeAsync<ClaimRecord, Merged<Domain.Claims.ClaimOutcome, Domain.Claims.Claim>>(
            records, rows => ClaimMerge.MergeAsync(context, rows), (line, merged) => RowVerdicts.Of(line, merged)),
        RecordKind.ClaimReview => await MergeAsync<ClaimReviewRecord, (Merged<Domain.Claims.ClaimOutcome, Domain.Claims.Claim>?, Merged<Domain.Assessments.AssessmentOutcome, Domain.Assessments.Assessment>?)>(
            records, rows => ClaimReviewMerge.MergeAsync(context, rows), RowVerdicts.Of),
        RecordKind.Link => await MergeAsync<LinkRecord, Merged<Domain.Links.LinkOutcome, Domain.Links.ClaimLink>>(
            records, rows => LinkMerge.MergeAsync(context, rows), RowVerdicts.Of),
        RecordKind.Assessment => await MergeAsync<AssessmentRecord, Merged<Domain.Assessments.AssessmentOutcome, Domain.Assessments.Assessment>>(
            records, rows => AssessmentMerge.MergeAsync(context, rows), (line, merged) => RowVerdicts.Of(line, merged)),
        RecordKind.Reliability => await MergeAsync<ReliabilityRecord, Merged<Domain.Sources.SourceOutcome, Domain.Sources.ReliabilityJudgement>>(
            records, rows => ReliabilityMerge.MergeAsync(context, rows), JudgementVerdicts.Of),
        RecordKind.LinkReview => await MergeAsync<LinkReviewRecord, Merged<Domain.Links.LinkOutcome, Data.Links.StoredReview>>(
            records, rows => LinkReviewMerge.MergeAsync(context, rows), JudgementVerdicts.Of),
        RecordKind.Correction => await MergeAsync<CorrectionRecord, Merged<Domain.Assessments.AssessmentOutcome, Domain.Assessments.Assessment>>(
            records, rows => CorrectionMerge.MergeAsync(context, rows), JudgementVerdicts.OfCorrection),
        RecordKind.OriginJudgement => await MergeAsync<OriginJudgementRecord, Merged<Domain.Evidence.OriginOutcome, Domain.Evidence.OriginJudgement>>(
            records, rows => OriginJudgementMerge.MergeAsync(context, rows), JudgementVerdicts.Of),
        RecordKind.SourceRetraction => await MergeAsync<SourceRetractionRecord, Merged<Domain.Withdrawal.WithdrawalOutcome, Domain.Withdrawal.SourceRetraction>>(
            records, rows => SourceRetractionMerge.MergeAsync(context, rows), JudgementVerdicts.Of),
        RecordKind.ClaimReviewPage => await MergeAsync<ClaimReviewPageRecord, Merged<Domain.ClaimReviews.MarkupPageOutcome, Domain.ClaimReviews.MarkupPage>>(
            records, rows => ClaimReviewPageMerge.MergeAsync(context, rows), JudgementVerdicts.Of),
    };

    /// <summary>Data exceptions and violated constraints (SQLSTATE classes 22 and 23), and what is too large for an index (54).</summary>
    private static bool IsAboutData(PostgresException e) =>
        e.SqlState.StartsWith("22", StringComparison.Ordinal)
        || e.SqlState.StartsWith("23", StringComparison.Ordinal)
        || e.SqlState.StartsWith("54", StringComparison.Ordinal);

    private static RowOutcome Refused(RowToMerge<ImportRecord> row, PostgresException e)
    {
        var failure = e.SqlState == PostgresErrorCodes.UniqueViolation
            ? new RowFailure(ProblemType.AlreadyExists.Slug, null, $"Something else is stored under one of its names ({e.ConstraintName}).")
            : new RowFailure(ProblemType.Conflict.Slug, null, $"The database refuses what it says ({e.ConstraintName ?? e.SqlState}).");
        return new RowOutcome(row.Line, row.Record.Kind, RowResult.Failed, row.Record.ExternalId, null, failure);
    }
}
