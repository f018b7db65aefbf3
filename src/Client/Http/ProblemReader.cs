using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace ClaimCheck.Client;

/// <summary>Problem details as they are sent; every member may lack, for not every answer comes from the service.</summary>
internal sealed record ProblemBody(
    string? Type, string? Title, string? Detail, IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors, string? TraceId);

/// <summary>Makes an exception of a refusal, whoever sent it and whatever its body is.</summary>
internal static class ProblemReader
{
    private const int Longest = 64 * 1024;

    public static async Task<ProblemException> ReadAsync(
        HttpResponseMessage response, AccessKey key, TimeProvider clock, CancellationToken cancellation)
    {
        var body = await ReadBodyAsync(response, cancellation) ?? Guess(response);
        body = body with
        {
            Title = key.RemoveFrom(body.Title),
            Detail = key.RemoveFrom(body.Detail),
            Errors = body.Errors?.ToDictionary(
                error => key.RemoveFrom(error.Key)!, error => (IReadOnlyList<string>)[.. error.Value.Select(text => key.RemoveFrom(text)!)]),
        };
        return new ProblemException(response.StatusCode, body, PauseOf(response.Headers.RetryAfter, clock));
    }

    /// <summary>The pause that <c>Retry-After</c> asks for, whether it names seconds or an instant.</summary>
    public static TimeSpan? PauseOf(RetryConditionHeaderValue? header, TimeProvider clock)
    {
        var pause = header?.Delta ?? header?.Date - clock.GetUtcNow();
        return pause < TimeSpan.Zero ? TimeSpan.Zero : pause;
    }

    private static async Task<ProblemBody?> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.Content.Headers.ContentType?.MediaType is not ("application/problem+json" or "application/json"))
        {
            return null;
        }

        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellation);
            var bytes = new byte[Longest];
            var length = await body.ReadAtLeastAsync(bytes, Longest, throwOnEndOfStream: false, cancellation);
            return JsonSerializer.Deserialize(bytes.AsSpan(0, length), ClientJson.Default.ProblemBody);
        }
        catch (Exception e) when (e is JsonException or IOException or HttpRequestException)
        {
            return null;
        }
    }

    private static ProblemBody Guess(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var title = string.Create(CultureInfo.InvariantCulture, $"Status {status} {response.ReasonPhrase}").TrimEnd();
        var detail = response.StatusCode switch
        {
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest =>
                $"The address leads elsewhere ({response.Headers.Location?.GetLeftPartOrText()}), and the key is not sent there: use the service's own address.",
            HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed => "There is no ClaimCheck service at this address, or an older one that does not know this.",
            _ => null,
        };
        return new ProblemBody(null, title, detail, null, null);
    }

    private static string GetLeftPartOrText(this Uri location) =>
        location.IsAbsoluteUri ? location.GetLeftPart(UriPartial.Path) : location.OriginalString;
}
