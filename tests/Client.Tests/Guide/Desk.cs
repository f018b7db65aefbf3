using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClaimCheck.Client.Tests.Service;
using ClaimCheck.Testing;

namespace ClaimCheck.Client.Tests.Guide;

/// <summary>Where a reader of docs/cms.md works: a folder with the files of the page, a shell, and a receiver that may be running.</summary>
public sealed class Desk : IDisposable
{
    /// <summary>In place of the commands that build before they run: the same programs, built already.</summary>
    private const string Commands =
        """
        dotnet() {
          case "$*" in
            "run --project src/Api -- "*) shift 4; "$TESTED_HOST" "$TESTED_API" "$@" ;;
            "run receiver.cs") exec "$TESTED_HOST" "$TESTED_PROGRAMS/receiver.dll" ;;
            *) echo "The page says dotnet $*, which this test does not know."; return 1 ;;
          esac
        }
        """;

    private readonly string root;
    private readonly ImportService service;
    private readonly Uri receiver;

    private Desk(string root, ImportService service, int receiverPort)
    {
        this.root = root;
        this.service = service;
        receiver = new Uri($"http://localhost:{receiverPort}/hooks/claimcheck");
        (Repository, Programs, Folder) = (Path.Combine(root, "claimcheck"), Path.Combine(root, "programs"), Path.Combine(root, "cms"));
    }

    public string Cited => Read("cited");

    public string Cursor => Read("cursor");

    public string Copy => File.ReadAllText(Path.Combine(Folder, "claims", Cited + ".json"));

    public IEnumerable<string> Inbox => Directory.EnumerateFiles(Path.Combine(Folder, "inbox"));

    /// <summary>What is kept of claims, but for their tags.</summary>
    public IEnumerable<string> Kept => Directory.EnumerateFiles(Path.Combine(Folder, "claims"), Cited + ".*");

    /// <summary>The secret that held when <see cref="RefusesWhatWasTamperedWithAsync"/> was last asked.</summary>
    public string FormerSecret { get; private set; } = "";

    private string Repository { get; }

    private string Programs { get; }

    private string Folder { get; }

    private string Secret => Read("webhook.secret");

    public static async Task<Desk> SetUpAsync(GuidePage page, ImportService service, int receiverPort, CancellationToken stop)
    {
        // Missing ones skip the test, and the skip says so; CI does not let that pass.
        _ = (Tool.Find("curl", "curl"), Tool.Find("python3", "python3"), Tool.Find("node", "nodejs"));
        var desk = new Desk(ThrowAwayFolder.Make(), service, receiverPort);
        foreach (var folder in new[] { desk.Repository, desk.Programs, desk.Folder })
        {
            Directory.CreateDirectory(folder);
        }

        foreach (var file in page.Files)
        {
            await File.WriteAllTextAsync(Path.Combine(desk.Folder, file.Name), file.Text, stop);
        }

        await GuidePrograms.CompileAsync(desk.Programs, "receiver", page.Files.Single(file => file.Name == "receiver.cs").Text, stop);
        await GuidePrograms.CompileAsync(desk.Programs, "steps", GuidePrograms.StepByStep(page), stop);
        return desk;
    }

    /// <summary>The command that runs a piece in C#.</summary>
    public static string StepOf(int number) => string.Create(CultureInfo.InvariantCulture, $"\"$TESTED_HOST\" \"$TESTED_PROGRAMS/steps.dll\" {number}");

    /// <summary>A shell in the folder of the repository, as a reader begins.</summary>
    public async Task<Shell> OpenShellAsync(CancellationToken stop)
    {
        var shell = Shell.Open(Tool.Find("bash", "bash"), Repository, new Dictionary<string, string>(service.Settings)
        {
            ["TESTED_HOST"] = ServiceProcess.Host,
            ["TESTED_API"] = Path.Combine(AppContext.BaseDirectory, "ClaimCheck.Api.dll"),
            ["TESTED_PROGRAMS"] = Programs,
        });
        await shell.TypeAsync(Commands, stop);
        return shell;
    }

    public bool IsAboutTheCited(string line) => line.StartsWith(Cited + ": ", StringComparison.Ordinal);

    /// <summary>The receiver takes what the service could have sent, and nothing in which a single thing is different.</summary>
    public async Task RefusesWhatWasTamperedWithAsync(CancellationToken stop)
    {
        FormerSecret = Secret;
        var message = Message.Signed(Secret, TimeSpan.Zero);
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(message, stop));
        Assert.Contains(Inbox, file => Path.GetFileName(file) == message.Id + ".json");
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(message with { Signatures = "v1,AAAA " + message.Signatures }, stop));
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(Message.Signed(Secret, TimeSpan.FromMinutes(-4)), stop));

        var refused = new (string What, Message Message)[]
        {
            ("body", message with { Body = message.Body.Replace("webhook.test", "webhook.tost", StringComparison.Ordinal) }),
            ("id", message with { Id = message.Id.Replace('a', 'b') + "0" }),
            ("timestamp", message with { Timestamp = message.Timestamp + 1 }),
            ("signature", message with { Signatures = message.Signatures[..^2] + (message.Signatures[^2] == 'A' ? "B=" : "A=") }),
            ("scheme", message with { Signatures = "v2" + message.Signatures[2..] }),
            ("no scheme", message with { Signatures = message.Signatures[3..] }),
            ("no signature", message with { Signatures = "" }),
            ("age", Message.Signed(Secret, TimeSpan.FromMinutes(-6))),
            ("future", Message.Signed(Secret, TimeSpan.FromMinutes(6))),
        };
        foreach (var (what, tampered) in refused)
        {
            Assert.True(await SendAsync(tampered, stop) == HttpStatusCode.Unauthorized, $"The receiver took a message with another {what}.");
        }
    }

    /// <summary>The receiver takes what the secret it has now has signed, and not what the one before has.</summary>
    public async Task RefusesWhatAnotherSecretSignedAsync(string other, CancellationToken stop)
    {
        Assert.NotEqual(other, Secret);
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(Message.Signed(Secret, TimeSpan.Zero), stop));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(Message.Signed(other, TimeSpan.Zero), stop));
    }

    /// <summary>The badge of a hit in which others wrote this, once as JavaScript makes it and once as C# does.</summary>
    public async Task<string[]> BadgesAsync(GuidePage page, Shell shell, string rating, string reviewUrl, CancellationToken stop)
    {
        var nobody = Guid.Empty;
        var (sourceRef, at) = (new SourceRef(nobody, "nobody"), DateTimeOffset.UnixEpoch);
        var hit = new MatchHit(
            1, new MatchReasons([], [], [], [], false, false),
            new Claim(nobody, null, sourceRef, null, "It.", null, null, null, "asserted", "unknown", "retracted", [], [], 1, at, at),
            new MatchedAssessment(nobody, rating, "false", null, reviewUrl, null, null), new MatchedOrigins(1, 1, true, "single_origin", true));
        await File.WriteAllTextAsync(
            Path.Combine(Folder, "match.json"), JsonSerializer.Serialize(new { results = new[] { new { hits = new[] { hit } } } }, JsonSerializerOptions.Web), stop);
        var program = await GuidePrograms.CompileAsync(Programs, "badge", GuidePrograms.WithItsClasses(
            page,
            """
            var match = JsonElement.Parse(File.ReadAllText("match.json"));
            Console.WriteLine(Badge.Of(match.GetProperty("results")[0].GetProperty("hits")[0].Deserialize<MatchHit>(JsonSerializerOptions.Web)!));

            """), stop);
        return
        [
            .. await shell.TypeAsync(
                $"""
                cd "{Folder}"
                node badge.mjs match.json
                "$TESTED_HOST" "{program}"
                """, stop),
        ];
    }

    public void Dispose() => ThrowAwayFolder.Remove(root);

    private string Read(string file) => File.ReadAllText(Path.Combine(Folder, file)).Trim();

    private async Task<HttpStatusCode> SendAsync(Message message, CancellationToken stop)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, receiver) { Content = new StringContent(message.Body, Encoding.UTF8, "application/json") };
        request.Headers.Add("webhook-id", message.Id);
        request.Headers.Add("webhook-timestamp", $"{message.Timestamp}");
        request.Headers.Add("webhook-signature", message.Signatures);
        using var response = await client.SendAsync(request, stop);
        return response.StatusCode;
    }

    /// <summary>A message as the service sends it, signed here by the letter of Standard Webhooks.</summary>
    private sealed record Message(string Id, long Timestamp, string Signatures, string Body)
    {
        public static Message Signed(string secret, TimeSpan age)
        {
            var now = TimeProvider.System.GetUtcNow();
            var (id, timestamp) = (Guid.CreateVersion7(now).ToString(), (now + age).ToUnixTimeSeconds());
            var body = JsonSerializer.Serialize(new { id, type = "webhook.test", payloadVersion = 1, timestamp = now, sequence = 1, data = new { webhook = id } });
            var signature = HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}"));
            return new(id, timestamp, "v1," + Convert.ToBase64String(signature), body);
        }
    }
}
