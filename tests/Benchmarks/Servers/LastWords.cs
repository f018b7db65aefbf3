using System.Text;

namespace ClaimCheck.Benchmarks.Servers;

/// <summary>Reads what a process writes, which would block it otherwise, and keeps the newest piece.</summary>
internal sealed class LastWords
{
    private const int Length = 4096;

    // Reading in pieces costs next to nothing, however much is written.
    private readonly byte[] piece = new byte[Length];
    private string newest = "";

    public LastWords(Stream stream) => Ended = DrainAsync(stream);

    /// <summary>Ends when the process has closed the stream.</summary>
    public Task Ended { get; }

    public override string ToString() => newest;

    private async Task DrainAsync(Stream stream)
    {
        int length;
        while ((length = await stream.ReadAsync(piece)) > 0)
        {
            newest = Encoding.UTF8.GetString(piece, 0, length);
        }
    }
}
