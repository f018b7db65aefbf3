using System.Net;
using System.Text.Json;
using ClaimCheck.Data.Sample;
using ClaimCheck.Testing;
using Dapper;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace ClaimCheck.Api.Tests.Webhooks;

/// <summary>What a receiver gets, when, and what is told of it.</summary>
public sealed class DeliveryTests(ReceivingApi api) : IClassFixture<ReceivingApi>
{
    private static readonly string OnlyNew = ""","types":["claim.created"]""";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_is_told_once_under_its_own_id_with_ids_and_the_ETag()
    {
        await using var receiver = await Receiver.StartAsync();
        var hook = await api.HookAsync(receiver, OnlyNew);

        var claim = await api.ClaimAsync("It rains in Delft, and nobody is to learn of it from a message.");
        var delivery = await api.DeliveryAsync(hook, "delivered", 1);

        var message = Assert.Single(receiver.Messages);
        var body = JsonElement.Parse(message.Body);
        Assert.Equal("claim.created", body.GetProperty("type").GetString());
        Assert.Equal(message.Id, body.GetProperty("id").GetString());
        Assert.Equal(message.Id, delivery.GetProperty("messageId").GetString());
        Assert.Contains(claim.ToString(), body.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("\\\"1\\\"", body.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("Delft", body.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(body.GetRawText(), delivery.GetProperty("body").GetRawText());
        Signatures.Holds(message, hook.Secret);
        Assert.Equal(204, delivery.GetProperty("attempts")[0].GetProperty("status").GetInt32());
        Assert.DoesNotContain("signature", delivery.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_was_not_taken_is_sent_again_under_the_same_id_with_the_same_bytes()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.AnswerWith(500, 302, 200);
        var hook = await api.HookAsync(receiver, OnlyNew);

        await api.ClaimAsync("It rains thrice.");
        var failed = await api.DeliveryAsync(hook, "pending", 1);
        Assert.InRange(failed.GetProperty("nextAttemptAt").GetDateTimeOffset() - api.Clock.GetUtcNow(), TimeSpan.FromSeconds(4.9), TimeSpan.FromSeconds(5.6));
        api.Pass(TimeSpan.FromSeconds(6));
        var again = await api.DeliveryAsync(hook, "pending", 2);
        Assert.InRange(again.GetProperty("nextAttemptAt").GetDateTimeOffset() - api.Clock.GetUtcNow(), TimeSpan.FromSeconds(299), TimeSpan.FromSeconds(331));
        api.Pass(TimeSpan.FromSeconds(331));
        var delivered = await api.DeliveryAsync(hook, "delivered", 3);

        Assert.Single(receiver.Messages.DistinctBy(message => message.Id));
        Assert.Single(receiver.Messages.DistinctBy(message => Convert.ToHexString(message.Body)));
        Assert.Equal([200, 302, 500], delivered.GetProperty("attempts").EnumerateArray().Select(attempt => attempt.GetProperty("status").GetInt32()));
        Assert.All(receiver.Messages, message => Signatures.Holds(message, hook.Secret));
    }

    [Fact]
    public async Task A_sending_tells_where_it_went_wherever_the_webhook_leads_by_then()
    {
        await using var before = await Receiver.StartAsync();
        await using var after = await Receiver.StartAsync();
        before.AnswerWith(500);
        var hook = await api.HookAsync(before, OnlyNew);
        await api.ClaimAsync("It rains elsewhere.");
        await api.DeliveryAsync(hook, "pending", 1);

        await api.Admin.PatchJsonAsync($"/v1/webhooks/{hook.Id}", $$"""{"url":"{{after.Url}}"}""");
        api.Pass(TimeSpan.FromSeconds(6));
        var delivered = await api.DeliveryAsync(hook, "delivered", 2);

        Assert.Equal(
            [after.Url, before.Url], delivered.GetProperty("attempts").EnumerateArray().Select(attempt => attempt.GetProperty("url").GetString()));
    }

    [Fact]
    public async Task While_no_further_changes_can_be_told_of_what_was_put_down_is_sent()
    {
        await using var receiver = await Receiver.StartAsync();
        var hook = await api.HookAsync(receiver, OnlyNew);
        await api.ClaimAsync("It rains at first.");
        var first = await api.DeliveryAsync(hook, "delivered", 1);
        await using var owner = new NpgsqlConnection(api.Database.AdminConnectionString);
        await owner.ExecuteAsync("revoke update on change_followers from claimcheck_service");
        try
        {
            await api.ClaimAsync("It rains, and nobody can be told.");
            await api.Admin.SendJsonAsync($"/v1/webhooks/{hook.Id}/deliveries/{first.GetProperty("id")}/redeliver", "");
            await api.DeliveryAsync(hook, "delivered", 2);
            Assert.Single(receiver.Messages.DistinctBy(message => message.Id));
        }
        finally
        {
            await owner.ExecuteAsync("grant update on change_followers to claimcheck_service");
        }

        // And when it can be told of again, it is.
        await receiver.MessagesAsync(3);
        Assert.Equal(2, receiver.Messages.DistinctBy(message => message.Id).Count());
    }

    [Fact]
    public async Task A_receiver_that_asks_for_a_pause_gets_it()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = (context, _) =>
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = "7200";
            return Task.CompletedTask;
        };
        var hook = await api.HookAsync(receiver, OnlyNew);

        await api.ClaimAsync("It rains too much.");
        var failed = await api.DeliveryAsync(hook, "pending", 1);

        Assert.InRange(failed.GetProperty("nextAttemptAt").GetDateTimeOffset() - api.Clock.GetUtcNow(), TimeSpan.FromSeconds(7199), TimeSpan.FromSeconds(7201));
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_disabled_at_once_and_others_are_told()
    {
        await using var gone = await Receiver.StartAsync();
        await using var other = await Receiver.StartAsync();
        gone.AnswerWith(410);
        var hook = await api.HookAsync(gone, OnlyNew);
        await api.HookAsync(other, ""","types":["webhook.disabled"]""");

        await api.ClaimAsync("It rains on nobody.");
        await api.DeliveryAsync(hook, "failed", 1);

        var webhook = await api.Admin.ReadAsync($"/v1/webhooks/{hook.Id}");
        Assert.Equal(("False", "gone", 2), (webhook.Text("isEnabled"), webhook.Text("disabledReason"), webhook.Version));
        var told = JsonElement.Parse((await other.MessagesAsync(1))[0].Body);
        Assert.Equal("webhook.disabled", told.GetProperty("type").GetString());
        Assert.Contains(hook.Id.ToString(), told.GetRawText(), StringComparison.Ordinal);

        await api.ClaimAsync("It still rains on nobody.");
        await api.ClaimAsync("And goes on.");
        Assert.Single(await api.DeliveriesAsync(hook));
        Assert.Single(gone.Messages);
    }

    [Fact]
    public async Task After_ten_attempts_a_message_is_a_dead_letter_that_can_be_sent_again_by_hand()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.AnswerWith(500, 400, 400, 400, 400, 400, 400, 400, 400, 400, 204);
        var hook = await api.HookAsync(receiver, OnlyNew);
        await api.ClaimAsync("It rains ten times.");
        for (var attempt = 1; attempt < 10; attempt++)
        {
            var pending = await api.DeliveryAsync(hook, "pending", attempt);
            api.Pass(pending.GetProperty("nextAttemptAt").GetDateTimeOffset() - api.Clock.GetUtcNow());
        }

        var dead = await api.DeliveryAsync(hook, "failed", 10);
        Assert.Equal(JsonValueKind.Null, dead.GetProperty("nextAttemptAt").ValueKind);
        Assert.Single(await api.DeliveriesAsync(hook, "?state=failed&type=claim.created"));
        Assert.Empty(await api.DeliveriesAsync(hook, "?state=delivered"));

        var again = await api.Admin.SendJsonAsync($"/v1/webhooks/{hook.Id}/deliveries/{dead.GetProperty("id")}/redeliver", "");

        Assert.Equal((HttpStatusCode.OK, 1), (again.Status, again.Body.GetProperty("count").GetInt32()));
        await api.DeliveryAsync(hook, "delivered", 11);
        Assert.Single(receiver.Messages.DistinctBy(message => message.Id));
        Assert.Equal("redelivered", (await api.Admin.ReadAsync($"/v1/webhooks/{hook.Id}/history")).Items[0].GetProperty("action").GetString());
    }

    [Fact]
    public async Task The_messages_of_a_span_of_time_are_sent_again_and_no_others()
    {
        await using var receiver = await Receiver.StartAsync();
        var hook = await api.HookAsync(receiver, OnlyNew);
        api.Clock.Move(TimeSpan.FromMinutes(1));
        await api.ClaimAsync("Before.");
        await receiver.MessagesAsync(1);
        api.Clock.Move(TimeSpan.FromMinutes(1));
        var from = api.Clock.GetUtcNow();
        await api.ClaimAsync("In the middle.");
        await receiver.MessagesAsync(2);
        api.Clock.Move(TimeSpan.FromMinutes(1));
        var to = api.Clock.GetUtcNow();
        await api.ClaimAsync("After.");
        await receiver.MessagesAsync(3);
        await Eventually.TrueAsync(async () => (await api.DeliveriesAsync(hook, "?state=delivered")).Length == 3, "all three are noted");
        var path = $"/v1/webhooks/{hook.Id}/redeliver";
        var span = $"\"from\":\"{from:O}\",\"to\":\"{to:O}\"";

        Assert.Equal(0, (await api.Admin.SendJsonAsync(path, $"{{{span}}}")).Body.GetProperty("count").GetInt32());
        var sent = await api.Admin.SendJsonAsync(path, $$"""{{{span}},"states":["delivered"]}""");

        Assert.Equal((1, true), (sent.Body.GetProperty("count").GetInt32(), sent.Body.GetProperty("isComplete").GetBoolean()));
        Assert.Equal((await receiver.MessagesAsync(4))[1].Id, receiver.Messages[3].Id);
        Assert.Single(await api.DeliveriesAsync(hook, $"?from={Uri.EscapeDataString($"{from:O}")}&to={Uri.EscapeDataString($"{to:O}")}"));
        Assert.Equal(HttpStatusCode.BadRequest, (await api.Admin.SendJsonAsync(path, $"{{\"from\":\"{to:O}\",\"to\":\"{from:O}\"}}")).Status);
    }

    [Fact]
    public async Task Filters_let_pass_what_they_name_and_a_takedown_whatever_its_topics_were()
    {
        await using var receiver = await Receiver.StartAsync();
        var known = SampleStory.IdOf("claim", "o1-3");
        var byType = await api.HookAsync(receiver, ""","types":["claim.retracted"]""");
        var byTopic = await api.HookAsync(receiver, ""","topics":["tides"]""");
        var bySource = await api.HookAsync(receiver, ""","sources":["cnn"]""");
        var byClaim = await api.HookAsync(receiver, $$""","claims":["{{known}}"]""");
        var all = await api.HookAsync(receiver, ""","types":["claim.created","claim.updated","claim.retracted","claim.taken_down"]""");

        var about = await api.ClaimAsync("The tide is high.", "bbc-news", """["tides"]""");
        var of = await api.ClaimAsync("The tide is low.", "cnn");
        await api.Editor.PatchJsonAsync($"/v1/claims/{known}", """{"language":"en-GB"}""");
        await api.Editor.SendJsonAsync($"/v1/claims/{of}/retract", """{"reason":"It is not."}""");
        Assert.Equal(HttpStatusCode.NoContent, (await api.Admin.RemoveAsync($"/v1/claims/{about}?reason=order")).Status);

        await Eventually.TrueAsync(async () => (await api.DeliveriesAsync(all)).Length == 5, "everything was told to whoever wants everything");
        Assert.Equal(["claim.retracted"], await TypesAsync(byType));
        Assert.Equal(["claim.created", "claim.taken_down"], await TypesAsync(byTopic));
        Assert.Equal(["claim.created", "claim.retracted"], (await TypesAsync(bySource)).Where(IsOfClaim));
        Assert.Equal(["claim.updated"], (await TypesAsync(byClaim)).Where(IsOfClaim));
    }

    [Fact]
    public async Task Nothing_is_told_of_what_was_before_or_while_a_webhook_was_disabled_and_what_was_put_down_waits()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.AnswerWith(500, 204);
        await api.ClaimAsync("Before there was a webhook.");
        var hook = await api.HookAsync(receiver, OnlyNew);
        await api.ClaimAsync("Put down.");
        await api.DeliveryAsync(hook, "pending", 1);
        await api.Admin.PatchJsonAsync($"/v1/webhooks/{hook.Id}", """{"isEnabled":false}""");
        await api.ClaimAsync("While it was disabled.");
        await using var witness = await Receiver.StartAsync();
        await api.HookAsync(witness, OnlyNew);
        await api.ClaimAsync("Seen by the witness.");
        await witness.MessagesAsync(1);
        api.Pass(TimeSpan.FromSeconds(10));
        Assert.Single(receiver.Messages);

        await api.Database.SettleAsync();
        await api.Admin.PatchJsonAsync($"/v1/webhooks/{hook.Id}", """{"isEnabled":true}""");
        await api.DeliveryAsync(hook, "delivered", 2);
        await api.ClaimAsync("After.");

        Assert.Equal(3, (await receiver.MessagesAsync(3)).Count);
        Assert.Equal(2, receiver.Messages.DistinctBy(message => message.Id).Count());
        Assert.Equal(2, (await api.DeliveriesAsync(hook)).Length);
    }

    [Fact]
    public async Task Five_days_of_nothing_but_failure_disable_a_webhook_and_one_message_that_is_taken_begins_them_anew()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var other = await Receiver.StartAsync();
        await api.HookAsync(other, ""","types":["webhook.disabled"]""");
        receiver.AnswerWith(400, 204, 400);
        var hook = await api.HookAsync(receiver, OnlyNew);
        await api.ClaimAsync("Day 0, not taken at first.");
        await api.DeliveryAsync(hook, "pending", 1);
        api.Pass(TimeSpan.FromSeconds(6));
        await api.DeliveryAsync(hook, "delivered", 2);
        api.Pass(TimeSpan.FromDays(3));
        await api.ClaimAsync("Day 3, not taken.");
        await receiver.MessagesAsync(3);
        await Eventually.TrueAsync(async () => (await api.DeliveriesAsync(hook, "?state=pending"))[0].GetProperty("attemptCount").GetInt32() == 1, "it is noted");
        api.Pass(TimeSpan.FromDays(4.9));
        await receiver.MessagesAsync(4);
        Assert.Equal("True", (await api.Admin.ReadAsync($"/v1/webhooks/{hook.Id}")).Text("isEnabled"));

        api.Pass(TimeSpan.FromDays(0.2));

        await Eventually.TrueAsync(
            async () => (await api.Admin.ReadAsync($"/v1/webhooks/{hook.Id}")).Text("disabledReason") == "failing", "the webhook is disabled");
        Assert.Equal("disabled", (await api.Admin.ReadAsync($"/v1/webhooks/{hook.Id}/history")).Items[0].GetProperty("action").GetString());

        // And those of other tests that have failed all the while.
        await Eventually.TrueAsync(
            () => Task.FromResult(other.Messages.Select(message => JsonElement.Parse(message.Body).GetProperty("data"))
                .Any(data => (data.GetProperty("webhook").GetGuid(), data.GetProperty("reason").GetString()) == (hook.Id, "failing"))),
            "others are told that it is disabled");
    }

    [Fact]
    public async Task A_takedown_empties_what_receivers_answered_about_the_claim()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = async (context, _) => await context.Response.WriteAsync("I have stored: it rains in Delft.", Stop);
        var hook = await api.HookAsync(receiver, OnlyNew);
        var claim = await api.ClaimAsync("It rains in Delft.");
        var delivered = await api.DeliveryAsync(hook, "delivered", 1);
        Assert.Contains("Delft", delivered.GetProperty("attempts")[0].GetProperty("answer").GetString(), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NoContent, (await api.Admin.RemoveAsync($"/v1/claims/{claim}?reason=order")).Status);

        Assert.Equal(JsonValueKind.Null, (await api.DeliveryAsync(hook, "delivered", 1)).GetProperty("attempts")[0].GetProperty("answer").ValueKind);
    }

    [Theory]
    [InlineData(StatusCodes.Status200OK)]
    [InlineData(StatusCodes.Status422UnprocessableEntity)]
    public async Task What_is_answered_when_the_claim_has_been_taken_down_is_not_kept_either(int status)
    {
        await using var receiver = await Receiver.StartAsync();
        var answering = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        receiver.Answer = async (context, _) =>
        {
            await answering.Task.WaitAsync(context.RequestAborted);
            context.Response.StatusCode = status;
            await context.Response.WriteAsync("I shall not forget: it rains in Delft.", Stop);
        };
        var hook = await api.HookAsync(receiver, ""","types":["claim.created","claim.taken_down"]""");
        var claim = await api.ClaimAsync("It rains in Delft.");
        await receiver.MessagesAsync(1);

        Assert.Equal(HttpStatusCode.NoContent, (await api.Admin.RemoveAsync($"/v1/claims/{claim}?reason=order")).Status);
        await receiver.MessagesAsync(2);
        answering.SetResult();

        await Eventually.TrueAsync(
            async () => (await api.DeliveriesAsync(hook)).All(delivery => delivery.GetProperty("attemptCount").GetInt32() == 1), "both are noted");
        var deliveries = await api.DeliveriesAsync(hook);
        Assert.Equal(2, deliveries.Length);
        Assert.All(deliveries, delivery =>
        {
            var attempt = delivery.GetProperty("attempts")[0];
            Assert.Equal((status, JsonValueKind.Null), (attempt.GetProperty("status").GetInt32(), attempt.GetProperty("answer").ValueKind));
        });
    }

    [Fact]
    public async Task Deliveries_are_listed_in_pages_newest_first()
    {
        await using var receiver = await Receiver.StartAsync();
        var hook = await api.HookAsync(receiver, OnlyNew);
        for (var number = 1; number <= 3; number++)
        {
            await api.ClaimAsync($"Number {number}.");
            await receiver.MessagesAsync(number);
            api.Clock.Move(TimeSpan.FromMilliseconds(5));
        }

        var first = await api.Admin.ReadAsync($"/v1/webhooks/{hook.Id}/deliveries?limit=2");
        var second = await api.Admin.ReadAsync($"/v1/webhooks/{hook.Id}/deliveries?limit=2&cursor={first.Text("nextCursor")}");

        Assert.Equal(
            receiver.Messages.Select(message => message.Id).Reverse(),
            first.Items.Concat(second.Items).Select(delivery => delivery.GetProperty("messageId").GetString()));
    }

    private static bool IsOfClaim(string type) => type.StartsWith("claim.", StringComparison.Ordinal);

    private async Task<IEnumerable<string>> TypesAsync(Hook hook) =>
        (await api.DeliveriesAsync(hook)).Select(delivery => delivery.GetProperty("type").GetString()!).Order(StringComparer.Ordinal);
}
