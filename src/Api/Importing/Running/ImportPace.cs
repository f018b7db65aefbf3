using ClaimCheck.Api.Health;
using Microsoft.AspNetCore.Http.Metadata;

namespace ClaimCheck.Api.Importing.Running;

/// <summary>
/// Imports give way. While others ask this process for anything, one small batch is stored at a time, so that a processor is left to
/// them and nobody waits long for the other one. If somebody asked meanwhile, three times as long passes before the next. What that comes to
/// is measured by <c>make bench ARGS="--import 1000000"</c>.
/// </summary>
/// <param name="clock">The service's clock.</param>
internal sealed class ImportPace(TimeProvider clock) : IDisposable
{
    /// <summary>How many rows a batch has while others ask: some 15 milliseconds of the database's work.</summary>
    public const int FewRows = 100;

    private const int TimesGiven = 3;

    // In seconds: more than is remembered of a batch.
    private const int LongAgo = 10;

    private static readonly TimeSpan Memory = TimeSpan.FromMilliseconds(500);

    // The largest batch takes less.
    private static readonly TimeSpan MemoryOfBatch = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly TimeProvider clock = clock;
    private readonly SemaphoreSlim turns = new(1, 1);
    private long lastAsked = clock.GetTimestamp() - clock.TimestampFrequency;
    private long lastStored = clock.GetTimestamp() - (LongAgo * clock.TimestampFrequency);

    /// <summary>Whether somebody has just asked for something.</summary>
    public bool OthersAsk => clock.GetElapsedTime(Volatile.Read(ref lastAsked)) < Memory;

    /// <summary>Whether an import is storing batches, so that whatever can wait until it is done should.</summary>
    public bool IsStoring => clock.GetElapsedTime(Volatile.Read(ref lastStored)) < MemoryOfBatch;

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

    /// <summary>Waits until a batch may be stored, but never long: the one before may itself be waiting for somebody's rows.</summary>
    /// <param name="mayWait">Whether for another batch: not whoever holds on to rows meanwhile, for which that may be waiting.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>To be disposed of when it is stored.</returns>
    public async Task<Turn?> TurnAsync(bool mayWait, CancellationToken cancellation)
    {
        Volatile.Write(ref lastStored, clock.GetTimestamp());
        if (!OthersAsk)
        {
            return null;
        }

        var isAlone = await turns.WaitAsync(mayWait ? LongestWait : TimeSpan.Zero, cancellation);
        return new Turn(this, isAlone);
    }

    public void Dispose() => turns.Dispose();

    /// <summary>Somebody asks for something.</summary>
    internal void Note() => Volatile.Write(ref lastAsked, clock.GetTimestamp());

    /// <summary>While a batch is stored.</summary>
    /// <param name="pace">Whose turn it is.</param>
    /// <param name="isAlone">Whether no other batch has its turn.</param>
    internal sealed class Turn(ImportPace pace, bool isAlone) : IAsyncDisposable
    {
        private readonly long start = pace.clock.GetTimestamp();

        /// <summary>Whether no other batch has its turn.</summary>
        public bool IsAlone => isAlone;

        /// <summary>How long nothing is stored when it ends now.</summary>
        public TimeSpan Pause
        {
            get
            {
                var isAsked = Volatile.Read(ref pace.lastAsked) > start;
                var pause = isAsked ? pace.clock.GetElapsedTime(start) * TimesGiven : TimeSpan.Zero;
                return pause < LongestPause ? pause : LongestPause;
            }
        }

        public async ValueTask DisposeAsync()
        {
            await Task.Delay(Pause, pace.clock);
            if (isAlone)
            {
                pace.turns.Release();
            }
        }
    }
}
