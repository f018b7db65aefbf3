using System.Text.Json;
using ClaimCheck.Api.Tests.Contract;

namespace ClaimCheck.Api.Tests.Access;

/// <summary>Every operation of the document, asked for by every caller, against the table of who may do what.</summary>
public sealed class AccessMatrixTests(ApiFixture api, ITestOutputHelper output) : IClassFixture<ApiFixture>
{
    private const string Unknown = "0191f0a0-0000-7000-8000-00000000abcd";

    // What an operation answers itself; a refusal of the request's shape would hide whether the caller was let in.
    private static readonly int[] OfTheOperation = [200, 201, 204, 404, 409, 410];

    // A slow machine may not be ready, and who is told so has been let in.
    private static readonly int[] OfReadiness = [200, 503];

    private static readonly Caller[] WithDeadKeys = [Caller.Garbage, Caller.Malformed, Caller.Revoked, Caller.Expired];

    private static readonly AccessMatrix Matrix = AccessMatrix.Read();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void The_table_has_a_line_for_every_operation_of_the_document_and_for_nothing_else() =>
        Assert.Equal(DocumentedOperation.All.Select(operation => operation.Id), Matrix.Operations);

    [Fact]
    public async Task Every_caller_gets_what_the_table_says()
    {
        using var callers = await Callers.OfAsync(api, Stop);
        List<string> deviations = [];
        foreach (var operation in DocumentedOperation.All)
        {
            foreach (var caller in Enum.GetValues<Caller>())
            {
                using var request = operation.Requests().First();
                using var response = await callers[caller].SendAsync(request, Stop);
                if (await DeviationAsync(Matrix[operation.Id, caller], operation, response) is { } deviation)
                {
                    deviations.Add($"{operation.Id} for {caller}: {Matrix[operation.Id, caller]} is wanted; {deviation}");
                }
            }
        }

        output.WriteLine($"access matrix: {Matrix.Cells} cells, {deviations.Count} deviations");
        Assert.Empty(deviations);
    }

    [Fact]
    public async Task Who_is_refused_learns_nothing_about_what_there_is()
    {
        using var callers = await Callers.OfAsync(api, Stop);
        var existing = (await api.Admin.ReadAsync("/v1/api-keys?limit=1")).Items[0].GetProperty("id").GetString()!;
        var compared = 0;
        foreach (var operation in DocumentedOperation.All.Where(operation => operation.ParametersIn("path").Any()))
        {
            foreach (var caller in Enum.GetValues<Caller>().Where(caller => Matrix[operation.Id, caller] != "in"))
            {
                var known = await RefusalAsync(callers[caller], operation, operation.Id == "RevokeApiKey" ? existing : null);
                var unknown = await RefusalAsync(callers[caller], operation, Unknown);

                Assert.Equal(unknown, known);
                compared++;
            }
        }

        Assert.True(compared > 100, $"Only {compared} pairs were compared.");
    }

    [Fact]
    public async Task A_key_that_does_not_work_is_refused_in_the_same_words_whatever_is_wrong_with_it()
    {
        using var callers = await Callers.OfAsync(api, Stop);
        foreach (var operation in DocumentedOperation.All.Where(operation => Matrix[operation.Id, Caller.Nobody] != "in"))
        {
            var words = new HashSet<string>();
            foreach (var caller in WithDeadKeys)
            {
                words.Add(await RefusalAsync(callers[caller], operation, null));
            }

            Assert.Single(words);
        }
    }

    private static async Task<string?> DeviationAsync(string wanted, DocumentedOperation operation, HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var body = await response.Content.ReadAsStringAsync(Stop);
        var problem = status is 401 or 403 ? Refusal.TypeOf(JsonElement.Parse(body)) : null;
        var isChallenged = response.Headers.WwwAuthenticate.ToString() == "Bearer realm=\"claimcheck\"";
        var isAsWanted = wanted switch
        {
            "401" => status == 401 && problem == "urn:claimcheck:unauthenticated" && isChallenged,
            "403" => status == 403 && problem == "urn:claimcheck:forbidden" && !isChallenged,
            _ => (operation.Id == "GetReadiness" ? OfReadiness : OfTheOperation).Contains(status),
        };
        return isAsWanted ? null : $"{status} {response.Headers.WwwAuthenticate} {body}";
    }

    /// <summary>All of a refusal but what differs between any two: when it was, and what it is called.</summary>
    private static async Task<string> RefusalAsync(HttpClient client, DocumentedOperation operation, string? id)
    {
        using var request = operation.Requests().First();
        request.RequestUri = id is null ? request.RequestUri : new Uri(operation.Address(id), UriKind.Relative);
        using var response = await client.SendAsync(request, Stop);
        var body = await response.Content.ReadAsStringAsync(Stop);
        var comparable = body.Replace(Refusal.TraceOf(JsonElement.Parse(body))!, "", StringComparison.Ordinal);
        var headers = response.Headers.Where(header => header.Key != "Date" && !header.Key.StartsWith("RateLimit", StringComparison.Ordinal))
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order(StringComparer.Ordinal);
        return $"{(int)response.StatusCode}\n{string.Join('\n', headers)}\n{comparable}";
    }
}
