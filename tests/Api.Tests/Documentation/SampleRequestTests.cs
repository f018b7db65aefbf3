using ClaimCheck.Api.Access;
using ClaimCheck.Domain.Access;

namespace ClaimCheck.Api.Tests.Documentation;

/// <summary>The requests of <c>src/Api/http</c>, sent as they stand against the sample story.</summary>
public sealed class SampleRequestTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Every_sample_request_is_answered_with_the_status_that_its_title_says()
    {
        var stop = TestContext.Current.CancellationToken;
        var failures = new List<string>();
        foreach (var sample in HttpFileRequest.All)
        {
            using var request = sample.For(api.Address, api.KeyOf(Role.Admin));
            using var response = await api.Anonymous.SendAsync(request, stop);
            if ((int)response.StatusCode != sample.Status)
            {
                failures.Add($"{sample.File}, {sample.Title}: {(int)response.StatusCode} instead of {sample.Status}. {await response.Content.ReadAsStringAsync(stop)}");
            }
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Fact]
    public void Every_operation_has_a_sample_request_that_succeeds()
    {
        var shown = HttpFileRequest.All.Where(sample => sample.Status < 300).Select(sample => sample.Title.Split(':')[0]);

        Assert.Empty(Enum.GetNames<Operation>().Except(shown));
    }
}
