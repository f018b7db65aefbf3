using ClaimCheck.Api.Health;
using Microsoft.AspNetCore.Http.Metadata;

namespace ClaimCheck.Api.Importing.Running;

/// <summary>
/// Imports give way: while others ask this process for anything, one batch is stored at a time, so that half of what two processors
/// can do is left to them.
/// </summary>
/// <param name="clock">The service's clock.</param>
internal sealed class ImportPace(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Memory = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim turns = new(1, 1);
    private long lastAsked = clock.GetTimestamp() - clock.TimestampFrequency;

    private bool OthersAsk => clock.GetElapsedTime(Volatile.Read(ref lastAsked)) < Memory;

    /// <summary>Notes requests that are neither about imports themselves nor about health.</summary>
    public static void Use(WebApplication app)
    {
        var pace = app.Services.GetRequiredService<ImportPace>();
        app.Use(next => context =>
        {
            if (context.GetEndpoint()?.Metadata.GetMetadata<ITagsMetadata>() is { } about
                && !about.Tags.Contains(ImportsApi.Tag.Name) && !about.Tags.Contains(HealthApi.Tag.Name))
            {
                pace.Note();
            }

            return next(context);
        });
    }

    /// <summary>Waits until a batch may be stored. Nobody may hold on to rows of the database meanwhile, for which another batch could wait.</summary>
    /// <returns>To be disposed of when it is stored.</returns>
    public async Task<IDisposable?> TurnAsync(CancellationToken cancellation)
    {
        if (!OthersAsk)
        {
            return null;
        }

        await turns.WaitAsync(cancellation);
        return new Turn(turns);
    }

    public void Dispose() => turns.Dispose();

    private void Note() => Volatile.Write(ref lastAsked, clock.GetTimestamp());

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
