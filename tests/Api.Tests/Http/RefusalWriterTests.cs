using System.IO.Pipelines;
using System.Text;
using ClaimCheck.Api.Http;

namespace ClaimCheck.Api.Tests.Http;

/// <summary>On a connection that is kept a refusal may begin anywhere in the memory that answers are written to.</summary>
public sealed class RefusalWriterTests
{
    private const int Block = 512;
    private const string Refusal = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\nDate: Sat, 21 Nov 2026 19:00:00 GMT\r\n\r\n";

    [Theory]
    [InlineData(0)]
    [InlineData(200)]
    [InlineData(Block - 1)]
    public async Task A_refusal_is_explained_however_little_room_the_answer_before_it_left(int before)
    {
        var pipe = new Pipe(new PipeOptions(minimumSegmentSize: Block));
        var writer = new RefusalWriter(pipe.Writer, "a connection");

        Write(writer, new string('a', before));
        Write(writer, Refusal);
        await writer.FlushAsync(TestContext.Current.CancellationToken);

        var written = (await pipe.Reader.ReadAsync(TestContext.Current.CancellationToken)).Buffer;
        var text = Encoding.UTF8.GetString(written)[before..];
        Assert.StartsWith("HTTP/1.1 400 Bad Request\r\n", text, StringComparison.Ordinal);
        Assert.Contains("urn:claimcheck:bad-request", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Content-Length: 0", text, StringComparison.Ordinal);
    }

    /// <summary>As Kestrel does: into as many pieces of memory as it takes.</summary>
    private static void Write(RefusalWriter writer, string text)
    {
        var rest = Encoding.ASCII.GetBytes(text).AsSpan();
        while (!rest.IsEmpty)
        {
            var piece = writer.GetSpan();
            var taken = Math.Min(piece.Length, rest.Length);
            rest[..taken].CopyTo(piece);
            writer.Advance(taken);
            rest = rest[taken..];
        }
    }
}
