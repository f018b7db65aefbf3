using ClaimCheck.Domain.Importing;

namespace ClaimCheck.Api.Importing.Formats;

/// <summary>A row as it stands in a body: cut out, not yet understood.</summary>
/// <param name="Line">The line on which it begins, from 1; in JSON without lines of its own, which item it is.</param>
/// <param name="Kind">What it is about; null where that could not be read.</param>
/// <param name="Bytes">The row itself, until the next one is asked for. Of one that is too large, just enough to tell.</param>
internal readonly record struct CutRow(int Line, RecordKind? Kind, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The largest row.</summary>
    internal const int Most = 1024 * 1024;
}
