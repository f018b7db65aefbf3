using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ClaimCheck.Api.Tests.Exporting;

/// <summary>A file that was downloaded to its end.</summary>
internal sealed record Download(HttpStatusCode Status, HttpContentHeaders Headers, HttpResponseMessage Message, byte[] Bytes)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>As it is, byte order mark included.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>As lines of JSON, each of which must end.</summary>
    public JsonElement[] Lines
    {
        get
        {
            Assert.True(Text.Length == 0 || Text.EndsWith('\n'), Text);
            return [.. Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
        }
    }

    /// <summary>As one JSON document.</summary>
    public JsonElement Document => JsonElement.Parse(Bytes);

    /// <summary>The ids of its lines.</summary>
    public Guid[] Ids => [.. Lines.Select(line => line.GetProperty("id").GetGuid())];

    public static async Task<Download> OfAsync(HttpClient client, string path, string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        var response = await client.SendAsync(request, Stop);
        return new Download(response.StatusCode, response.Content.Headers, response, await response.Content.ReadAsByteArrayAsync(Stop));
    }
}
