using System.Buffers.Binary;
using System.Text;

namespace ClaimCheck.Api.Tests.Telemetry;

/// <summary>One field of a protobuf message, by its number: a number, or bytes that are text or another message.</summary>
internal readonly record struct ProtobufField(int Number, ulong Value, ReadOnlyMemory<byte> Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes.Span);

    public string Hex => Convert.ToHexStringLower(Bytes.Span);

    public double Double => BitConverter.UInt64BitsToDouble(Value);
}

/// <summary>Takes protobuf messages apart, as far as OTLP needs it: https://protobuf.dev/programming-guides/encoding/</summary>
internal static class ProtobufReader
{
    /// <summary>The fields of a message in the order in which they were sent.</summary>
    public static IEnumerable<ProtobufField> Fields(ReadOnlyMemory<byte> message)
    {
        while (message.Length > 0)
        {
            var key = ReadVarint(ref message);
            var number = (int)(key >> 3);
            yield return (key & 7) switch
            {
                0 => new(number, ReadVarint(ref message), default),
                1 => new(number, BinaryPrimitives.ReadUInt64LittleEndian(Take(ref message, 8).Span), default),
                2 => new(number, 0, Take(ref message, (int)ReadVarint(ref message))),
                5 => new(number, BinaryPrimitives.ReadUInt32LittleEndian(Take(ref message, 4).Span), default),
                var other => throw new InvalidDataException($"There is no wire type {other}."),
            };
        }
    }

    /// <summary>The messages or texts under one number.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> All(ReadOnlyMemory<byte> message, int number) =>
        Fields(message).Where(field => field.Number == number).Select(field => field.Bytes);

    /// <summary>The field of this number; one without content where it was not sent.</summary>
    public static ProtobufField Find(ReadOnlyMemory<byte> message, int number) =>
        Fields(message).LastOrDefault(field => field.Number == number);

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> message, int length)
    {
        var taken = message[..length];
        message = message[length..];
        return taken;
    }

    private static ulong ReadVarint(ref ReadOnlyMemory<byte> message)
    {
        var value = 0UL;
        var shift = 0;
        byte next;
        do
        {
            next = Take(ref message, 1).Span[0];
            value |= (ulong)(next & 0x7f) << shift;
            shift += 7;
        }
        while (next >= 0x80);

        return value;
    }
}
