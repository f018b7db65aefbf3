namespace ClaimCheck.Api.Http;

/// <summary>
/// Gives up on a request before its deadline, so that the answer that says so is there in time: whoever waits learns to try
/// again, and what nobody waits for any longer holds nothing.
/// </summary>
/// <param name="next">What answers.</param>
/// <param name="patience">When to give up.</param>
internal sealed class Deadline(RequestDelegate next, TimeSpan patience)
{
    // What is left of the time, to say so.
    private const double ShareToAnswer = 0.05;

    /// <summary>Puts a deadline on every request that comes after this in the chain.</summary>
    public static void Use(IApplicationBuilder app, TimeSpan deadline) => app.UseMiddleware<Deadline>(deadline * (1 - ShareToAnswer));

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<MayTakeLong>() is not null)
        {
            await next(context);
            return;
        }

        var gone = context.RequestAborted;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(gone);
        deadline.CancelAfter(patience);
        context.RequestAborted = deadline.Token;
        try
        {
            await next(context);
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested && !gone.IsCancellationRequested)
        {
            throw new TimeoutException("The request was not done by its deadline.", e);
        }
        finally
        {
            context.RequestAborted = gone;
        }
    }
}
