using System.Buffers;

namespace ClaimCheck.Api.Exporting;

/// <summary>Writes records one after another, and what stands around them.</summary>
/// <typeparam name="T">What they are.</typeparam>
internal abstract class RecordWriter<T>
{
    /// <summary>What comes before the first record.</summary>
    public virtual void Begin(IBufferWriter<byte> output)
    {
    }

    /// <summary>A record.</summary>
    public abstract void Write(IBufferWriter<byte> output, T record);

    /// <summary>What comes after the last record.</summary>
    public virtual void End(IBufferWriter<byte> output)
    {
    }
}

/// <summary>Chooses between the forms that records of every kind have.</summary>
internal static class RecordWriter
{
    /// <summary>Writes records in a form.</summary>
    /// <typeparam name="T">What they are.</typeparam>
    /// <param name="format">The form.</param>
    /// <param name="lines">Makes a writer of lines.</param>
    /// <param name="columns">The table.</param>
    /// <param name="raw">Whether cells of the table stand as they are.</param>
    public static RecordWriter<T> For<T>(ExportFormat format, Func<RecordWriter<T>> lines, IReadOnlyList<Column<T>> columns, bool raw) => format switch
    {
        ExportFormat.NdJson => lines(),
        ExportFormat.Csv => new TableWriter<T>(columns, raw),
    };
}
