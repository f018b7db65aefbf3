using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ClaimCheck.Faults.Ledgers;
using ClaimCheck.Faults.Servers;

namespace ClaimCheck.Faults.Load;

/// <summary>How writers behave.</summary>
/// <param name="Count">How many there are, each with one connection and one request at a time.</param>
/// <param name="SendKeys">Whether each intended write has an <c>Idempotency-Key</c>, the same for every attempt.</param>
/// <param name="AskAgain">Whether what was not answered is asked for again.</param>
internal sealed record Habits(int Count = 4, bool SendKeys = true, bool AskAgain = true);

/// <summary>
/// Clients that write without pause: claims, links between them, and reviews of the links. Whatever they were not told they
/// ask again, until they are, unless it is not their habit.
/// </summary>
internal sealed class Writers : IAsyncDisposable
{
    private static readonly TimeSpan BeforeAskingAgain = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TestedService service;
    private readonly Ledger ledger;
    private readonly Habits habits;
    private readonly CancellationTokenSource enough = new();
    private readonly CancellationTokenSource givenUp = new();
    private readonly Task writing;

    private Writers(TestedService service, Ledger ledger, Habits habits)
    {
        this.service = service;
        this.ledger = ledger;
        this.habits = habits;
        writing = Task.WhenAll(Enumerable.Range(0, habits.Count).Select(_ => Task.Run(WriteAsync, CancellationToken.None)));
    }

    public Answers Answers { get; } = new();

    public static Writers Start(TestedService service, Ledger ledger, Habits? habits = null) => new(service, ledger, habits ?? new Habits());

    /// <summary>Waits until so many more writes have been acknowledged.</summary>
    public async Task AcknowledgedAsync(int more)
    {
        var goal = ledger.Acknowledged + more;
        await Eventually.TrueAsync(() => Task.FromResult(ledger.Acknowledged >= goal), $"{more} more writes are acknowledged");
    }

    /// <summary>Begins nothing new, and waits until nothing is open.</summary>
    public async Task FinishAsync()
    {
        await enough.CancelAsync();
        givenUp.CancelAfter(Patience);
        await writing;
    }

    public async ValueTask DisposeAsync()
    {
        await enough.CancelAsync();
        await givenUp.CancelAsync();
        await writing;
        enough.Dispose();
        givenUp.Dispose();
    }

    private static Guid? IdIn(byte[] body) =>
        body.Length > 0 && JsonDocument.Parse(body) is var document && document.RootElement.TryGetProperty("id", out var id)
            ? id.GetGuid()
            : null;

    private async Task WriteAsync()
    {
        using var client = service.NewClient();
        while (!enough.IsCancellationRequested)
        {
            // Each needs what the one before made; a refusal begins anew.
            _ = await DoAsync(client, ledger.Claim) is { } first
                && await DoAsync(client, ledger.Claim) is { } second
                && await DoAsync(client, () => ledger.Link(first, second)) is { } link
                && await DoAsync(client, () => ledger.Review(link)) is not null;
        }
    }

    private async Task<Guid?> DoAsync(HttpClient client, Func<IntendedWrite> intend)
    {
        if (enough.IsCancellationRequested)
        {
            return null;
        }

        var write = intend();
        var key = habits.SendKeys ? $"key-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}" : null;
        do
        {
            using var request = Request(write, key);
            var (attempt, body) = await Conversation.SendAsync(client, request, Answers);
            Conclude(write, attempt, body);
            if (write.Status is null)
            {
                await Task.Delay(BeforeAskingAgain, CancellationToken.None);
            }
        }
        while (write.Status is null && habits.AskAgain && !givenUp.IsCancellationRequested);

        return write.Id;
    }

    private static void Conclude(IntendedWrite write, Attempt attempt, byte[] body)
    {
        // Told to come again, told nothing, or told of a failure that is not the writer's: the write is still open.
        if (attempt is not { Status: { } status and < 500 and not 408 and not 429 } || (status == 409 && attempt.SaysWhenToRetry))
        {
            return;
        }

        if (attempt.Succeeded && IdIn(body) is { } id)
        {
            write.Acknowledge(status, id);
        }
        else
        {
            write.Refuse(status);
        }
    }

    private static HttpRequestMessage Request(IntendedWrite write, string? key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(write.Path, UriKind.Relative))
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(write.Body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return request;
    }
}
