using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ClaimCheck.Faults.Servers;

namespace ClaimCheck.Faults.Imports;

/// <summary>Whoever sends files for import and looks how far they have come.</summary>
internal static class Sender
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Sends a file that arrives; its import.</summary>
    /// <param name="service">To whom.</param>
    /// <param name="file">The file.</param>
    /// <param name="query">How it is to be stored.</param>
    public static async Task<Guid> SendAsync(this TestedService service, MadeUpFile file, string query = "")
    {
        var (status, _, body) = await service.TrySendAsync(file, query);
        Assert.True(status == HttpStatusCode.Accepted, body.ToString());
        return body.GetProperty("id").GetGuid();
    }

    /// <summary>Sends a file; what was answered.</summary>
    public static async Task<(HttpStatusCode Status, bool SaysWhenToRetry, JsonElement Body)> TrySendAsync(
        this TestedService service, MadeUpFile file, string query = "")
    {
        using var client = service.NewClient();
        client.DefaultRequestHeaders.Add("Prefer", "respond-async");
        using var content = new ByteArrayContent(file.Bytes) { Headers = { ContentType = new MediaTypeHeaderValue(file.MediaType) } };
        using var response = await client.PostAsync(new Uri($"/v1/imports{query}", UriKind.Relative), content, Stop);
        return (response.StatusCode, response.Headers.RetryAfter is not null, await response.Content.ReadFromJsonAsync<JsonElement>(Stop));
    }

    /// <summary>What the service says of an import.</summary>
    public static async Task<JsonElement> AskAsync(this TestedService service, Guid import)
    {
        using var client = service.NewClient();
        return await client.GetFromJsonAsync<JsonElement>($"/v1/imports/{import}", Stop);
    }

    /// <summary>The same once the import has ended.</summary>
    public static async Task<JsonElement> EndAsync(this TestedService service, PostgresServer postgres, Guid import)
    {
        await Eventually.TrueAsync(async () => !await postgres.IsOpenAsync(import), "the import has ended");
        return await service.AskAsync(import);
    }

    /// <summary>Whether there is something left to do of an import, or somebody does not know yet that there is not.</summary>
    public static async Task<bool> IsOpenAsync(this PostgresServer postgres, Guid import) => await Sessions.CountAsync(
        postgres.AdminConnectionString, $"select count(*) from imports where id = '{import}' and state in ('queued', 'running')") == 1;

    /// <summary>Waits until something of an import has been stored; there must be more to come.</summary>
    public static async Task BegunAsync(this PostgresServer postgres, Guid import)
    {
        await Eventually.TrueAsync(
            async () => await Sessions.CountAsync(
                postgres.AdminConnectionString, $"select count(*) from imports where id = '{import}' and (created > 0 or finished_at is not null)") == 1,
            "some of it is stored");
        Assert.True(await postgres.IsOpenAsync(import), "All of it is stored already.");
    }

    /// <summary>How often an import was taken up.</summary>
    public static Task<long> AttemptsAsync(this PostgresServer postgres, Guid import) =>
        Sessions.CountAsync(postgres.AdminConnectionString, $"select attempt from imports where id = '{import}'");
}
