using System.Collections.Concurrent;
using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using ClaimCheck.Data.Replicas;
using ClaimCheck.Domain.Access;

namespace ClaimCheck.Api.Hosting;

/// <summary>
/// Lets reads go to replicas without anybody missing what he has just written: this instance remembers how far each key has
/// written, and tells it in <c>ClaimCheck-Position</c>; whoever sends that along is understood by every instance.
/// </summary>
internal sealed class ReadYourWrites(RequestDelegate next, DataServices data)
{
    internal const string Header = "ClaimCheck-Position";

    private readonly ConcurrentDictionary<Guid, string> written = new();

    /// <summary>Looks after it where reads go to replicas at all. It must come after authentication.</summary>
    public static void Use(WebApplication app)
    {
        if (app.Services.GetRequiredService<DataServices>().Database.ReadsFromReplicas)
        {
            app.UseMiddleware<ReadYourWrites>();
        }
    }

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<ApiKey>() is not { Id: var key })
        {
            return next(context);
        }

        string? sent = context.Request.Headers[Header] is [{ } text] ? text : null;
        if (sent is not null && !LogPosition.IsOne(sent))
        {
            var errors = new Errors();
            errors.Add(Header, "must be as it was given out, such as 0/16B3748");
            return errors.As(ProblemType.InvalidHeader).ExecuteAsync(context);
        }

        // Whoever has a version must not be shown an older one, and asking whether it still stands costs the primary little.
        var mayReadReplicas = (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
            && context.Request.Headers.IfNoneMatch.Count == 0;
        var position = new CallerPosition(LogPosition.Later(sent, written.GetValueOrDefault(key)), mayReadReplicas);
        data.Database.Follow(position);

        // Before anything is sent: the next request may come at once.
        context.Response.OnStarting(() =>
        {
            if (position is { HasWritten: true, After: { } end })
            {
                written.AddOrUpdate(key, end, (_, before) => LogPosition.Later(before, end)!);
                context.Response.Headers[Header] = end;
            }

            return Task.CompletedTask;
        });
        return next(context);
    }
}
