using System.Net;
using System.Text;
using System.Text.Json;

namespace ClaimCheck.Api.Tests;

/// <summary>What the service answered.</summary>
public sealed record Reply(HttpStatusCode Status, JsonElement Body, HttpResponseMessage Message)
{
    /// <summary>The last part of the problem's type.</summary>
    public string? Problem => Refusal.TypeOf(Body)?.Split(':')[^1];

    public string? Text(string member) => Body.GetProperty(member).ToString();

    public JsonElement[] Items => [.. Body.GetProperty("items").EnumerateArray()];

    public Guid Id => Body.GetProperty("id").GetGuid();

    public int Version => Body.GetProperty("version").GetInt32();
}

/// <summary>Calls to the service, with JSON written as C# text.</summary>
public static class Calls
{
    public static Task<Reply> ReadAsync(this HttpClient client, string path, params (string Name, string Value)[] headers) =>
        SendAsync(client, HttpMethod.Get, path, null, headers);

    public static Task<Reply> SendJsonAsync(this HttpClient client, string path, string json, params (string Name, string Value)[] headers) =>
        SendAsync(client, HttpMethod.Post, path, new StringContent(json, Encoding.UTF8, "application/json"), headers);

    /// <summary>A change of this version, or of whatever is there; with null, of none that is named.</summary>
    public static Task<Reply> PatchJsonAsync(this HttpClient client, string path, string json, string? ifMatch = "*") => SendAsync(
        client,
        HttpMethod.Patch,
        path,
        new StringContent(json, Encoding.UTF8, "application/merge-patch+json"),
        ifMatch is null ? [] : [("If-Match", ifMatch)]);

    public static Task<Reply> ReplaceJsonAsync(this HttpClient client, string path, string json, params (string Name, string Value)[] headers) =>
        SendAsync(client, HttpMethod.Put, path, new StringContent(json, Encoding.UTF8, "application/json"), headers);

    public static Task<Reply> RemoveAsync(this HttpClient client, string path, params (string Name, string Value)[] headers) =>
        SendAsync(client, HttpMethod.Delete, path, null, headers);

    private static async Task<Reply> SendAsync(
        HttpClient client, HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        var stop = TestContext.Current.CancellationToken;
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var response = await client.SendAsync(request, stop);
        var text = await response.Content.ReadAsStringAsync(stop);
        return new Reply(response.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text), response);
    }
}
