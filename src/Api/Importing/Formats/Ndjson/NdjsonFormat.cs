using System.Runtime.CompilerServices;
using ClaimCheck.Domain.Importing;

namespace ClaimCheck.Api.Importing.Formats.Ndjson;

/// <summary>One JSON object a line. Blank lines are no rows, but they count as lines.</summary>
internal sealed class NdjsonFormat : BodyFormat
{
    internal override async IAsyncEnumerable<CutRow> CutAsync(Stream body, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var lines = new LineReader(body);
        while (await lines.ReadAsync(cancellation) is { } line)
        {
            if (!line.Span.Trim(" \t\r"u8).IsEmpty)
            {
                var row = SentRow.In(line);
                yield return new CutRow(lines.Line, RecordMember.Of(row.Span), row);
            }
        }
    }

    internal override RowParser ParserFor(ImportOptions options, byte[]? header, TimeProvider clock) => new NdjsonParser(options, clock);
}
