using System.Text.Json;

namespace ClaimCheck.Cli;

/// <summary>What a profile says in the settings file.</summary>
internal sealed class NamedProfile
{
    public string? Url { get; init; }

    public string? Key { get; init; }
}

/// <summary>The user's settings: <c>{"profiles":{"name":{"url":"...","key":"..."}}}</c>.</summary>
internal sealed class ProfileFile
{
    private const UnixFileMode OfOthers = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    public Dictionary<string, NamedProfile> Profiles { get; init; } = [];

    /// <summary>Where it is, below the folder of the user's settings.</summary>
    public static string PathIn(string settingsFolder) => Path.Combine(settingsFolder, "claimcheck", "config.json");

    /// <summary>Reads it; one that is not there holds no profiles. A key that others on the machine may read is told of.</summary>
    public static ProfileFile Read(string path, TextWriter warnings)
    {
        if (!File.Exists(path))
        {
            return new();
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & OfOthers) != 0)
        {
            warnings.WriteLine($"Warning: others on this machine may read or change {path}, which holds keys. Run: chmod 600 {path}");
        }

        try
        {
            return JsonSerializer.Deserialize<ProfileFile>(File.ReadAllBytes(path), Form) ?? new();
        }
        catch (JsonException e)
        {
            // Its own message may quote what stands there, which may be a key.
            throw new UsageException($"{path} is not as it should be, at line {e.LineNumber + 1}: {{\"profiles\":{{\"NAME\":{{\"url\":\"...\",\"key\":\"...\"}}}}}}.");
        }
    }
}
