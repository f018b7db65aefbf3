using System.IO.Pipelines;
using ClaimCheck.Api.Importing.Receiving;
using Microsoft.AspNetCore.Http;

namespace ClaimCheck.Api.Tests.Importing;

/// <summary>A body of which nothing more comes, although its connection stands.</summary>
public sealed class SilentBodyTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Pipe wire = new();
    private readonly byte[] buffer = new byte[4096];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_given_up_however_quickly_its_beginning_came()
    {
        await wire.Writer.WriteAsync(new byte[1000], Stop);
        await using var body = new SentBody(wire.Reader.AsStream(), new HastyClock());

        Assert.Equal(1000, await body.ReadAsync(buffer, Stop));
        var end = await Assert.ThrowsAsync<BadHttpRequestException>(() => body.ReadAsync(buffer, Stop).AsTask().WaitAsync(Patience, Stop));
        Assert.Equal(StatusCodes.Status408RequestTimeout, end.StatusCode);
    }

    [Fact]
    public async Task A_sender_who_goes_away_is_not_taken_for_silent()
    {
        using var gone = new CancellationTokenSource();
        await using var body = new SentBody(wire.Reader.AsStream(), TimeProvider.System);
        var reading = body.ReadAsync(buffer, gone.Token);
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.AsTask().WaitAsync(Patience, Stop));
    }

    /// <summary>Its timers ring after a hundredth of their time.</summary>
    private sealed class HastyClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime / 100, period);
    }
}
