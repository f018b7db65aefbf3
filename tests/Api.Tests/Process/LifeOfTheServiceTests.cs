using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ClaimCheck.Api.Tests.Processes;

/// <summary>The service with its own Postgres, as a process: started, asked, stopped, started again.</summary>
public sealed class LifeOfTheServiceTests
{
    /// <summary>Far more than the service allows itself for stopping: only a stop that hangs takes as long.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_story_comes_into_an_empty_database_in_Development_only_unless_it_is_not_wanted_and_never_twice()
    {
        await using var folder = new DataFolder();
        Assert.Equal(0, await CountSourcesAsync(folder, folder.Settings()));
        Assert.Equal(0, await CountSourcesAsync(folder, new(folder.Settings("Development")) { ["Sample__Load"] = "false" }));
        Assert.Equal(17, await CountSourcesAsync(folder, folder.Settings("Development")));
        Assert.Equal(17, await CountSourcesAsync(folder, folder.Settings("Development")));
    }

    [Fact]
    public async Task The_service_lives_is_ready_and_ends_when_told_to_and_takes_its_Postgres_with_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        await using var folder = new DataFolder();
        await using var service = await ServiceProcess.ServeReadyAsync(folder.Settings());
        await Eventually.TrueAsync(async () => await service.StatusAsync("/health/ready") == 200, "it is ready");
        Assert.Equal((200, 401), (await service.StatusAsync("/health/live"), await service.StatusAsync("/v1/claims")));
        Assert.True(!OperatingSystem.IsLinux() || folder.PostgresProcesses().Count > 0);

        var ended = await service.EndAsync("TERM").WaitAsync(StopPatience, Stop);

        Assert.True(ended.ExitCode == 0, ended.Everything);
        Assert.Empty(folder.PostgresProcesses());
    }

    [Fact]
    public async Task A_key_is_made_beside_a_running_service_and_without_one_and_opens_the_service()
    {
        await using var folder = new DataFolder();
        var before = await CreateKeyAsync(folder, "editor");
        await using var service = await ServiceProcess.ServeReadyAsync(folder.Settings());
        var beside = await CreateKeyAsync(folder, "admin");

        foreach (var (key, keys) in new[] { (before, HttpStatusCode.Forbidden), (beside, HttpStatusCode.OK) })
        {
            service.UseKey(key);
            Assert.Equal(200, await service.StatusAsync("/v1/claims"));
            Assert.Equal((int)keys, await service.StatusAsync("/v1/api-keys"));
        }

        Assert.DoesNotContain(beside, service.Everything, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("create-key", "--role", "boss", "--name", "x")]
    [InlineData("create-key", "--role", "admin")]
    [InlineData("create-key", "--role", "admin", "--name", "  ")]
    public async Task A_key_that_cannot_be_made_is_refused_in_words(params string[] arguments)
    {
        var ended = await ServiceProcess.RunAsync(new Dictionary<string, string>(), arguments);

        Assert.NotEqual(0, ended.ExitCode);
        Assert.NotEmpty(ended.Errors);
        Assert.DoesNotContain("cck_", ended.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_was_acknowledged_is_there_after_the_service_Postgres_or_both_were_killed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells which processes belong to a cluster.");
        await using var folder = new DataFolder();
        var key = await CreateKeyAsync(folder, "editor");
        var ledger = new AcknowledgedClaims(key);
        await using (var first = await ServiceProcess.ServeReadyAsync(folder.Settings()))
        {
            await ledger.PrepareAsync(first);
            await ledger.WriteUntilAsync(first, first.Kill);
        }

        await using (var second = await ServiceProcess.ServeReadyAsync(folder.Settings()))
        {
            await ledger.WriteUntilAsync(second, () => ServiceProcess.Signal("KILL", folder.PostgresProcesses()));
            await Eventually.TrueAsync(async () => await second.StatusAsync("/health/ready") == 200, "Postgres comes back");
            Assert.Empty(await ledger.MissingAsync(second));
            await ledger.WriteUntilAsync(second, () => ServiceProcess.Signal("KILL", [second.Id, .. folder.PostgresProcesses()]));
        }

        await using var last = await ServiceProcess.ServeReadyAsync(folder.Settings());
        Assert.True(ledger.Count > 30, $"Only {ledger.Count} claims were acknowledged.");
        Assert.Empty(await ledger.MissingAsync(last));

        // The comparison would notice: this one was never acknowledged, let alone stored.
        ledger.Pretend("0191f0a0-0000-7000-8000-000000000001");
        Assert.Single(await ledger.MissingAsync(last));
    }

    private static async Task<string> CreateKeyAsync(DataFolder folder, string role)
    {
        var ended = await ServiceProcess.RunAsync(folder.Settings(), "create-key", "--role", role, "--name", $"The {role}");
        Assert.True(ended.ExitCode == 0, ended.Everything);
        Assert.Matches("^cck_[a-z0-9]{8}_[a-z0-9]{50}$", ended.Output[^1]);
        Assert.DoesNotContain("cck_", string.Join('\n', ended.Output.SkipLast(1).Concat(ended.Errors)), StringComparison.Ordinal);
        return ended.Output[^1];
    }

    private static async Task<int> CountSourcesAsync(DataFolder folder, Dictionary<string, string> settings)
    {
        await using var service = await ServiceProcess.ServeReadyAsync(settings);
        service.UseKey(settings["ASPNETCORE_ENVIRONMENT"] == "Development" ? folder.DevelopmentKey : await CreateKeyAsync(folder, "reader"));
        var page = await service.GetAsync("/v1/sources?limit=200");
        await service.EndAsync("TERM");
        return page.GetProperty("items").GetArrayLength();
    }

    /// <summary>Claims whose 201 arrived, written by several at a time until something is killed under them.</summary>
    private sealed class AcknowledgedClaims(string key)
    {
        private readonly System.Collections.Concurrent.ConcurrentBag<string> ids = [];

        public int Count => ids.Count;

        public void Pretend(string id) => ids.Add(id);

        public async Task PrepareAsync(ServiceProcess service)
        {
            service.UseKey(key);
            using var created = await service.Client.PostAsJsonAsync("/v1/sources", new { name = "Witness", slug = "witness", kind = "blog" }, Stop);
            Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        }

        public async Task WriteUntilAsync(ServiceProcess service, Action kill)
        {
            service.UseKey(key);
            using var enough = new CancellationTokenSource();
            var before = Count;
            var writers = Enumerable.Range(0, 4).Select(_ => WriteAsync(service, enough.Token)).ToList();
            await Eventually.TrueAsync(() => Task.FromResult(Count > before + 15), "writes are acknowledged");
            kill();
            await Task.Delay(TimeSpan.FromMilliseconds(300), Stop);
            await enough.CancelAsync();
            await Task.WhenAll(writers);
        }

        public async Task<List<string>> MissingAsync(ServiceProcess service)
        {
            service.UseKey(key);
            var missing = new List<string>();
            foreach (var id in ids)
            {
                if (await service.StatusAsync($"/v1/claims/{id}") != 200)
                {
                    missing.Add(id);
                }
            }

            return missing;
        }

        private async Task WriteAsync(ServiceProcess service, CancellationToken enough)
        {
            while (!enough.IsCancellationRequested)
            {
                try
                {
                    using var response = await service.Client.PostAsJsonAsync(
                        "/v1/claims", new { source = "witness", text = "I saw it.", language = "en" }, enough);
                    if (response.StatusCode == HttpStatusCode.Created)
                    {
                        ids.Add((await response.Content.ReadFromJsonAsync<JsonElement>(CancellationToken.None)).GetProperty("id").GetString()!);
                    }
                }
                catch (Exception cut) when (cut is HttpRequestException or OperationCanceledException or IOException)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None);
                }
            }
        }
    }
}
