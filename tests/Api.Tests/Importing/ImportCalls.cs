using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ClaimCheck.Api.Tests.Importing;

/// <summary>Sends imports, and waits until every row has a result.</summary>
internal static class ImportCalls
{
    private static readonly string[] Results = ["created", "updated", "unchanged", "skipped", "failed"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static Task<Reply> ImportAsync(
        this HttpClient client, string rows, string query = "", string mediaType = "application/x-ndjson", params (string Name, string Value)[] headers) =>
        client.ImportBytesAsync(Encoding.UTF8.GetBytes(rows), query, mediaType, headers);

    /// <summary>Sends a body and waits for the end of the import, whether or not that was answered at once.</summary>
    public static async Task<Reply> ImportBytesAsync(
        this HttpClient client, byte[] body, string query = "", string mediaType = "application/x-ndjson", params (string Name, string Value)[] headers)
    {
        var reply = await client.StartImportAsync(body, query, mediaType, headers);
        return reply.Status == System.Net.HttpStatusCode.Accepted ? await client.WaitForImportAsync(reply.Id) : reply;
    }

    public static async Task<Reply> StartImportAsync(
        this HttpClient client, byte[] body, string query = "", string mediaType = "application/x-ndjson", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/imports{query}") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        var response = await client.SendAsync(request, Stop);
        return new Reply(response.StatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync(Stop)), response);
    }

    public static async Task<Reply> WaitForImportAsync(this HttpClient client, Guid id)
    {
        while (true)
        {
            var reply = await client.ReadAsync($"/v1/imports/{id}");
            if (reply.Text("state") is not ("queued" or "running"))
            {
                return reply;
            }

            await Task.Delay(50, Stop);
        }
    }

    /// <summary>How many rows were created, updated, unchanged, skipped and failed, in this order.</summary>
    public static string Counts(this Reply import)
    {
        var counts = import.Body.GetProperty("counts");
        return string.Join(' ', Results
            .Select(name => counts.GetProperty(name).GetInt32().ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>All that is known of the rows of an import, in the order of the file.</summary>
    public static async Task<JsonElement[]> RowsAsync(this HttpClient client, Guid import, string query = "?limit=200") =>
        (await client.ReadAsync($"/v1/imports/{import}/rows{query}")).Items;

    /// <summary>The only failure of an import: its line, code and path.</summary>
    public static string Failure(this Reply import)
    {
        var failure = Assert.Single(import.Body.GetProperty("failures").EnumerateArray());
        return $"{failure.GetProperty("line")} {failure.GetProperty("code")} {(failure.TryGetProperty("path", out var path) ? path.ToString() : "-")}";
    }
}
