using ClaimCheck.Api.Http;

namespace ClaimCheck.Api.Importing.Formats;

/// <summary>Reads the rows of one import, one at a time; it may be used by one thread at a time.</summary>
internal abstract class RowParser
{
    /// <summary>What a row asks for. Whatever the bytes are, there is an answer.</summary>
    /// <param name="line">Where it stands.</param>
    /// <param name="bytes">The row as it was cut.</param>
    internal ParsedRow Parse(int line, ReadOnlyMemory<byte> bytes) => bytes.Length > CutRow.Most
        ? ParsedRow.Failed(new(ProblemType.TooLarge.Slug, null, $"The row has more than {CutRow.Most} bytes (1 MiB): make it shorter."))
        : Read(bytes.Span);

    /// <summary>What a row of acceptable size asks for.</summary>
    protected abstract ParsedRow Read(ReadOnlySpan<byte> bytes);
}
