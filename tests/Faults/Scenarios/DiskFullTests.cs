using ClaimCheck.Faults.Ledgers;
using ClaimCheck.Faults.Load;
using ClaimCheck.Faults.Servers;

namespace ClaimCheck.Faults.Scenarios;

/// <summary>The disk that holds the data is full.</summary>
public sealed class DiskFullTests(FaultsFixture faults)
{
    private static readonly int[] FullDisk = [503, 507];

    [Fact]
    public async Task Reads_go_on_writes_are_refused_in_words_and_once_there_is_room_nothing_needs_a_restart()
    {
        await using var postgres = await faults.CopyAsync();
        await using var disk = await SmallDisk.MountAsync(postgres);
        await using var service = await TestedService.OverAsync(postgres.AdminConnectionString, faults.Key);
        var ledger = new Ledger();
        await using var writers = Writers.Start(service, ledger);
        await using var reads = Pulse.Start(service, "/v1/claims?limit=5");
        await writers.AcknowledgedAsync(20);

        disk.Fill();
        await Eventually.TrueAsync(() => Task.FromResult(writers.Answers.With(FullDisk) >= 20), "writes are refused");
        var readsBefore = reads.Answers.Succeeded;
        await Eventually.TrueAsync(() => Task.FromResult(reads.Answers.Succeeded > readsBefore + 10), "reads go on");
        disk.MakeRoom();
        var room = TimeProvider.System.GetTimestamp();
        await writers.AcknowledgedAsync(20);
        await writers.FinishAsync();

        var balance = await ledger.CompareAsync(postgres.AdminConnectionString);
        faults.Figures.Tell(new("the data disk full", 1, balance)
        {
            FirstSuccess = await writers.Answers.FirstSuccessAfterAsync(room), Slowest = writers.Answers.Slowest,
        });
        Assert.True(balance.IsEven, balance.ToString());
        Assert.Empty(reads.Answers.Rude);
        Assert.Equal(0, reads.Answers.With(FullDisk));
        Assert.Empty(writers.Answers.Rude);
    }
}
