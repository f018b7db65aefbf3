using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ClaimCheck.Api.Tests.Changes;

/// <summary>What whoever comes back after too long is told.</summary>
public sealed class ForgottenChangesTests(ForgottenChangesTests.AgingApiFixture api) : IClassFixture<ForgottenChangesTests.AgingApiFixture>
{
    [Fact]
    public async Task A_cursor_that_is_too_old_is_gone_and_the_way_out_is_named()
    {
        var begun = await api.Reader.ReadAsync("/v1/changes?since=beginning&limit=1");
        var cursor = begun.Text("nextCursor");
        Assert.NotEmpty(begun.Items);
        var end = (await api.Reader.ReadAsync("/v1/changes?since=now")).Text("nextCursor");

        api.Clock.Move(TimeSpan.FromDays(32));

        var late = await api.Reader.ReadAsync($"/v1/changes?since={cursor}");
        Assert.Equal((HttpStatusCode.Gone, "cursor-expired"), (late.Status, late.Problem));
        Assert.Contains("since=now", late.Text("detail"), StringComparison.Ordinal);

        // Whoever has seen everything has missed nothing, however long ago that was.
        Assert.Equal(HttpStatusCode.OK, (await api.Reader.ReadAsync($"/v1/changes?since={end}")).Status);
        Assert.Empty((await api.Reader.ReadAsync("/v1/changes?since=beginning")).Items);
    }

    /// <summary>The service with a clock that a test moves.</summary>
    public sealed class AgingApiFixture(PostgresFixture postgres) : ApiFixture(postgres)
    {
        public MovableClock Clock { get; } = new();

        protected override void Configure(WebApplicationBuilder builder) => builder.Services.AddSingleton<TimeProvider>(Clock);
    }
}
