using System.Text;
using ClaimCheck.Data.Webhooks;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Changes;
using ClaimCheck.Domain.Values;
using ClaimCheck.Domain.Webhooks;
using Npgsql;

namespace ClaimCheck.Data.Tests.Stores;

/// <summary>Who gets which message to send, and what is noted of it.</summary>
public sealed class DeliveryStoreTests(OwnDatabase database) : IClassFixture<OwnDatabase>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

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
    public async Task What_nobody_told_of_is_taken_by_others_when_its_time_is_up_and_only_success_is_still_heard()
    {
        var hook = await HookAsync();
        await PutDownAsync(hook, 1);
        var now = TimeProvider.System.Now();
        var first = Assert.Single(await TakeOfAsync(hook, now));

        Assert.Empty(await TakeOfAsync(hook, now + Patience - TimeSpan.FromSeconds(1)));
        var second = Assert.Single(await TakeOfAsync(hook, now + Patience));
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
    public async Task What_is_old_is_forgotten_and_so_is_all_of_a_webhook_that_was_deleted()
    {
        var (kept, deleted) = (await HookAsync(), await HookAsync());
        var now = TimeProvider.System.Now();
        await PutDownAsync(kept, 2, now.AddDays(-31));
        await PutDownAsync(kept, 1, now.AddDays(-29));
        await PutDownAsync(deleted, 3, now);
        await database.Data.WebhookStore.DeleteAsync(deleted, VersionCondition.Any, OwnDatabase.By(), Stop);

        await Store.ForgetAsync(now.AddDays(-30), now, Stop);

        Assert.Single(await ListAsync(kept));
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
        var draft = new WebhookDraft("https://cms.example/", null, [], [], [], [], IsEnabled: true);
        return (await database.Data.WebhookStore.AddAsync(NewId.At(by.At), draft, secret ?? WebhookSecret.Create(), by, Stop)).Value!.Webhook.Id;
    }

    private async Task PutDownAsync(Guid hook, int count, DateTimeOffset? at = null) =>
        await InsertAsync([.. Enumerable.Range(0, count).Select(_ => Message(hook))], at);

    private async Task<int> InsertAsync(IReadOnlyCollection<WebhookFanOut.NewMessage> messages, DateTimeOffset? at = null)
    {
        await using var connection = new NpgsqlConnection(database.Database.ServiceConnectionString);
        await connection.OpenAsync(Stop);
        return await WebhookFanOut.InsertAsync(connection, messages, at ?? TimeProvider.System.Now(), Stop);
    }

    private async Task<IEnumerable<TakenDelivery>> TakeOfAsync(Guid hook, DateTimeOffset now) =>
        await Store.TakeAsync(Room(100) with { Resting = await OthersAsync(hook) }, now, Patience, Stop);

    private async Task<Guid[]> OthersAsync(params Guid[] hooks) =>
        [.. (await database.Data.WebhookReader.ListAsync(null, 200, Stop)).Select(webhook => webhook.Id).Except(hooks)];

    private Task<IReadOnlyList<WebhookDelivery>> ListAsync(Guid hook) =>
        database.Data.DeliveryReader.ListAsync(hook, new DeliveryFilter(null, null, null, null), null, 100, Stop);

    private async Task<WebhookDelivery> DeliveryAsync(TakenDelivery delivery) =>
        (await ListAsync(delivery.Webhook)).Single(listed => listed.Id == delivery.Id);
}
