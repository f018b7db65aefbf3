using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace ClaimCheck.Faults.Ledgers;

/// <summary>What writers wanted and what they were told, kept outside of the service, to be compared with the database.</summary>
internal sealed class Ledger
{
    private const int HopsOfAClaim = 2;

    private static int lastLedger;

    private readonly int number = Interlocked.Increment(ref lastLedger);
    private readonly ConcurrentQueue<IntendedWrite> writes = new();
    private int lastNumber;

    public int Acknowledged => writes.Count(write => write.IsAcknowledged);

    public IntendedWrite Claim()
    {
        var words = Words("Seen by a witness");
        return Keep(new(WriteKind.Claim, words, "/v1/claims", JsonSerializer.Serialize(new
        {
            source = FaultsFixture.Outlet,
            text = words,
            language = "en",
            attribution = new object[] { new { source = FaultsFixture.Agency }, new { descriptor = "somebody who was there" } },
        })));
    }

    public IntendedWrite Link(Guid from, Guid to)
    {
        var words = Words("They tell of the same");
        return Keep(new(WriteKind.Link, words, $"/v1/claims/{from}/links", JsonSerializer.Serialize(
            new { target = to, relation = "corroborates", rationale = words })));
    }

    public IntendedWrite Review(Guid link)
    {
        var words = Words("Looked into and found so");
        return Keep(new(WriteKind.Review, words, $"/v1/links/{link}/review", JsonSerializer.Serialize(
            new { decision = "confirmed", note = words })));
    }

    /// <summary>Compares everything with what is stored.</summary>
    /// <param name="adminConnectionString">As superuser.</param>
    public async Task<Balance> CompareAsync(string adminConnectionString)
    {
        var stored = await StoredRows.ReadAsync(adminConnectionString);
        return new Balance(
            Acknowledged,
            Lost: writes.Count(write => write.IsAcknowledged && !stored.Of(write).Any(row => row.Id == write.Id)),
            Doubled: writes.Sum(write => Math.Max(0, stored.Of(write).Count - 1)),
            Torn: writes.Sum(write => stored.Of(write).Count(row => row.Entries != 1 || row.Parts != PartsOf(write.Kind))),
            Refused: writes.Count(write => write is { IsAcknowledged: false, Status: not null }),
            Open: writes.Count(write => write.Status is null));
    }

    /// <summary>Writes that are stored and of which whoever sent them never heard.</summary>
    /// <param name="adminConnectionString">As superuser.</param>
    public async Task<int> CountDoneInSilenceAsync(string adminConnectionString)
    {
        var stored = await StoredRows.ReadAsync(adminConnectionString);
        return writes.Count(write => write.Status is null && stored.Of(write).Count > 0);
    }

    private static int PartsOf(WriteKind kind) => kind switch
    {
        WriteKind.Claim => HopsOfAClaim,
        WriteKind.Link or WriteKind.Review => 0,
    };

    private string Words(string beginning) =>
        string.Create(CultureInfo.InvariantCulture, $"{beginning}, number {Interlocked.Increment(ref lastNumber)} of ledger {number}.");

    private IntendedWrite Keep(IntendedWrite write)
    {
        writes.Enqueue(write);
        return write;
    }
}
