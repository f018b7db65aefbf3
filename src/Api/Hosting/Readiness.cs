using ClaimCheck.Api.Http;
using ClaimCheck.Data;

namespace ClaimCheck.Api.Hosting;

/// <summary>
/// Whether the service can serve. It begins closed; once the database was seen up to date it stays open, and only its
/// reachability is asked for again.
/// </summary>
/// <param name="backend">The database.</param>
internal sealed class Readiness(Backend backend)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private volatile byte[]? cursorKey;

    /// <summary>Whether the database has been seen up to date.</summary>
    public bool IsOpen => cursorKey is not null;

    /// <summary>The key that signs paging cursors; known once it is open.</summary>
    public byte[] CursorKey => cursorKey ?? throw new InvalidOperationException("The service is not ready.");

    /// <summary>What keeps the service from serving, in one sentence; null when nothing does.</summary>
    public async Task<string?> FindObstacleAsync(CancellationToken cancellation)
    {
        try
        {
            return await FindPassingObstacleAsync(cancellation);
        }
        catch (MigrationRefusedException e)
        {
            return e.Message;
        }
    }

    /// <summary>What keeps the service from serving until somebody migrates or the database comes back.</summary>
    /// <exception cref="MigrationRefusedException">This version of the service can never serve this database.</exception>
    public async Task<string?> FindPassingObstacleAsync(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            if (IsOpen)
            {
                return await backend.Data.Database.AnswersAsync(patience.Token) ? null : "The database does not answer.";
            }

            var pending = await backend.Migrator.PendingAsync(patience.Token);
            if (pending.Count > 0)
            {
                return $"{pending.Count} migrations are pending, from {pending[0]} to {pending[^1]}. Run the service once with `-- migrate`, "
                    + "or set Database__MigrateOnStart=true.";
            }

            cursorKey = await backend.Data.Facts.GetCursorKeyAsync(patience.Token);
            return null;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested
            && (e is OperationCanceledException || DatabaseFailure.Classify(e) is not null))
        {
            return "The database does not answer.";
        }
    }

    /// <summary>Answers for the API while it is closed.</summary>
    public async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        if (IsOpen || !ApiPaths.IsApi(context.Request.Path)
            || await FindObstacleAsync(context.RequestAborted) is not { } obstacle)
        {
            await next(context);
            return;
        }

        await Problems.Of(ProblemType.Unavailable, obstacle).ExecuteAsync(context);
    }
}
