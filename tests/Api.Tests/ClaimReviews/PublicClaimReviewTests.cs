using System.Globalization;
using System.Net;
using ClaimCheck.Data.Sample;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ClaimCheck.Api.Tests.ClaimReviews;

/// <summary>The service with its reviews open to anybody, limits that a test can reach, and a clock that it can move.</summary>
public sealed class PublicApi(PostgresFixture postgres) : ApiFixture(postgres)
{
    /// <summary>What an address may use at once: a tenth of a key's allowance.</summary>
    public const int Most = 50;

    public MovableClock Clock { get; } = new();

    protected override string[] Arguments =>
        ["--Public:ClaimReviews=true", "--Limits:UnitsPerSecond=50", "--Limits:TrustedProxies=127.0.0.1", "--Limits:DeadlineSeconds=30"];

    protected override void Configure(WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<TimeProvider>(Clock);
    }
}

/// <summary>Published reviews where anybody may read them.</summary>
public sealed class PublicClaimReviewTests(PublicApi api) : IClassFixture<PublicApi>
{
    private const string Feed = "/v1/claim-reviews";
    private static readonly string Sample = Reviews.Export(SampleStory.IdOf("assessment", "o1-1"));
    private static int visitors;

    [Fact]
    public async Task What_is_published_may_be_read_and_kept_for_a_minute_by_anybody()
    {
        foreach (var path in new[] { Sample, Feed })
        {
            var reply = await VisitAsync(path);

            Assert.Equal(HttpStatusCode.OK, reply.Status);
            Assert.Equal("public, max-age=60", reply.Message.Headers.CacheControl!.ToString());
        }
    }

    [Fact]
    public async Task What_is_not_published_is_not_there_and_what_was_retracted_is_gone()
    {
        var (draft, retracted) = (await api.DraftAsync(await api.ClaimAsync()), await api.PublishedAsync(await api.ClaimAsync()));
        await api.Editor.SendJsonAsync($"/v1/assessments/{retracted}/retract", """{"reason":"Of another statement."}""");

        var (ofDraft, ofNothing, ofRetracted) = (
            await VisitAsync(Reviews.Export(draft)), await VisitAsync(Reviews.Export(Guid.Empty)), await VisitAsync(Reviews.Export(retracted)));
        var feed = Reviews.Collected((await VisitAsync($"{Feed}?limit=200")).Body).Select(Reviews.AssessmentOf).ToList();

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.Gone), (ofDraft.Status, ofNothing.Status, ofRetracted.Status));
        Assert.Equal(ofNothing.Text("detail")!.Replace($"{Guid.Empty}", $"{draft}", StringComparison.Ordinal), ofDraft.Text("detail"));
        Assert.DoesNotContain(draft, feed);
        Assert.DoesNotContain(retracted, feed);
    }

    [Fact]
    public async Task That_there_was_a_verdict_which_nobody_published_is_told_to_no_visitor()
    {
        var (takenDown, published) = (await api.ClaimAsync(), await api.ClaimAsync());
        var (ofTakenDown, retracted) = (await api.DraftAsync(takenDown), await api.DraftAsync(published, ("publishedAt", "2024-05-17T09:30:00Z")));
        var once = await api.PublishedAsync(takenDown);
        await api.Editor.SendJsonAsync($"/v1/assessments/{retracted}/retract", """{"reason":"Of another statement."}""");
        await api.Admin.RemoveAsync($"/v1/claims/{takenDown}?reason=By+order");

        Reply[] visits = [await VisitAsync(Reviews.Export(ofTakenDown)), await VisitAsync(Reviews.Export(retracted))];
        var ofOnce = await VisitAsync(Reviews.Export(once));
        Reply[] reads = [await api.Reader.ReadAsync(Reviews.Export(ofTakenDown)), await api.Reader.ReadAsync(Reviews.Export(retracted))];
        var kept = await api.Reader.ReadAsync($"/v1/assessments/{retracted}");

        Assert.All(visits, visit => Assert.Equal((HttpStatusCode.NotFound, "not-found"), (visit.Status, visit.Problem)));
        Assert.Equal((HttpStatusCode.Gone, "gone"), (ofOnce.Status, ofOnce.Problem));
        Assert.All(reads, read => Assert.Equal((HttpStatusCode.Gone, "gone"), (read.Status, read.Problem)));
        Assert.Equal(("retracted", ""), (kept.Text("state"), kept.Text("publishedAt")));
    }

    [Theory]
    [InlineData("/v1/assessments")]
    [InlineData("/v1/claims")]
    [InlineData("/v1/assessments/0148af41-d400-7a4a-879f-a4519d6618c0")]
    public async Task Nothing_else_is_open(string path) => Assert.Equal(HttpStatusCode.Unauthorized, (await VisitAsync(path)).Status);

    [Theory]
    [InlineData("cck_abcdefgh_short")]
    [InlineData("anything")]
    public async Task A_key_that_is_sent_must_work_all_the_same(string key) =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await VisitAsync(Feed, ("X-Api-Key", key))).Status);

    [Fact]
    public async Task A_bearer_of_a_key_is_one_here_too()
    {
        var reply = await api.Reader.ReadAsync(Feed);

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal("no-cache, private", reply.Message.Headers.CacheControl!.ToString());
        Assert.StartsWith("\"key\"", Assert.Single(reply.Message.Headers.GetValues("RateLimit-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_is_held_to_an_allowance_of_its_own()
    {
        var (address, other) = (NewAddress(), NewAddress());
        var first = await VisitAsync(Feed, ("X-Forwarded-For", address));
        Reply last;
        var reads = 1;
        do
        {
            last = await VisitAsync(Feed, ("X-Forwarded-For", address));
            reads++;
        }
        while (last.Status == HttpStatusCode.OK && reads < 100);

        Assert.Equal($"\"address\";q={PublicApi.Most};w=10", Assert.Single(first.Message.Headers.GetValues("RateLimit-Policy")));
        Assert.Equal($"\"address\";r={PublicApi.Most - 5};t=1", Assert.Single(first.Message.Headers.GetValues("RateLimit")));
        Assert.InRange(reads, 2, 11);
        Assert.Equal((HttpStatusCode.TooManyRequests, "rate-limited"), (last.Status, last.Problem));
        Assert.NotNull(last.Message.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, (await VisitAsync(Feed, ("X-Forwarded-For", other))).Status);
        Assert.Equal(HttpStatusCode.OK, (await api.Reader.ReadAsync(Feed)).Status);
    }

    [Fact]
    public async Task What_has_settled_is_dated_and_not_sent_again_to_whoever_has_it()
    {
        await api.PublishedAsync(await api.ClaimAsync());
        var fresh = await VisitAsync(Feed);
        api.Clock.Move(TimeSpan.FromMinutes(2));
        var settled = await VisitAsync(Feed);
        var date = Assert.Single(settled.Message.Content.Headers.GetValues("Last-Modified"));

        var again = await VisitAsync(Feed, ("If-Modified-Since", date));
        var single = await VisitAsync(Sample, ("If-Modified-Since", date));
        var earlier = await VisitAsync(Feed, ("If-Modified-Since", DateTimeOffset.Parse(date, CultureInfo.InvariantCulture).AddSeconds(-1).ToString("r", CultureInfo.InvariantCulture)));
        var byTag = await VisitAsync(Feed, ("If-Modified-Since", date), ("If-None-Match", "\"another\""));
        var unreadable = await VisitAsync(Feed, ("If-Modified-Since", "yesterday"));
        await api.PublishedAsync(await api.ClaimAsync());
        api.Clock.Move(TimeSpan.FromMinutes(2));
        var changed = await VisitAsync(Feed, ("If-Modified-Since", date));

        Assert.False(fresh.Message.Content.Headers.Contains("Last-Modified"));
        Assert.Equal((HttpStatusCode.NotModified, HttpStatusCode.NotModified), (again.Status, single.Status));
        Assert.Equal(settled.Message.Headers.ETag, again.Message.Headers.ETag);
        Assert.Equal("public, max-age=60", again.Message.Headers.CacheControl!.ToString());
        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK],
            new[] { earlier, byTag, unreadable, changed }.Select(reply => reply.Status));
    }

    private static string NewAddress() => $"192.0.2.{Interlocked.Increment(ref visitors)}";

    /// <summary>Reads without a key, from an address that has not been here unless one is given.</summary>
    private Task<Reply> VisitAsync(string path, params (string Name, string Value)[] headers) => api.Anonymous.ReadAsync(
        path, headers.Any(header => header.Name == "X-Forwarded-For") ? headers : [.. headers, ("X-Forwarded-For", NewAddress())]);
}
