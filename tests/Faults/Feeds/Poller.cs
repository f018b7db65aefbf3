using System.Text.Json;
using ClaimCheck.Faults.Servers;

namespace ClaimCheck.Faults.Feeds;

/// <summary>Asks for one page after the other, and waits for the next where there is none yet. A page counts when all of it has come.</summary>
internal sealed class Poller(string key) : IFeedReader
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("claimcheck-feed-");
    private readonly Lock gate = new();
    private readonly List<Guid> seen = [];
    private string place = "beginning";
    private Curl? request;
    private Task reading = Task.CompletedTask;
    private bool isKilled;

    public IReadOnlyList<Guid> Seen
    {
        get
        {
            lock (gate)
            {
                return [.. seen];
            }
        }
    }

    public void Start(TestedService service)
    {
        isKilled = false;
        reading = Task.Run(() => ReadAsync(service));
    }

    public async Task KillAsync()
    {
        lock (gate)
        {
            isKilled = true;
            request?.Kill();
        }

        await reading;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        folder.Delete(recursive: true);
    }

    private async Task ReadAsync(TestedService service)
    {
        for (var number = 0; Ask(service, number) is { } asked; number++)
        {
            var code = await asked.EndAsync();
            lock (gate)
            {
                request = null;
                if (code == 0)
                {
                    TakeIn(JsonElement.Parse(asked.Text));
                }
            }

            asked.Dispose();
        }
    }

    private Curl? Ask(TestedService service, int number)
    {
        lock (gate)
        {
            request = isKilled
                ? null
                : Curl.Start(Path.Combine(folder.FullName, $"{number}"), key, "--fail", $"{service.Address}v1/changes?limit=40&wait=2&since={place}");
            return request;
        }
    }

    private void TakeIn(JsonElement page)
    {
        seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => Read.IdIn(item)!.Value));
        place = page.GetProperty("nextCursor").GetString()!;
    }
}
