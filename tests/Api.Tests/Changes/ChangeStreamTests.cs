using System.Net;
using System.Net.ServerSentEvents;
using ClaimCheck.Api.Changes;
using ClaimCheck.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ClaimCheck.Api.Tests.Changes;

/// <summary>A stream of changes in which nothing happens, of a service whose streams end soon.</summary>
public sealed class ChangeStreamTests(ChangeStreamTests.BriefApiFixture api) : IClassFixture<ChangeStreamTests.BriefApiFixture>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stream_in_which_nothing_happens_says_that_it_stands_how_far_it_has_come_and_ends_by_itself()
    {
        var made = await api.Contributor.SendJsonAsync("/v1/claims", """{"source":"outlet-001","text":"Nobody follows this.","topics":["unfollowed"]}""");
        Assert.Equal(HttpStatusCode.Created, made.Status);
        await Eventually.TrueAsync(
            async () => (await api.Reader.ReadAsync("/v1/changes?since=beginning&topic=unfollowed")).Items is not [], "the feed tells of the claim");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/changes?since=beginning&topic=followed");
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await api.Reader.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
        Assert.Equal("Accept", Assert.Single(response.Headers.Vary));

        var events = new List<SseItem<string>>();
        await using (var stream = await response.Content.ReadAsStreamAsync(Stop))
        {
            await foreach (var item in SseParser.Create(stream).EnumerateAsync(Stop))
            {
                events.Add(item);
            }
        }

        Assert.NotEmpty(events);
        Assert.All(events, item => Assert.Equal(("still", "{}"), (item.EventType, item.Data)));
        var onward = await api.Reader.ReadAsync($"/v1/changes?since={events[^1].EventId}&types=claim.created");
        Assert.Equal(HttpStatusCode.OK, onward.Status);
        Assert.Empty(onward.Items);
    }

    /// <summary>The service with streams that are still for half a second at most, and end after a few.</summary>
    public sealed class BriefApiFixture(PostgresFixture postgres) : ApiFixture(postgres)
    {
        protected override void Configure(WebApplicationBuilder builder) => builder.Services.AddSingleton(
            ChangeSettings.Read(builder.Configuration) with { Silence = TimeSpan.FromMilliseconds(500), LongestStream = TimeSpan.FromSeconds(5) });
    }
}
