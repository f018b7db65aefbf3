using System.Text;
using ClaimCheck.Data.Webhooks;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Changes;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Values;
using ClaimCheck.Domain.Webhooks;
using ClaimCheck.Testing;
using Npgsql;

namespace ClaimCheck.Data.Tests.Stores;

/// <summary>Who gets which message to send, and what is noted of it.</summary>
public sealed class DeliveryStoreTests(OwnDatabase database) : IClassFixture<OwnDatabase>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static WebhookDraft Draft { get; } = new("https://cms.example/", null, [], [], [], [], IsEnabled: true);

    private DeliveryStore Store => database.Data.DeliveryStore;

    [Fact]
    public async Task No_two_get_the_same_message_and_no_receiver_more_than_it_may_have_under_way()
    {
        var (busy, calm) = (await HookAsync(), await HookAsync());
        await PutDownAsync(busy, 40);
        await PutDownAsync(calm, 2);
        var now = TimeProvider.System.Now();

        var taken = new List<TakenDelivery>[8];
        await AtOnce.DoAsync(taken.Length, async worker => taken[worker] = [.. await Store.TakeAsync(Room(100), now, Patience, Stop)]);
        var all = taken.SelectMany(some => some).Where(delivery => delivery.Webhook == busy || delivery.Webhook == calm).ToList();

        Assert.Equal(all.Count, all.DistinctBy(delivery => delivery.Id).Count());
        Assert.Equal(4, all.Count(delivery => delivery.Webhook == busy));
        Assert.Equal(2, all.Count(delivery => delivery.Webhook == calm));

        await Store.SettleAsync(all.First(delivery => delivery.Webhook == busy), Taken(now), null, now, Stop);
        Assert.Single(await TakeOfAsync(busy, now));
    }

    [Fact]
    public async Task Who_takes_counts_what_others_have_taken_while_it_came_to_the_receiver()
    {
        var hook = await HookAsync();
        await PutDownAsync(hook, 40);
        var now = TimeProvider.System.Now();
        var room = Room(100) with { Resting = await OthersAsync(hook) };

        // To come to it takes long, so that one who began before another had taken holds it after that.
        await database.AsOwnerAsync(
            "create policy slow on webhooks using ((select true from pg_sleep(0.1))); alter table webhooks enable row level security");
        try
        {
            var taken = await AtOnce.DoAsync(8, async turn =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(30 * turn), Stop);
                return await Store.TakeAsync(room, now, Patience, Stop);
            });

            Assert.Equal(4, taken.Sum(some => some.Count));
        }
        finally
        {
            await database.AsOwnerAsync("alter table webhooks disable row level security; drop policy slow on webhooks");
        }
    }

    [Fact]
    public async Task What_nobody_told_of_is_taken_by_others_when_its_time_is_up_and_only_success_is_still_heard()
    {
        var hook = await HookAsync();
        await PutDownAsync(hook, 1);
        var now = TimeProvider.System.Now();
        var first = Assert.Single(await TakeOfAsync(hook, now));

        // Its time is the database's: an instance whose clock goes wrong takes nothing from others, and leaves nothing lying.
        Assert.Empty(await TakeOfAsync(hook, now.AddDays(1)));
        await database.AsServiceAsync($"update webhook_deliveries set next_attempt_at = now() - interval '1 ms' where id = '{first.Id}'");
        var second = Assert.Single(await TakeOfAsync(hook, now.AddDays(-1)));
        Assert.Equal((first.Id, first.MessageId), (second.Id, second.MessageId));
        Assert.NotEqual(first.Lease, second.Lease);

        await Store.SettleAsync(first, Failed(now), now, now, Stop);
        Assert.Equal(0, (await DeliveryAsync(second)).AttemptCount);
        await Store.SettleAsync(first, Taken(now), null, now, Stop);
        Assert.Equal((DeliveryState.Delivered, 1), ((await DeliveryAsync(second)).State, (await DeliveryAsync(second)).AttemptCount));
        await Store.SettleAsync(second, Failed(now), now, now, Stop);
        Assert.Equal(DeliveryState.Delivered, (await DeliveryAsync(second)).State);
    }

    [Fact]
    public async Task Who_has_given_a_sign_of_life_keeps_what_it_took()
    {
        var hook = await HookAsync();
        await PutDownAsync(hook, 1);
        var now = TimeProvider.System.Now();
        var taken = Assert.Single(await TakeOfAsync(hook, now));
        await database.AsServiceAsync($"update webhook_deliveries set next_attempt_at = now() - interval '1 ms' where id = '{taken.Id}'");

        await Store.RenewAsync([taken.Lease], Patience, Stop);

        Assert.Empty(await TakeOfAsync(hook, now.AddDays(1)));
    }

    [Fact]
    public async Task What_is_noted_again_because_nobody_heard_that_it_had_been_is_noted_once()
    {
        var hook = await HookAsync();
        await PutDownAsync(hook, 1);
        var now = TimeProvider.System.Now();
        var taken = Assert.Single(await TakeOfAsync(hook, now));

        await Store.SettleAsync(taken, Taken(now), null, now, Stop);
        await Store.SettleAsync(taken, Taken(now), null, now, Stop);

        var noted = await DeliveryAsync(taken);
        Assert.Equal((DeliveryState.Delivered, 1, 1), (noted.State, noted.AttemptCount, noted.Attempts.Count));

        // The same message sent again is another sending.
        await Store.RedeliverAsync(hook, taken.Id, OwnDatabase.By(), Stop);
        await Store.SettleAsync(Assert.Single(await TakeOfAsync(hook, now.AddSeconds(1))), Taken(now), null, now, Stop);
        Assert.Equal(2, (await DeliveryAsync(taken)).Attempts.Count);
    }

    [Fact]
    public async Task A_receiver_is_not_held_to_have_failed_while_there_was_nothing_to_take()
    {
        var hook = await HookAsync();
        var first = TimeProvider.System.Now();
        await PutDownAsync(hook, 2, first);
        var (one, other) = await TakeOfAsync(hook, first) is { Count: 2 } both ? (both[0], both[1]) : throw new InvalidOperationException();

        // While another message is still to be sent it has failed all the while.
        Assert.Null(await Store.SettleAsync(one, Failed(first), null, first, Stop));
        Assert.NotNull(await FailingSinceAsync(hook));
        Assert.Null(await Store.SettleAsync(other, Failed(first.AddDays(3)), null, first.AddDays(3), Stop));
        Assert.Null(await FailingSinceAsync(hook));

        var later = first.AddDays(10);
        await PutDownAsync(hook, 1, later);
        Assert.Null(await Store.SettleAsync(Assert.Single(await TakeOfAsync(hook, later)), Failed(later), later.AddSeconds(5), later, Stop));

        // The control: from then on it fails, and after five days it is disabled.
        later += Webhook.FailingTooLong;
        Assert.Equal(
            WebhookStop.Failing, await Store.SettleAsync(Assert.Single(await TakeOfAsync(hook, later)), Failed(later), later, later, Stop));
    }

    [Fact]
    public async Task A_webhook_that_leads_elsewhere_begins_without_having_failed()
    {
        var hook = await HookAsync();
        var first = TimeProvider.System.Now();
        await PutDownAsync(hook, 1, first);
        await Store.SettleAsync(Assert.Single(await TakeOfAsync(hook, first)), Failed(first), first, first, Stop);

        await database.Data.WebhookStore.ChangeAsync(hook, Draft with { Description = "It still leads there." }, VersionCondition.Any, OwnDatabase.By(), Stop);
        Assert.NotNull(await FailingSinceAsync(hook));
        await database.Data.WebhookStore.ChangeAsync(hook, Draft with { Url = "https://cms.example/2" }, VersionCondition.Any, OwnDatabase.By(), Stop);

        Assert.Null(await FailingSinceAsync(hook));
        var later = first + Webhook.FailingTooLong;
        Assert.Null(await Store.SettleAsync(Assert.Single(await TakeOfAsync(hook, later)), Failed(later), later, later, Stop));
    }

    [Fact]
    public async Task What_is_on_its_way_is_not_sent_again_by_hand_and_nothing_of_it_goes_on_record()
    {
        var hook = await HookAsync();
        await PutDownAsync(hook, 1);
        var now = TimeProvider.System.Now();
        var taken = Assert.Single(await TakeOfAsync(hook, now));

        var verdict = await Store.RedeliverAsync(hook, taken.Id, OwnDatabase.By(), Stop);

        Assert.Equal(new Redelivered(0, null), verdict.Value);
        Assert.Equal(0L, await RedeliveriesAsync(hook));
        await Store.SettleAsync(taken, Taken(now), null, now, Stop);
        Assert.Equal(new Redelivered(1, null), (await Store.RedeliverAsync(hook, taken.Id, OwnDatabase.By(), Stop)).Value);
        Assert.Equal(1L, await RedeliveriesAsync(hook));
        Assert.Equal(RedeliveryOutcome.DeliveryMissing, (await Store.RedeliverAsync(hook, hook, OwnDatabase.By(), Stop)).Outcome);
    }

    [Fact]
    public async Task Of_more_messages_than_go_at_once_the_rest_is_reached()
    {
        var hook = await HookAsync();
        var at = TimeProvider.System.Now();
        await PutDownAsync(hook, DeliveryStore.MostRedelivered + 1, at);
        DeliveryState[] states = [DeliveryState.Pending];

        var first = (await Store.RedeliverAsync(hook, at, at.AddSeconds(1), states, null, OwnDatabase.By(), Stop)).Value!;
        var rest = (await Store.RedeliverAsync(hook, at, at.AddSeconds(1), states, first.NextAfter, OwnDatabase.By(), Stop)).Value!;

        Assert.Equal((DeliveryStore.MostRedelivered, false), (first.Count, first.NextAfter is null));
        Assert.Equal(new Redelivered(1, null), rest);
        await database.AsServiceAsync($"delete from webhook_deliveries where webhook_id = '{hook}'");
    }

    [Fact]
    public async Task Of_a_message_that_is_being_put_down_while_its_claim_is_taken_down_no_answer_is_kept()
    {
        var hook = await HookAsync();
        var source = await database.AddSourceAsync();
        var claim = await database.AddClaimAsync(source.Slug, "It rains.");
        var message = Message(hook) with { Claims = [claim.Id] };
        await using var connection = new NpgsqlConnection(database.Database.ServiceConnectionString);
        await connection.OpenAsync(Stop);
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        await using (var hold = new NpgsqlCommand("select pg_advisory_xact_lock(hashtext('claimcheck.follower'), hashtext('webhooks'))", connection))
        {
            await hold.ExecuteNonQueryAsync(Stop);
        }

        await WebhookFanOut.InsertAsync(connection, [message], message.At, Stop);
        var takedown = database.Data.WithdrawalStore.TakeDownClaimAsync(claim.Id, VersionCondition.Any, "An order.", OwnDatabase.By(Role.Admin), Stop);
        await Eventually.TrueAsync(
            async () => takedown.IsCompleted || (long)(await database.AsOwnerAsync(
                "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"))! > 0,
            "the takedown has come to what was put down");
        await transaction.CommitAsync(Stop);
        Assert.Equal(ClaimOutcome.Accepted, (await takedown).Outcome);

        await NothingIsKeptOfAsync(hook);

        // Nor of what is put down afterwards.
        await InsertAsync([Message(hook) with { Claims = [claim.Id] }]);
        await NothingIsKeptOfAsync(hook);
    }

    [Fact]
    public async Task A_receiver_that_rests_gets_nothing_and_one_that_is_tried_gets_one_message()
    {
        var (resting, tried) = (await HookAsync(), await HookAsync());
        await PutDownAsync(resting, 3);
        await PutDownAsync(tried, 3);
        var now = TimeProvider.System.Now();

        var taken = await Store.TakeAsync(new DeliveryRoom(100, 4, [resting], [tried]), now, Patience, Stop);
        Assert.DoesNotContain(resting, taken.Select(delivery => delivery.Webhook));
        var one = Assert.Single(taken, delivery => delivery.Webhook == tried);

        await Store.ReturnAsync(one, now + TimeSpan.FromSeconds(30), Stop);
        Assert.Equal(0, (await DeliveryAsync(one)).AttemptCount);
        Assert.Equal(now + TimeSpan.FromSeconds(30), (await DeliveryAsync(one)).NextAttemptAt);
    }

    [Fact]
    public async Task No_more_is_taken_than_there_is_room_for_and_what_has_waited_longest_comes_first()
    {
        var (old, young) = (await HookAsync(), await HookAsync());
        var now = TimeProvider.System.Now();
        await PutDownAsync(young, 2, now.AddSeconds(-1));
        await PutDownAsync(old, 2, now.AddMinutes(-1));

        var taken = await Store.TakeAsync(Room(2) with { Resting = await OthersAsync(old, young) }, now, Patience, Stop);

        Assert.Equal([old, old], taken.Select(delivery => delivery.Webhook));
    }

    [Fact]
    public async Task A_change_is_put_down_once_for_each_webhook_however_often_it_is_tried()
    {
        var hook = await HookAsync();
        var message = Message(hook);

        Assert.Equal(1, await InsertAsync([message]));
        Assert.Equal(0, await InsertAsync([message with { Id = NewId.At(message.At) }]));
    }

    [Fact]
    public async Task What_is_old_is_forgotten_unless_it_is_still_to_be_sent_and_so_is_all_of_a_webhook_that_was_deleted()
    {
        var (kept, disabled, deleted) = (await HookAsync(), await HookAsync(), await HookAsync());
        var now = TimeProvider.System.Now();
        await PutDownAsync(kept, 2, now.AddDays(-31));
        await database.AsServiceAsync($"update webhook_deliveries set state = 'delivered', next_attempt_at = null where webhook_id = '{kept}'");
        await PutDownAsync(kept, 1, now.AddDays(-31));
        await PutDownAsync(kept, 1, now.AddDays(-29));
        await PutDownAsync(disabled, 1, now.AddDays(-31));
        await PutDownAsync(disabled, 1, now.AddDays(-29));
        await database.Data.WebhookStore.ChangeAsync(disabled, Draft with { IsEnabled = false }, VersionCondition.Any, OwnDatabase.By(), Stop);
        await PutDownAsync(deleted, 3, now);
        await database.Data.WebhookStore.DeleteAsync(deleted, VersionCondition.Any, OwnDatabase.By(), Stop);

        await Store.ForgetAsync(now.AddDays(-30), now, Stop);

        Assert.Equal([DeliveryState.Pending, DeliveryState.Pending], (await ListAsync(kept)).Select(delivery => delivery.State));
        Assert.Single(await ListAsync(disabled));
        Assert.Equal(0L, await database.AsServiceAsync($"select count(*) from webhook_deliveries where webhook_id = '{deleted}'"));
        Assert.Equal(0L, await database.AsServiceAsync($"select count(*) from webhooks where id = '{deleted}'"));
    }

    [Fact]
    public async Task A_secret_is_stored_sealed_and_opens_for_its_own_webhook_only()
    {
        var secret = WebhookSecret.Create();
        var (hook, other) = (await HookAsync(secret), await HookAsync());
        var now = TimeProvider.System.Now();

        var stored = (byte[])(await database.AsServiceAsync($"select secret from webhooks where id = '{hook}'"))!;
        Assert.Equal(-1, stored.AsSpan().IndexOf(secret.Bytes.Span[..8]));
        Assert.Equal(secret.Reveal(), Assert.Single(await database.Data.WebhookStore.SecretsAsync(hook, now, Stop)).Reveal());

        await database.AsServiceAsync($"update webhooks set secret = (select secret from webhooks where id = '{hook}') where id = '{other}'");
        Assert.Empty(await database.Data.WebhookStore.SecretsAsync(other, now, Stop));
    }

    [Fact]
    public async Task Keys_of_the_settings_take_each_other_s_place_without_any_secret_being_lost()
    {
        byte[] first = [.. Enumerable.Repeat((byte)1, 32)], second = [.. Enumerable.Repeat((byte)2, 32)];
        var hook = NewId.At(TimeProvider.System.Now());
        var secret = WebhookSecret.Create();
        SecretBox Box(params byte[][] keys) => new(database.Data.Facts, keys);

        var byDatabase = await Box().SealAsync(secret, hook, Stop);
        var byFirst = await Box(first).SealAsync(secret, hook, Stop);

        Assert.Equal(secret.Reveal(), (await Box(first).OpenAsync(byDatabase, hook, Stop))?.Reveal());
        Assert.Equal(secret.Reveal(), (await Box(second, first).OpenAsync(byFirst, hook, Stop))?.Reveal());
        Assert.Null(await Box(second).OpenAsync(byFirst, hook, Stop));
        Assert.Null(await Box().OpenAsync(byFirst, hook, Stop));
        Assert.Null(await Box().OpenAsync([1, 2, 3], hook, Stop));
    }

    private static DeliveryRoom Room(int take) => new(take, 4, [], []);

    private static DeliveryAttempt Taken(DateTimeOffset at) => new(at, null, 204, null, new DeliveryTimes(null, null, null, TimeSpan.FromMilliseconds(1)));

    private static DeliveryAttempt Failed(DateTimeOffset at) => Taken(at) with { Failure = DeliveryFailure.Status, Status = 500 };

    private static WebhookFanOut.NewMessage Message(Guid hook)
    {
        var at = TimeProvider.System.Now();
        return new(NewId.At(at), hook, NewId.At(at), ChangeType.ClaimCreated, [NewId.At(at)], Encoding.UTF8.GetBytes("{}"), at);
    }

    private async Task<Guid> HookAsync(WebhookSecret? secret = null)
    {
        var by = OwnDatabase.By();
        return (await database.Data.WebhookStore.AddAsync(NewId.At(by.At), Draft, secret ?? WebhookSecret.Create(), by, Stop)).Value!.Webhook.Id;
    }

    private async Task PutDownAsync(Guid hook, int count, DateTimeOffset? at = null) =>
        await InsertAsync([.. Enumerable.Range(0, count).Select(_ => Message(hook))], at);

    private async Task<int> InsertAsync(IReadOnlyCollection<WebhookFanOut.NewMessage> messages, DateTimeOffset? at = null)
    {
        await using var connection = new NpgsqlConnection(database.Database.ServiceConnectionString);
        await connection.OpenAsync(Stop);
        return await WebhookFanOut.InsertAsync(connection, messages, at ?? TimeProvider.System.Now(), Stop);
    }

    private Task<object?> FailingSinceAsync(Guid hook) =>
        database.AsServiceAsync($"select to_char(failing_since, 'YYYY') from webhooks where id = '{hook}' and failing_since is not null");

    private Task<object?> RedeliveriesAsync(Guid hook) =>
        database.AsServiceAsync($"select count(*) from audit_log where entity_id = '{hook}' and action = 'redelivered'");

    private async Task NothingIsKeptOfAsync(Guid hook)
    {
        var now = TimeProvider.System.Now();
        var taken = Assert.Single(await TakeOfAsync(hook, now));
        await Store.SettleAsync(taken, Taken(now) with { Answer = "It rains."u8.ToArray() }, null, now, Stop);
        var noted = Assert.Single((await DeliveryAsync(taken)).Attempts).Attempt;
        Assert.Equal((204, null), (noted.Status, noted.Answer));
    }

    private async Task<IReadOnlyList<TakenDelivery>> TakeOfAsync(Guid hook, DateTimeOffset now) =>
        await Store.TakeAsync(Room(100) with { Resting = await OthersAsync(hook) }, now, Patience, Stop);

    private async Task<Guid[]> OthersAsync(params Guid[] hooks) =>
        [.. (await database.Data.WebhookReader.ListAsync(null, 200, Stop)).Select(webhook => webhook.Id).Except(hooks)];

    private Task<IReadOnlyList<WebhookDelivery>> ListAsync(Guid hook) =>
        database.Data.DeliveryReader.ListAsync(hook, new DeliveryFilter(null, null, null, null), null, 100, Stop);

    private async Task<WebhookDelivery> DeliveryAsync(TakenDelivery delivery) =>
        (await ListAsync(delivery.Webhook)).Single(listed => listed.Id == delivery.Id);
}
