using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ClaimCheck.Api.Tests.Operations;
using ClaimCheck.Data.Embedded;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Webhooks;
using Npgsql;

namespace ClaimCheck.Api.Tests.Access;

/// <summary>Keys, and secrets of webhooks, are shown once, to whoever made them, and are nowhere else: whatever the service and its Postgres are told to log.</summary>
public sealed class SecretsTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_key_is_in_any_log_or_file_after_keys_were_made_used_misused_and_revoked()
    {
        await using var folder = new DataFolder();
        var settings = folder.Settings();
        foreach (var category in (string[])["Default", "Microsoft", "Npgsql"])
        {
            settings[$"Logging__LogLevel__{category}"] = "Trace";
        }

        var first = (await ServiceProcess.RunAsync(settings, "create-key", "--role", "admin", "--name", "first")).Output[^1];
        string said;
        string[] keys;
        await using (var service = await ServiceProcess.ServeReadyAsync(settings))
        {
            await using var server = await EmbeddedPostgres.AttachAsync(
                new EmbeddedOptions { DataDirectory = folder.Path }, TimeProvider.System, Stop);
            await LogEverythingAsync(server!.AdminConnectionString);
            service.UseKey(first);
            keys = [first, .. await UseAndMisuseAsync(service.Client)];
            said = (await service.EndAsync("TERM")).Everything;
        }

        // What must not be found has to be looked for where other things are.
        var kept = Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).ToDictionary(file => file, File.ReadAllBytes);
        Assert.Contains(kept.Values, file => file.AsSpan().IndexOf("insert into api_keys"u8) >= 0);
        Assert.Contains("answered 201", said, StringComparison.Ordinal);

        var secrets = SecretsOf(keys);
        Assert.Empty(SecretForms.FoundIn(Encoding.UTF8.GetBytes(said), secrets));
        Assert.Empty(from file in kept
                     from form in SecretForms.FoundIn(file.Value, secrets)
                     select $"{file.Key} holds {form}");
    }

    [Fact]
    public async Task No_key_is_in_a_dump_after_keys_were_made_used_misused_and_revoked()
    {
        var programs = await PostgresPrograms.WithDumpAsync(api.Database.AdminConnectionString);
        var keys = await UseAndMisuseAsync(api.Admin);

        var dump = await DumpAsync(programs);

        // What must not be found has to be looked for where other things are.
        Assert.Contains(keys[0].Split('_')[1], dump, StringComparison.Ordinal);
        Assert.Empty(SecretForms.FoundIn(Encoding.UTF8.GetBytes(dump), SecretsOf(keys)));
    }

    [Fact]
    public void A_secret_is_found_in_every_form_it_can_take()
    {
        var secret = ApiKeyToken.Create().Secret;
        foreach (var beside in (string[])["", "a", "ab", "abc", "cck_abcdefgh_"])
        {
            var bytes = Encoding.UTF8.GetBytes(beside + secret + beside);
            string[] forms = [beside + secret, Convert.ToHexString(bytes), Convert.ToHexStringLower(bytes), Convert.ToBase64String(bytes)];
            Assert.All(forms, form => Assert.NotEmpty(SecretForms.FoundIn(Encoding.UTF8.GetBytes($"x{form}y"), [secret])));
            Assert.Empty(SecretForms.FoundIn(Encoding.UTF8.GetBytes(beside), [secret]));
        }
    }

    private static List<string> SecretsOf(IEnumerable<string> keys) => [.. keys.SelectMany(key => key.StartsWith(WebhookSecret.Prefix, StringComparison.Ordinal)
        ? (string[])[key, key[WebhookSecret.Prefix.Length..], Convert.ToHexStringLower(Convert.FromBase64String(key[WebhookSecret.Prefix.Length..]))]
        : [key, key.Split('_')[2]])];

    /// <summary>Every statement with its parameters goes into Postgres' log.</summary>
    private static async Task LogEverythingAsync(string admin)
    {
        await using var connection = new NpgsqlConnection(admin);
        await connection.OpenAsync(Stop);
        foreach (var statement in (string[])
            ["alter system set log_statement = 'all'", "alter system set log_parameter_max_length = -1", "alter system set log_parameter_max_length_on_error = -1",
             "alter system set log_min_messages = 'debug1'", "select pg_reload_conf()"])
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync(Stop);
        }
    }

    /// <summary>Makes keys with and without an Idempotency-Key, sends them in the right places and in wrong ones, and gives all that were sent.</summary>
    private static async Task<IReadOnlyList<string>> UseAndMisuseAsync(HttpClient client)
    {
        var kept = await NewKeyAsync(client, "kept", null);
        var again = await NewKeyAsync(client, "again", "the-same-twice");
        var replayed = await NewKeyAsync(client, "again", "the-same-twice");
        var forged = ApiKeyToken.Create().Reveal();
        var id = (await client.GetFromJsonAsync<JsonElement>("/v1/api-keys?limit=1", Stop)).GetProperty("items")[0].GetProperty("id").GetString();

        foreach (var key in (string[])[kept, forged, kept.ToUpperInvariant()])
        {
            await SendAsync(client, HttpMethod.Get, "/v1/claims", ("X-Api-Key", key));
            await SendAsync(client, HttpMethod.Get, $"/v1/claims?api_key={key}");
            await SendAsync(client, HttpMethod.Get, $"/v1/claims?cursor={key}");
            await SendAsync(client, HttpMethod.Get, $"/v1alpha1/claims:search?query=x&key={key}");
            await SendAsync(client, HttpMethod.Get, $"/v1alpha1/pages?key={key}&pageToken={key}");
            await SendAsync(client, HttpMethod.Get, $"/v1alpha1/no-such-path?key={key}");
            await SendAsync(client, HttpMethod.Get, "/v1/claims", ("X-Request-Id", key), ("If-None-Match", key), ("Idempotency-Key", key), ("Cookie", key));
        }

        await SendAsync(client, HttpMethod.Delete, $"/v1/api-keys/{id}");
        return [kept, again, replayed, forged, .. await HookSecretsAsync(client)];
    }

    /// <summary>Secrets of webhooks: of the service's making and of the caller's, with an Idempotency-Key and without, rotated, used and refused.</summary>
    private static async Task<IReadOnlyList<string>> HookSecretsAsync(HttpClient client)
    {
        var own = WebhookSecret.Create().Reveal();
        var made = await client.SendJsonAsync("/v1/webhooks", """{"url":"https://cms.example/hooks"}""", ("Idempotency-Key", "the-same-hook-twice"));
        await client.SendJsonAsync("/v1/webhooks", """{"url":"https://cms.example/hooks"}""", ("Idempotency-Key", "the-same-hook-twice"));
        var brought = await client.SendJsonAsync("/v1/webhooks", $$"""{"url":"https://cms.example/hooks","secret":"{{own}}"}""");
        var rotated = await client.SendJsonAsync($"/v1/webhooks/{made.Id}/rotate", "{}");
        await client.SendJsonAsync($"/v1/webhooks/{made.Id}/test", "");
        await client.SendJsonAsync("/v1/webhooks", $$"""{"url":"https://cms.example/hooks","secret":"{{own}}x"}""");
        await client.RemoveAsync($"/v1/webhooks/{brought.Id}");
        return [own, made.Text("secret")!, rotated.Text("secret")!];
    }

    private static async Task<string> NewKeyAsync(HttpClient client, string name, string? idempotencyKey)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/api-keys") { Content = JsonContent.Create(new { name, role = "reader" }) };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        using var response = await client.SendAsync(request, Stop);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("key").GetString()!;
    }

    private static async Task SendAsync(HttpClient client, HttpMethod method, string address, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, address);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await client.SendAsync(request, Stop);
        Assert.True((int)response.StatusCode < 500);
    }

    /// <summary>The database as an operator backs it up.</summary>
    private async Task<string> DumpAsync(string programs)
    {
        var at = new NpgsqlConnectionStringBuilder(api.Database.AdminConnectionString);
        var start = new ProcessStartInfo(
            Path.Combine(programs, "pg_dump"), ["--host", at.Host!, "--port", $"{at.Port}", "--username", at.Username!, "--inserts", at.Database!])
        {
            RedirectStandardOutput = true,
            Environment = { ["PGPASSWORD"] = at.Password! },
        };
        using var dump = Process.Start(start)!;
        var text = await dump.StandardOutput.ReadToEndAsync(Stop);
        await dump.WaitForExitAsync(Stop);
        Assert.Equal(0, dump.ExitCode);
        return text;
    }
}
