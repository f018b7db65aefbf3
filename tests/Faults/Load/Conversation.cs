namespace ClaimCheck.Faults.Load;

/// <summary>Sends requests and notes what came of each.</summary>
internal static class Conversation
{
    /// <summary>The answer's status and body; a status of null where there was no answer.</summary>
    public static async Task<(Attempt Attempt, byte[] Body)> SendAsync(HttpClient client, HttpRequestMessage request, Answers answers)
    {
        var began = TimeProvider.System.GetTimestamp();
        Attempt attempt;
        byte[] body = [];
        try
        {
            using var response = await client.SendAsync(request);
            body = await response.Content.ReadAsByteArrayAsync();
            attempt = new Attempt(
                began, TimeProvider.System.GetTimestamp(), (int)response.StatusCode, response.Headers.RetryAfter is not null);
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException or OperationCanceledException)
        {
            attempt = new Attempt(began, TimeProvider.System.GetTimestamp(), null, false);
        }

        answers.Note(attempt);
        return (attempt, body);
    }
}
