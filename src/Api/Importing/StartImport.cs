using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Importing.Receiving;
using ClaimCheck.Api.Importing.Running;
using ClaimCheck.Api.Links;
using ClaimCheck.Data;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Values;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Importing;

/// <summary>How an import is to be done.</summary>
public sealed class StartImportQuery
{
    /// <summary>The longest mapping of columns.</summary>
    private const int LongestColumns = 2000;

    /// <summary>What becomes of rows that are stored already.</summary>
    [QueryWord("`upsert` brings what is stored already up to date, `create` leaves it as it is, `dry_run` stores nothing and says what would happen.")]
    public ImportMode Mode { get; init; } = ImportMode.Upsert;

    /// <summary>What a row that fails costs.</summary>
    [QueryWord("What a row that fails costs: `skip` that row only, `abort` the whole file, of which nothing is stored then.")]
    public OnError OnError { get; init; } = OnError.Skip;

    /// <summary>The status of links that do not say theirs.</summary>
    [QueryWord("The status of links that do not say theirs; `confirmed` takes an editor.")]
    public NewLinkStatus LinkStatus { get; init; } = NewLinkStatus.Suggested;

    /// <summary>The source of reviews that name none.</summary>
    [QueryText("Who made the claims of ClaimReviews that do not say it, by name.", MaxLength = 300)]
    public string? Claimant { get; init; }

    /// <summary>The names of columns.</summary>
    [QueryText("Of a CSV file: its names of columns, each with the one it stands for, such as `headline:text,outlet:source`.", MaxLength = LongestColumns)]
    public string? Columns { get; init; }
}

internal static class StartImport
{
    // Long enough for some thousand rows; whoever sends more is better off looking later.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(20);

    public static async Task<IdempotentAnswer<Results<ImportAnswer, ProblemAnswer>>> Handle(
        Query<StartImportQuery> query,
        ImportBody body,
        Idempotency idempotency,
        Caller caller,
        HttpRequest request,
        DataServices data,
        ImportReceiver receiver,
        ImportWorker worker,
        TimeProvider clock,
        CancellationToken cancellation)
    {
        if (ColumnNames.Read(query.Value.Columns, out var columns) is { } complaint)
        {
            return Refuse(complaint);
        }

        var options = OptionsOf(query.Value, body.Format, columns);
        if (options.LinkStatus == LinkStatus.Confirmed && caller.Key.Role < Domain.Access.Role.Editor)
        {
            return Refuse(Problems.Of(ProblemType.Forbidden, "Only an editor may send `linkStatus=confirmed`. Leave it out: links become suggestions."));
        }

        var id = NewId.At(caller.Now);
        await data.ImportStore.BeginAsync(id, options, caller.Authorship, cancellation);
        var (refusal, arrived, digest) = await receiver.ReceiveAsync(id, body, options, cancellation);
        if (refusal is not null)
        {
            return Refuse(refusal);
        }

        var prefersAsync = PreferAsync.IsIn(request);
        if (!request.Headers.ContainsKey(RequestHeaderRules.IdempotencyKey))
        {
            var import = await data.ImportStore.QueueAsync(id, arrived!, cancellation);
            worker.Wake();
            import = prefersAsync ? import : await WaitAsync(import, data, clock, cancellation);
            return new(new ImportAnswer(await GetImport.DescribeAsync(import, data, clock, cancellation), prefersAsync));
        }

        // An answer that is kept is kept with what it tells of, before that is done.
        var isQueued = false;
        RequestFingerprint.Note(request, digest);
        var answer = await idempotency.AnswerAsync<Import, Results<ImportAnswer, ProblemAnswer>>(
            async receipt =>
            {
                var import = await data.ImportStore.QueueAsync(id, arrived!, cancellation, receipt);
                isQueued = true;
                return import;
            },
            import => new ImportAnswer(ImportResponse.Of(import, clock.Now()), prefersAsync),
            cancellation);
        if (isQueued)
        {
            worker.Wake();
        }
        else
        {
            await data.ImportStore.DiscardAsync(id, CancellationToken.None);
        }

        return answer;
    }

    private static ImportOptions OptionsOf(StartImportQuery asked, ImportFormat format, IReadOnlyDictionary<string, string> columns) => new(
        format,
        asked.Mode,
        asked.OnError,
        asked.LinkStatus switch
        {
            NewLinkStatus.Suggested => LinkStatus.Suggested,
            NewLinkStatus.Confirmed => LinkStatus.Confirmed,
        },
        asked.Claimant,
        columns);

    private static IdempotentAnswer<Results<ImportAnswer, ProblemAnswer>> Refuse(ProblemAnswer refusal) => new(refusal);

    /// <summary>The import as it is when it has ended, or when its caller has waited long enough.</summary>
    private static async Task<Import> WaitAsync(Import import, DataServices data, TimeProvider clock, CancellationToken cancellation)
    {
        var begun = clock.GetTimestamp();
        var pause = FirstLook;
        while (!import.HasEnded && clock.GetElapsedTime(begun) < Patience)
        {
            await Task.Delay(pause, clock, cancellation);
            pause *= 1.5;
            import = await data.ImportReader.GetAsync(import.Id, cancellation) ?? import;
        }

        return import;
    }
}
