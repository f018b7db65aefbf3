using System.Numerics;

namespace ClaimCheck.Domain.Evidence.Copying;

/// <summary>
/// 64-bit hashes that are the same in every process. Two wordings that meet by chance would only be called alike, never
/// missed, and among 10,000 texts the chance is one in hundreds of millions.
/// </summary>
internal static class Hashes
{
    public const ulong Empty = 0xcbf29ce484222325;
    private const ulong Multiplier = 0x9e3779b97f4a7c15;

    public static ulong Add(ulong hash, char next) => (BitOperations.RotateLeft(hash, 5) ^ next) * Multiplier;

    public static ulong Combine(ulong hash, ulong next) => (BitOperations.RotateLeft(hash, 23) ^ next) * Multiplier;

    public static ulong Finish(ulong hash)
    {
        hash = (hash ^ (hash >> 32)) * Multiplier;
        return hash ^ (hash >> 29);
    }
}
