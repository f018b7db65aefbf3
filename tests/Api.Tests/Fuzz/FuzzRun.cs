using System.Diagnostics;
using System.Text.Json;
using ClaimCheck.Api.Tests.Contract;
using ClaimCheck.Api.Tests.Http;
using ClaimCheck.Data.Sample;
using ClaimCheck.Domain.Access;

namespace ClaimCheck.Api.Tests.Fuzz;

/// <summary>Sends request after request to one service, and holds every answer against the document.</summary>
internal sealed class FuzzRun : IDisposable
{
    private const int MostRounds = 8;
    private const int MostShrinks = 200;
    private static readonly TimeSpan LongestShrink = TimeSpan.FromSeconds(60);

    // Twice the deadline of the service under test.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string[] Lists = ["/v1/sources", "/v1/articles", "/v1/claims", "/v1/links", "/v1/assessments", "/v1/webhooks", $"/v1/webhooks/{SampleWebhook.Id}/deliveries"];
    // Each has a claim and its denial: of what the story holds too little is suggested to last for a run.
    private static readonly string[] Towns =
        ["Orsk", "Selm", "Karsk", "Pyrra", "Lisk", "Holm", "Bruna", "Varna", "Meridia", "Castra", "Ansa", "Quill", "Norrland", "Dahl", "Velmont", "Astrild"];

    private static readonly string[] ListsForGoogle = ["/v1alpha1/pages"];

    private readonly Wire wire;
    private readonly KnownThings things = new();
    private readonly Readback readback;
    private readonly Func<Asker, string?> keyOf;
    private readonly CancellationToken stop;

    private FuzzRun(ApiFixture api, CancellationToken stop)
    {
        this.stop = stop;
        wire = new Wire(api.Address.Port, Patience);
        readback = new Readback(ReadAsync);
        keyOf = asker => asker switch
        {
            Asker.Admin => api.KeyOf(Role.Admin),
            Asker.Editor => api.KeyOf(Role.Editor),
            Asker.Contributor => api.KeyOf(Role.Contributor),
            Asker.Reader => api.KeyOf(Role.Reader),
            Asker.Stranger => "cck_abcdefgh_" + new string('z', 50),
            Asker.Nobody => null,
        };
    }

    /// <summary>Gets to know what the service holds, so that requests can speak of it.</summary>
    internal static async Task<FuzzRun> StartAsync(ApiFixture api, CancellationToken stop)
    {
        var run = new FuzzRun(api, stop);
        var keys = (await run.ReadAsync("/v1/api-keys?limit=200"))!.Value.GetProperty("items");
        run.things.Spare(keys.EnumerateArray().Select(key => DocumentedOperation.Text(key, "id")!));
        foreach (var list in Lists.Select(list => $"{list}?limit=200").Concat(ListsForGoogle.Select(list => $"{list}?pageSize=100")))
        {
            run.things.Learn(list, await run.wire.SendAsync(run.Get(list), stop));
        }

        await run.RecordContradictionsAsync();
        return run;
    }

    public void Dispose() => wire.Dispose();

    /// <summary>
    /// Sends as many requests as are asked for, and then, within a bound, more for the operations that have accepted none of them. The
    /// same seed makes the same ones.
    /// </summary>
    internal async Task<Tally> MakeAsync(int count, ulong seed, Action<string> tell)
    {
        var tally = new Tally(seed);
        var told = new HashSet<(string Operation, Rule Rule)>();
        var begun = Stopwatch.GetTimestamp();
        var most = count < DocumentedOperation.All.Count ? count : count * MostRounds;
        for (var i = 0; i < most; i++)
        {
            var plan = Requests.Numbered(seed + (ulong)i);
            if (i >= count && tally.Accepted(plan.Operation) > 0)
            {
                continue;
            }

            var (request, answer, breaches) = await TryAsync(plan);
            tally.Add(plan.Operation, answer.Status, breaches);
            if (breaches.Count > 0 && told.Add((plan.Operation.Id, breaches[0].Rule)))
            {
                var (smallest, why) = await ShrinkAsync(plan, request, breaches[0]);
                tell($"{plan.Operation.Id} breaks {why.Rule} (SEED={seed + (ulong)i} REQUESTS=1): {why.Detail}\n  {Curl.For(smallest)}");
            }

            if ((i + 1) % 10_000 == 0)
            {
                tell($"{i + 1} requests, {Stopwatch.GetElapsedTime(begun).TotalSeconds:0} s");
            }
        }

        tally.Compared = readback.Compared;
        tally.Took = Stopwatch.GetElapsedTime(begun);
        return tally;
    }

    private async Task<(SentRequest Request, Answer Answer, IReadOnlyList<Breach> Breaches)> TryAsync(RequestPlan plan)
    {
        var request = plan.Fill(things, keyOf);
        var answer = await wire.SendAsync(request, stop);
        things.Learn(request.Address, answer);
        if (answer.Status == 409 && request.Path.Split('/') is ["", "v1", "claims", var claim, "suggestions", _, _])
        {
            await AskSuggestionsAsync(claim);
        }

        var breaches = Judge.Breaches(plan.Operation, request, answer);
        return (request, answer, breaches.Count > 0 ? breaches : await readback.ChangedAsync(plan.Operation, request, answer));
    }

    /// <summary>The simplest request that is found to break the same rule.</summary>
    private async Task<(SentRequest Smallest, Breach Why)> ShrinkAsync(RequestPlan plan, SentRequest request, Breach why)
    {
        var left = MostShrinks;
        var begun = Stopwatch.GetTimestamp();
        using var simpler = plan.Shrink().GetEnumerator();
        var candidates = simpler;
        while (left-- > 0 && Stopwatch.GetElapsedTime(begun) < LongestShrink && candidates.MoveNext())
        {
            var (smaller, _, breaches) = await TryAsync(candidates.Current);
            if (breaches.FirstOrDefault(breach => breach.Rule == why.Rule) is { } same)
            {
                (request, why) = (smaller, same);
                candidates = candidates.Current.Shrink().GetEnumerator();
            }
        }

        return (request, why);
    }

    private async Task RecordContradictionsAsync()
    {
        foreach (var town in Towns)
        {
            await RecordAsync("cnn", $"The mayor of {town} closed the harbour to foreign ships.");
            await AskSuggestionsAsync(await RecordAsync("debkafile", $"The mayor of {town} has not closed the harbour to foreign ships."));
        }
    }

    private async Task<string> RecordAsync(string source, string text)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { source, text, language = "en", claimedAt = "2014-09-12" });
        var request = Get("/v1/claims") with { Method = "POST", Body = body };
        var answer = await wire.SendAsync(request with { Headers = request.Headers.Add(new("Content-Type", "application/json")) }, stop);
        return DocumentedOperation.Text(answer.Json, "id")!;
    }

    private async Task AskSuggestionsAsync(string claim)
    {
        var address = $"/v1/claims/{claim}/suggestions";
        things.Learn(address, await wire.SendAsync(Get(address), stop));
    }

    private SentRequest Get(string address) => new("GET", address, [new("Authorization", $"Bearer {keyOf(Asker.Admin)}")]);

    private async Task<JsonElement?> ReadAsync(string address)
    {
        var answer = await wire.SendAsync(Get(address), stop);
        return answer.Status == 200 ? answer.Json : null;
    }
}
