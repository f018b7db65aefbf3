using System.Net;

namespace ClaimCheck.Client.Tests.Client;

public sealed class RefusalTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refusal_carries_all_that_the_service_says()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Problem(422, "text-refused"));
        using var client = service.Connect();

        var problem = await Assert.ThrowsAsync<ProblemException>(() => client.GetImportAsync(OnTheWire.Id, Cancellation));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, problem.Status);
        Assert.Equal("urn:claimcheck:text-refused", problem.Type);
        Assert.True(problem.Is("text-refused"));
        Assert.Equal("A title", problem.Title);
        Assert.Equal("What happened.", problem.Detail);
        Assert.Equal(["is required"], problem.Errors["$.text"]);
        Assert.Equal("4bf9", problem.TraceId);
    }

    [Theory]
    [InlineData("text/html", "<html>Bad gateway</html>")]
    [InlineData("application/problem+json", "{\"type\":")]
    [InlineData("application/problem+json", "")]
    [InlineData("application/problem+json", "[1]")]
    public async Task An_answer_of_something_in_between_is_a_problem_too(string mediaType, string body)
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Answer(500, mediaType, body));
        using var client = service.Connect();

        var problem = await Assert.ThrowsAsync<ProblemException>(() => client.GetImportAsync(OnTheWire.Id, Cancellation));

        Assert.Equal(ProblemException.NoType, problem.Type);
        Assert.StartsWith("Status 500", problem.Title, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>A page</html>")]
    [InlineData("null")]
    public async Task An_answer_that_is_no_import_is_a_problem_and_not_a_fault_of_the_program(string body)
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Json(200, body));
        using var client = service.Connect();

        await Assert.ThrowsAsync<ProblemException>(() => client.GetImportAsync(OnTheWire.Id, Cancellation));
    }

    [Fact]
    public async Task What_the_detail_says_is_not_said_twice()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Answer(
            400, "application/problem+json", """{"title":"Bad","detail":"bogus is not a parameter; it is one of two.","errors":{"bogus":["is not a parameter"],"limit":["must be a number"]}}"""));
        using var client = service.Connect();

        var refused = await Assert.ThrowsAsync<ProblemException>(() => client.GetClaimAsync(Guid.Empty, Cancellation));

        Assert.Equal("Bad: bogus is not a parameter; it is one of two.\nlimit: must be a number", refused.Message);
    }

    [Fact]
    public async Task The_key_is_not_sent_to_where_a_redirect_points()
    {
        await using var elsewhere = await FaultyService.StartAsync(FaultyService.Json(200, OnTheWire.Json("completed")));
        await using var service = await FaultyService.StartAsync(FaultyService.Answer(307, "text/plain", "", ("Location", $"{elsewhere.Address}v1/imports")));
        using var client = service.Connect();

        var problem = await Assert.ThrowsAsync<ProblemException>(() => client.GetImportAsync(OnTheWire.Id, Cancellation));

        Assert.Empty(elsewhere.Requests);
        Assert.Contains(elsewhere.Address.Authority, problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_is_shown_nowhere_even_if_an_answer_repeats_it()
    {
        var echo = """{"type":"about:blank","title":"Bad KEY","detail":"Authorization: Bearer KEY","errors":{"KEY":["KEY"]}}""".Replace("KEY", FaultyService.Key, StringComparison.Ordinal);
        await using var service = await FaultyService.StartAsync(FaultyService.Answer(400, "application/problem+json", echo));
        using var client = service.Connect();

        var problem = await Assert.ThrowsAsync<ProblemException>(() => client.GetImportAsync(OnTheWire.Id, Cancellation));

        Assert.Equal($"Bearer {FaultyService.Key}", service.Requests.Single().Headers["Authorization"]);
        Assert.DoesNotContain(FaultyService.Key, problem.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(FaultyService.Key, string.Concat(problem.Errors.SelectMany(error => error.Value.Append(error.Key))), StringComparison.Ordinal);
        Assert.DoesNotContain(FaultyService.Key, client.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("cc_with a blank")]
    [InlineData("cc_with\na line")]
    [InlineData("cc_ü")]
    public void A_key_that_cannot_be_one_is_refused_without_being_shown(string key)
    {
        var refusal = Assert.Throws<ArgumentException>(() => new ClaimCheckClient(new Uri("http://localhost"), key));

        Assert.True(key.Length == 0 || !refusal.ToString().Contains(key, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ftp://example.org")]
    [InlineData("http://user:secret@example.org")]
    public void An_address_that_cannot_be_one_is_refused_without_being_shown(string address)
    {
        var refusal = Assert.Throws<ArgumentException>(() => new ClaimCheckClient(new Uri(address), "k"));

        Assert.DoesNotContain("secret", refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("claims")]
    [InlineData("claims/")]
    public async Task A_service_below_a_path_is_found_there(string path)
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Json(200, OnTheWire.Json("completed")));
        using var client = new ClaimCheckClient(new Uri(service.Address, path), FaultyService.Key);

        await client.GetImportAsync(OnTheWire.Id, Cancellation);

        Assert.Equal($"/claims/v1/imports/{OnTheWire.Id}", service.Requests.Single().Address);
    }

    [Fact]
    public async Task A_word_of_a_newer_service_is_read_as_unknown()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Json(200, OnTheWire.Json("pausing", more: ""","invented":{"later":1}""")));
        using var client = service.Connect();

        var import = await client.GetImportAsync(OnTheWire.Id, Cancellation);

        Assert.Equal(ImportState.Unknown, import.State);
        Assert.False(import.HasEnded);
    }
}
