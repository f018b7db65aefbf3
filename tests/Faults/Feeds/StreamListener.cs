using System.Text.Json;
using ClaimCheck.Faults.Servers;

namespace ClaimCheck.Faults.Feeds;

/// <summary>Listens to the stream of events, and goes on with <c>Last-Event-ID</c>. What stands behind the last whole event is forgotten.</summary>
/// <param name="key">Its key.</param>
/// <param name="keepsPlace">Whether it goes on where it was; if not, it begins anew.</param>
internal sealed class StreamListener(string key, bool keepsPlace = true) : IFeedReader
{
    private const string End = "\n\n";
    private const string Data = "data: ";
    private const string Id = "id: ";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("claimcheck-feed-");
    private readonly List<Guid> seen = [];
    private Curl? request;
    private string? place;
    private int begun;

    public IReadOnlyList<Guid> Seen => [.. seen, .. Parse(request?.Text ?? "").Changes];

    public void Start(TestedService service) => request = Curl.Start(
        Path.Combine(folder.FullName, $"{++begun}"), key,
        ["--header", "Accept: text/event-stream", .. place is null ? [] : (string[])["--header", $"Last-Event-ID: {place}"], $"{service.Address}v1/changes"]);

    public Task KillAsync()
    {
        request!.Kill();
        return EndAsync();
    }

    /// <summary>Waits until the stream has ended; 0 if in order.</summary>
    public async Task<int> EndAsync()
    {
        using var ended = request!;
        var code = await ended.EndAsync();
        request = null;
        var (changes, last) = Parse(ended.Text);
        seen.AddRange(changes);
        place = keepsPlace ? last ?? place : null;
        return code;
    }

    public async ValueTask DisposeAsync()
    {
        if (request is not null)
        {
            await KillAsync();
        }

        folder.Delete(recursive: true);
    }

    private static (List<Guid> Changes, string? Place) Parse(string output)
    {
        var changes = new List<Guid>();
        string? place = null;
        var whole = output[..(output.LastIndexOf(End, StringComparison.Ordinal) + 1)];
        foreach (var lines in whole.Split(End, StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Where(lines => lines.Length > 0))
        {
            place = Line(lines, Id);
            if (Read.IdIn(JsonElement.Parse(Line(lines, Data))) is { } change)
            {
                changes.Add(change);
            }
        }

        return (changes, place);
    }

    private static string Line(string[] lines, string name) => lines.Single(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..];
}
