namespace ClaimCheck.Api.Tests.Contract;

/// <summary>The machine's own browser; none is downloaded.</summary>
internal static class Chromium
{
    internal const string Missing =
        "No Chromium or Chrome was found on PATH or in the usual places, so Swagger UI is not looked at. On Debian: apt-get install chromium.";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome.exe"];

    private static readonly string[] UsualPlaces =
    [
        "/usr/bin", "/usr/local/bin", "/snap/bin", "/opt/google/chrome", "/Applications/Google Chrome.app/Contents/MacOS",
        "/Applications/Chromium.app/Contents/MacOS", @"C:\Program Files\Google\Chrome\Application",
    ];

    /// <summary>Chromium refuses to run as root with its sandbox, and containers have little shared memory.</summary>
    internal static string[] Arguments { get; } = Environment.IsPrivilegedProcess ? ["--no-sandbox", "--disable-dev-shm-usage"] : ["--disable-dev-shm-usage"];

    internal static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Concat(UsualPlaces)
        .SelectMany(folder => Names.Append("Google Chrome").Append("Chromium").Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);
}
