using System.Net;
using System.Text.Json.Nodes;
using ClaimCheck.Data.Sample;
using ClaimCheck.Domain.Webhooks;

namespace ClaimCheck.Api.Tests.Webhooks;

/// <summary>Webhooks as resources: made, read, changed, rotated, tried and deleted.</summary>
public sealed class WebhookTests(ReceivingApi api) : IClassFixture<ReceivingApi>
{
    private const string Url = "https://cms.example.org/hooks";

    [Fact]
    public async Task A_webhook_is_read_as_it_was_made_and_shows_its_secret_once()
    {
        var claim = SampleStory.IdOf("claim", "o1-1");
        var made = await api.Admin.SendJsonAsync("/v1/webhooks", $$"""
            {"url":"{{Url}}","description":"CMS","types":["claim.created","claim.created"],"topics":["IRAN"],"sources":["bbc-news"],"claims":["{{claim}}"]}
            """);
        var read = await api.Admin.ReadAsync($"/v1/webhooks/{made.Id}");

        Assert.Equal((HttpStatusCode.Created, "no-store"), (made.Status, made.Message.Headers.CacheControl?.ToString()));
        Assert.True(WebhookSecret.TryParse(made.Text("secret")!, out _));
        Assert.Equal($"/v1/webhooks/{made.Id}", made.Message.Headers.Location?.ToString());
        Assert.False(read.Body.TryGetProperty("secret", out _));
        Assert.Equal(["claim.created"], read.Body.GetProperty("types").EnumerateArray().Select(type => type.GetString()));
        Assert.Equal(["iran"], read.Body.GetProperty("topics").EnumerateArray().Select(topic => topic.GetString()));
        Assert.Equal("bbc-news", read.Body.GetProperty("sources")[0].GetProperty("slug").GetString());
        Assert.Equal(claim, read.Body.GetProperty("claims")[0].GetGuid());
        Assert.True(read.Body.GetProperty("isEnabled").GetBoolean());
        Assert.Equal("\"1\"", read.Message.Headers.ETag?.Tag);
        Assert.Equal(HttpStatusCode.NotModified, (await api.Admin.ReadAsync($"/v1/webhooks/{made.Id}", ("If-None-Match", "\"1\""))).Status);
    }

    [Fact]
    public async Task The_same_request_again_makes_no_second_webhook_and_shows_the_same_secret()
    {
        var first = await api.Admin.SendJsonAsync("/v1/webhooks", $$"""{"url":"{{Url}}"}""", ("Idempotency-Key", "one-hook"));
        var again = await api.Admin.SendJsonAsync("/v1/webhooks", $$"""{"url":"{{Url}}"}""", ("Idempotency-Key", "one-hook"));

        Assert.Equal((first.Id, first.Text("secret")), (again.Id, again.Text("secret")));
        Assert.Equal("true", again.Message.Headers.GetValues("Idempotent-Replayed").Single());
    }

    [Theory]
    [InlineData("""{"url":"cms.example.org"}""", 400)]
    [InlineData("""{"url":"https://10.0.0.1/hooks"}""", 422)]
    [InlineData("""{"url":"https://2852039166/latest/meta-data"}""", 422)]
    [InlineData("""{"url":"https://[::ffff:10.0.0.1]/"}""", 422)]
    [InlineData("""{"url":"ftp://cms.example.org/"}""", 400)]
    [InlineData("""{"url":"https://user:secret@cms.example.org/"}""", 400)]
    [InlineData("""{"url":"https://cms.example.org/","sources":["nobody-has-this-name"]}""", 422)]
    [InlineData("""{"url":"https://cms.example.org/","claims":["0191f0a0-0000-7000-8000-00000000abcd"]}""", 422)]
    [InlineData("""{"url":"https://cms.example.org/","types":["claim.burnt"]}""", 400)]
    [InlineData("""{"url":"https://cms.example.org/","secret":"whsec_c2hvcnQ="}""", 400)]
    [InlineData("""{"url":"https://cms.example.org/","topics":["not a topic"]}""", 400)]
    public async Task What_cannot_be_a_webhook_is_refused(string json, int status)
    {
        var reply = await api.Admin.SendJsonAsync("/v1/webhooks", json);

        Assert.Equal(status, (int)reply.Status);
        Assert.DoesNotContain("c2hvcnQ", reply.Body.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_needs_the_version_it_was_made_from_and_is_on_record_as_it_is_answered()
    {
        var made = await api.Admin.SendJsonAsync("/v1/webhooks", $$"""{"url":"{{Url}}","sources":["cnn"]}""");
        var path = $"/v1/webhooks/{made.Id}";

        Assert.Equal(HttpStatusCode.PreconditionRequired, (await api.Admin.PatchJsonAsync(path, """{"topics":["iran"]}""", ifMatch: null)).Status);
        var changed = await api.Admin.PatchJsonAsync(path, """{"topics":["iran"],"isEnabled":false,"description":"Paused"}""", "\"1\"");
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await api.Admin.PatchJsonAsync(path, """{"topics":[]}""", "\"1\"")).Status);

        Assert.Equal((2, "admin"), (changed.Version, changed.Text("disabledReason")));
        Assert.Equal("cnn", changed.Body.GetProperty("sources")[0].GetProperty("slug").GetString());
        var history = await api.Admin.ReadAsync($"{path}/history");
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse(changed.Body.GetRawText()), JsonNode.Parse(history.Items[0].GetProperty("after").GetRawText())), history.Body.ToString());

        var enabled = await api.Admin.PatchJsonAsync(path, """{"isEnabled":true}""", "\"2\"");
        Assert.Equal(("", ""), (enabled.Text("disabledReason"), enabled.Text("disabledAt")));
    }

    [Fact]
    public async Task A_webhook_that_is_deleted_is_gone_and_its_history_is_not()
    {
        var made = await api.Admin.SendJsonAsync("/v1/webhooks", $$"""{"url":"{{Url}}"}""");
        var path = $"/v1/webhooks/{made.Id}";

        Assert.Equal(HttpStatusCode.PreconditionFailed, (await api.Admin.RemoveAsync(path, ("If-Match", "\"7\""))).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await api.Admin.RemoveAsync(path)).Status);

        foreach (var gone in new[] { path, $"{path}/deliveries" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await api.Admin.ReadAsync(gone)).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await api.Admin.RemoveAsync(path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await api.Admin.SendJsonAsync($"{path}/rotate", "{}")).Status);
        Assert.Equal("deleted", (await api.Admin.ReadAsync($"{path}/history")).Items[0].GetProperty("action").GetString());
    }

    [Fact]
    public async Task A_test_tells_what_the_receiver_said_and_keeps_nothing()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = async (context, _) =>
        {
            context.Response.StatusCode = 418;
            await context.Response.Body.WriteAsync("short and stout"u8.ToArray());
        };
        var hook = await api.HookAsync(receiver, ""","isEnabled":false""");

        var tried = await api.Admin.SendJsonAsync($"/v1/webhooks/{hook.Id}/test", "");

        Assert.Equal(HttpStatusCode.OK, tried.Status);
        Assert.Equal("False", tried.Text("isTaken"));
        var attempt = tried.Body.GetProperty("attempt");
        Assert.Equal((418, "short and stout", "status"), (
            attempt.GetProperty("status").GetInt32(), attempt.GetProperty("answer").GetString(), attempt.GetProperty("failure").GetString()));
        var message = Assert.Single(receiver.Messages);
        Assert.Equal(tried.Text("messageId"), message.Id);
        Assert.Equal("webhook.test", JsonNode.Parse(message.Body)!["type"]!.GetValue<string>());
        Signatures.Holds(message, hook.Secret);
        Assert.Empty(await api.DeliveriesAsync(hook));
    }

    [Fact]
    public async Task A_test_that_is_repeated_under_its_key_is_sent_once()
    {
        await using var receiver = await Receiver.StartAsync();
        var hook = await api.HookAsync(receiver, ""","isEnabled":false""");

        var first = await api.Admin.SendJsonAsync($"/v1/webhooks/{hook.Id}/test", "", ("Idempotency-Key", $"try-{hook.Id}"));
        var again = await api.Admin.SendJsonAsync($"/v1/webhooks/{hook.Id}/test", "", ("Idempotency-Key", $"try-{hook.Id}"));
        var another = await api.Admin.SendJsonAsync($"/v1/webhooks/{hook.Id}/test", "", ("Idempotency-Key", $"anew-{hook.Id}"));

        Assert.Equal(first.Body.GetRawText(), again.Body.GetRawText());
        Assert.Equal((true, false), (again.Message.Headers.Contains("Idempotent-Replayed"), another.Message.Headers.Contains("Idempotent-Replayed")));
        Assert.Equal([first.Text("messageId"), another.Text("messageId")], receiver.Messages.Select(message => message.Id));
        Assert.Equal(receiver.Url, first.Body.GetProperty("attempt").GetProperty("url").GetString());
    }

    [Fact]
    public async Task While_a_secret_rotates_messages_verify_with_both_and_afterwards_with_the_new_one_alone()
    {
        await using var receiver = await Receiver.StartAsync();
        var hook = await api.HookAsync(receiver, ""","types":["claim.created"]""");

        var rotated = await api.Admin.SendJsonAsync($"/v1/webhooks/{hook.Id}/rotate", """{"overlapHours":2}""");
        var next = rotated.Text("secret")!;
        Assert.NotEqual(hook.Secret, next);
        await api.ClaimAsync("It rains on both.");
        await receiver.MessagesAsync(1);
        api.Clock.Move(TimeSpan.FromHours(2.1));
        await api.ClaimAsync("It rains on one.");
        await receiver.MessagesAsync(2);

        Signatures.Holds(receiver.Messages[0], hook.Secret);
        Signatures.Holds(receiver.Messages[0], next);
        Signatures.Holds(receiver.Messages[1], next);
        Assert.Single(receiver.Messages[1].Signatures);
        Assert.Equal("2", rotated.Message.Headers.ETag?.Tag.Trim('"'));

        // A secret of one's own, at once.
        var own = WebhookSecret.Create().Reveal();
        Assert.Equal(own, (await api.Admin.SendJsonAsync($"/v1/webhooks/{hook.Id}/rotate", $$"""{"overlapHours":0,"secret":"{{own}}"}""")).Text("secret"));
        await api.ClaimAsync("It rains on a third.");
        await receiver.MessagesAsync(3);
        Signatures.Holds(receiver.Messages[2], own);
        Assert.Single(receiver.Messages[2].Signatures);
    }
}
