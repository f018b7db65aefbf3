using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ClaimCheck.Cli;

/// <summary>The <c>Idempotency-Key</c> of an import: the same file with the same options is the same import, whoever sends it again and when.</summary>
internal static class ImportKey
{
    /// <summary>Of a file and how it is to be taken.</summary>
    public static string Of(FileScan scan, ImportOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        // Quoted as JSON, so that no two sets of options are written alike.
        var said = JsonSerializer.Serialize(new object?[]
        {
            "claimcheck import 1", Convert.ToHexString(scan.Digest.Span), options.Format?.ToString(), options.IsGzip, options.Compress,
            options.Mode?.ToString(), options.OnError?.ToString(), options.LinkStatus?.ToString(), options.Claimant,
            options.Columns?.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new[] { pair.Key, pair.Value }),
        });
        return Hash(said);
    }

    /// <summary>Of sending the same again after an import that came to nothing; itself the same each time it is asked for.</summary>
    public static string After(string key, Guid import) => Hash($"{key} {import}");

    /// <summary>Of sending the same again because somebody wants to.</summary>
    public static string New(TimeProvider clock) => $"claimcheck-{Guid.CreateVersion7(clock.GetUtcNow())}";

    private static string Hash(string text) => $"claimcheck-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}
