using ClaimCheck.Api.Webhooks.Sending;
using ClaimCheck.Domain.Webhooks;
using Polly.CircuitBreaker;

namespace ClaimCheck.Api.Tests.Webhooks;

/// <summary>When a receiver is left alone.</summary>
public sealed class ReceiverCircuitTests
{
    private readonly MovableClock clock = new();

    [Fact]
    public async Task A_receiver_that_keeps_failing_is_left_alone_then_tried_and_used_again_when_it_is_back()
    {
        var opened = 0;
        var circuit = new ReceiverCircuit(clock, () => opened++);
        await FailAsync(circuit, 4, 503);
        Assert.False(circuit.IsResting(clock.GetUtcNow()));

        await FailAsync(circuit, 1, 503);

        Assert.Equal(1, opened);
        Assert.True(circuit.IsResting(clock.GetUtcNow()));
        await Assert.ThrowsAsync<BrokenCircuitException>(async () => await SendAsync(circuit, 204));

        clock.Move(ReceiverCircuit.Rest);
        Assert.False(circuit.IsResting(clock.GetUtcNow()));
        Assert.True(circuit.IsTried(clock.GetUtcNow()));
        await SendAsync(circuit, 204);
        Assert.False(circuit.IsTried(clock.GetUtcNow()));
        Assert.False(circuit.IsResting(clock.GetUtcNow()));
    }

    [Fact]
    public async Task A_receiver_that_is_still_down_when_it_is_tried_is_left_alone_again()
    {
        var circuit = new ReceiverCircuit(clock, () => { });
        await FailAsync(circuit, 5, null);
        clock.Move(ReceiverCircuit.Rest);

        await FailAsync(circuit, 1, null);

        Assert.True(circuit.IsResting(clock.GetUtcNow()));
        Assert.Equal(clock.GetUtcNow() + ReceiverCircuit.Rest, circuit.TriedFrom);
    }

    [Fact]
    public async Task A_receiver_to_which_nothing_is_sent_for_long_is_forgotten()
    {
        var circuit = new ReceiverCircuit(clock, () => { });
        clock.Move(TimeSpan.FromMinutes(4));
        await SendAsync(circuit, 204);
        clock.Move(TimeSpan.FromMinutes(4));
        Assert.False(circuit.IsForgotten(clock.GetUtcNow()));

        clock.Move(TimeSpan.FromMinutes(1));

        Assert.True(circuit.IsForgotten(clock.GetUtcNow()));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(302)]
    [InlineData(404)]
    public async Task A_receiver_that_minds_a_message_is_not_taken_for_one_that_is_down(int status)
    {
        var circuit = new ReceiverCircuit(clock, () => { });

        await FailAsync(circuit, 20, status);

        Assert.False(circuit.IsResting(clock.GetUtcNow()));
    }

    private static async Task FailAsync(ReceiverCircuit circuit, int times, int? status)
    {
        for (var time = 0; time < times; time++)
        {
            await SendAsync(circuit, status);
        }
    }

    private static async Task SendAsync(ReceiverCircuit circuit, int? status)
    {
        DeliveryFailure? failure = status switch
        {
            null => DeliveryFailure.TimedOut,
            < 300 => null,
            _ => DeliveryFailure.Status,
        };
        var attempt = new DeliveryAttempt(default, failure, status, null, new DeliveryTimes(null, null, null, TimeSpan.Zero));
        await circuit.SendAsync(_ => Task.FromResult(attempt), TestContext.Current.CancellationToken);
    }
}
