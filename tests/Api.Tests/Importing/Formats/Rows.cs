using System.Text;
using ClaimCheck.Api.Importing.Formats;
using ClaimCheck.Domain.Importing;

namespace ClaimCheck.Api.Tests.Importing.Formats;

/// <summary>A row from its cutting to its reading.</summary>
internal sealed record Row(int Line, RecordKind? Kind, string Sent, int Length, ImportRecord? Record, RowFailure? Failure)
{
    internal string Summary => Failure is { } failure ? $"{Line} {failure.Code} {failure.Path} {failure.Message}" : $"{Line} {Kind}";

    internal T As<T>()
        where T : ImportRecord => Assert.IsType<T>(Record ?? throw new InvalidOperationException(Summary));
}

/// <summary>Reads bodies as imports do.</summary>
internal static class Rows
{
    internal static Task<List<Row>> OfAsync(ImportFormat format, string body) => OfAsync(new ImportOptions(format), Encoding.UTF8.GetBytes(body));

    internal static Task<List<Row>> OfAsync(ImportOptions options, string body) => OfAsync(options, Encoding.UTF8.GetBytes(body));

    /// <summary>Every row of a body of which so many bytes arrive at a time.</summary>
    internal static async Task<List<Row>> OfAsync(ImportOptions options, byte[] body, int atATime = int.MaxValue)
    {
        using var stream = new Dribble(body, atATime);
        var format = BodyFormat.Of(options);
        var rows = new List<Row>();
        RowParser? parser = null;
        await foreach (var cut in format.CutAsync(stream, TestContext.Current.CancellationToken))
        {
            // Reading starts from what an import keeps.
            var bytes = cut.Bytes.ToArray();
            parser ??= BodyFormat.Of(options).ParserFor(options, format.Header?.ToArray(), new MovableClock());
            var parsed = parser.Parse(cut.Line, bytes);
            Assert.True(parsed.Record is null ^ parsed.Failure is null);
            rows.Add(new(cut.Line, cut.Kind, Encoding.UTF8.GetString(bytes), bytes.Length, parsed.Record, parsed.Failure));
        }

        return rows;
    }

    internal static async Task<Row> OneAsync(ImportFormat format, string body) => Assert.Single(await OfAsync(format, body));

    internal static async Task<string> BrokenAsync(ImportOptions options, byte[] body) =>
        (await Assert.ThrowsAsync<BrokenBodyException>(() => OfAsync(options, body))).Message;

    internal static Task<string> BrokenAsync(ImportFormat format, string body) => BrokenAsync(new ImportOptions(format), Encoding.UTF8.GetBytes(body));

    /// <summary>A body that comes in pieces, as they come over a network.</summary>
    private sealed class Dribble(byte[] body, int atATime) : MemoryStream(body, writable: false)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, atATime)], cancellationToken);
    }
}
