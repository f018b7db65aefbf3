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
