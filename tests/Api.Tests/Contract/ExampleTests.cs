using System.Globalization;

namespace ClaimCheck.Api.Tests.Contract;

/// <summary>What Swagger UI shows as an example runs as it stands against the sample story.</summary>
public sealed class ExampleTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Every_example_works_as_it_stands()
    {
        var stop = TestContext.Current.CancellationToken;
        var failures = new List<string>();
        foreach (var operation in DocumentedOperation.All.OrderBy(Turn))
        {
            foreach (var request in operation.Requests())
            {
                using var response = await api.Admin.SendAsync(request, stop);
                var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
                if (!response.IsSuccessStatusCode || !operation.Statuses.Contains(status))
                {
                    failures.Add($"{operation.Id} {request.RequestUri}: {status} {await response.Content.ReadAsStringAsync(stop)}");
                }
            }
        }

        Assert.Empty(failures);
    }

    /// <summary>Reading first, then adding, then changing, and last what takes away.</summary>
    private static int Turn(DocumentedOperation operation) => operation.Method.Method switch
    {
        "GET" => 0,
        "POST" when !operation.Path.EndsWith("/retract", StringComparison.Ordinal) => 1,
        "PATCH" => 2,
        "POST" => 3,
        _ => 4,
    };
}
