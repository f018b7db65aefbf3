using ClaimCheck.Data.Idempotency;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Values;
using ClaimCheck.Domain.Webhooks;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Webhooks;

/// <summary>A message that was taken up to be sent.</summary>
/// <param name="Id">The delivery.</param>
/// <param name="Webhook">Whose.</param>
/// <param name="MessageId">What the receiver knows it by.</param>
/// <param name="Url">Where it goes.</param>
/// <param name="Body">What is sent.</param>
/// <param name="Secrets">What it is signed with; none where no key opens them.</param>
/// <param name="Attempts">How often it was sent.</param>
/// <param name="AttemptsInRow">How often since it was last put down to be sent.</param>
/// <param name="ChangedAt">When what it tells of happened.</param>
/// <param name="Lease">By which whoever has it is known.</param>
public sealed record TakenDelivery(
    Guid Id,
    Guid Webhook,
    Guid MessageId,
    string Url,
    ReadOnlyMemory<byte> Body,
    IReadOnlyList<WebhookSecret> Secrets,
    int Attempts,
    int AttemptsInRow,
    DateTimeOffset ChangedAt,
    Guid Lease);

/// <summary>How much may be taken up.</summary>
/// <param name="Take">In all.</param>
/// <param name="InFlight">For one receiver, counting what is under way with other instances.</param>
/// <param name="Resting">Receivers that are left alone.</param>
/// <param name="Tried">Receivers that are tried with one message.</param>
public sealed record DeliveryRoom(int Take, int InFlight, IReadOnlyCollection<Guid> Resting, IReadOnlyCollection<Guid> Tried);

/// <summary>What became of wishing to have messages sent again.</summary>
public enum RedeliveryOutcome
{
    /// <summary>They are to be sent again.</summary>
    Accepted = 1,

    /// <summary>No such webhook.</summary>
    WebhookMissing,

    /// <summary>No such delivery of the webhook.</summary>
    DeliveryMissing,
}

/// <summary>How many messages are to be sent again.</summary>
/// <param name="Count">How many.</param>
/// <param name="NextAfter">Where there may be more: the delivery behind which they follow.</param>
public sealed record Redelivered(int Count, Guid? NextAfter);

/// <summary>Puts down what is to be sent, hands it out to whoever sends it, and notes what came of it.</summary>
public sealed class DeliveryStore
{
    /// <summary>The most messages that are put down again at once.</summary>
    public const int MostRedelivered = 10_000;

    // Few enough to be done in a moment: a delete holds its rows to its end.
    private const int ForgottenAtOnce = 1_000;

    private static readonly Sql Statements = Sql.Load("webhook_deliveries");
    private static readonly Sql Webhooks = Sql.Load("webhooks");

    private readonly Database database;
    private readonly WebhookReader webhooks;
    private readonly SecretBox box;

    internal DeliveryStore(Database database, WebhookReader webhooks, SecretBox box)
    {
        this.database = database;
        this.webhooks = webhooks;
        this.box = box;
    }

    /// <summary>Takes up what is due. Whatever is taken must be told of with <see cref="SettleAsync"/> or <see cref="ReturnAsync"/> before its time is up; then others take it.</summary>
    /// <param name="room">How much.</param>
    /// <param name="now">The service's clock.</param>
    /// <param name="patience">After how long whoever took it is given up for dead.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<IReadOnlyList<TakenDelivery>> TakeAsync(
        DeliveryRoom room, DateTimeOffset now, TimeSpan patience, CancellationToken cancellation)
    {
        var lease = NewId.At(now);
        var rows = await database.WriteAsync<List<TakenRow>>(
            async (connection, token) =>
            {
                var receivers = (await connection.QueryAsync<Guid>(new CommandDefinition(
                    Statements["WebhookReceiversHold"], new { now, Resting = room.Resting.ToArray() }, cancellationToken: token))).ToArray();
                if (receivers.Length == 0)
                {
                    return (false, []);
                }

                var parameters = new { now, patience, lease, receivers, room.Take, room.InFlight, Tried = room.Tried.ToArray() };
                return (true, (await connection.QueryAsync<TakenRow>(
                    new CommandDefinition(Statements["WebhookDeliveriesTake"], parameters, cancellationToken: token))).AsList());
            },
            cancellation);
        var taken = new List<TakenDelivery>(rows.Count);
        foreach (var row in rows)
        {
            taken.Add(new TakenDelivery(
                row.Id, row.WebhookId, row.MessageId, row.Url, row.Body,
                await WebhookStore.OpenAsync(box, row.WebhookId, row, now, cancellation), row.Attempts, row.AttemptsInRow, row.ChangedAt, lease));
        }

        return taken;
    }

    /// <summary>Gives a sign of life for what was taken and is still under way.</summary>
    /// <param name="leases">Those under which it was taken.</param>
    /// <param name="patience">After how long whoever took it is given up for dead, unless there is another sign.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task RenewAsync(IEnumerable<Guid> leases, TimeSpan patience, CancellationToken cancellation) =>
        await database.WriteRepeatablyAsync(
            (connection, token) => connection.ExecuteAsync(new CommandDefinition(
                Statements["WebhookDeliveriesRenew"], new { Leases = leases.ToArray(), patience }, cancellationToken: token)),
            cancellation);

    /// <summary>
    /// Notes what came of a sending; twice is once. A receiver that wants nothing more, or has taken nothing for too long, is disabled in
    /// the same transaction.
    /// </summary>
    /// <param name="delivery">What was sent.</param>
    /// <param name="attempt">What came of it.</param>
    /// <param name="next">When it is sent again, if it failed; null for never.</param>
    /// <param name="now">The service's clock.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <returns>Why the receiver was disabled; null where it was not.</returns>
    public async Task<WebhookStop?> SettleAsync(
        TakenDelivery delivery, DeliveryAttempt attempt, DateTimeOffset? next, DateTimeOffset now, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(AttemptRow.Parameters(delivery.Id, delivery.Lease, attempt));
        parameters.AddDynamicParams(new { NextAttemptAt = next?.UtcDateTime, EndedAt = now });
        if (attempt.Failure is null)
        {
            await database.WriteRepeatablyAsync(
                (connection, token) => connection.ExecuteAsync(
                    new CommandDefinition(Statements["WebhookDeliveryDelivered"], parameters, cancellationToken: token)),
                cancellation);
            return null;
        }

        return await database.WriteAsync<WebhookStop?>(
            async (connection, token) =>
            {
                var failingSince = await connection.ExecuteScalarAsync<DateTime?>(
                    new CommandDefinition(Statements["WebhookDeliveryFailed"], parameters, cancellationToken: token));
                if (failingSince is not { } since || ReasonToStop(attempt, since) is not { } reason)
                {
                    if (next is null)
                    {
                        await connection.ExecuteAsync(
                            new CommandDefinition(Webhooks["WebhookFailsNoLonger"], new { Id = delivery.Webhook }, cancellationToken: token));
                    }

                    return (true, null);
                }

                var by = new Authorship(null, "Webhooks", Role.Admin, now);
                return (true, await WebhookStore.DisableAsync(connection, webhooks, delivery.Webhook, reason, by, token) ? reason : null);
            },
            cancellation);
    }

    /// <summary>Gives back what was taken and not sent.</summary>
    /// <param name="delivery">What was taken.</param>
    /// <param name="due">When it is due again.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task ReturnAsync(TakenDelivery delivery, DateTimeOffset due, CancellationToken cancellation) =>
        await database.WriteRepeatablyAsync(
            (connection, token) => connection.ExecuteAsync(new CommandDefinition(
                Statements["WebhookDeliveryReturn"], new { delivery.Id, delivery.Lease, DueAt = due }, cancellationToken: token)),
            cancellation);

    /// <summary>Has a message sent again, whatever became of it, as if for the first time.</summary>
    /// <param name="webhook">Whose.</param>
    /// <param name="id">Which delivery.</param>
    /// <param name="by">Who wishes so.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <param name="receipt">Keeps the answer with what is written.</param>
    public async Task<Verdict<RedeliveryOutcome, Redelivered>> RedeliverAsync(
        Guid webhook, Guid id, Authorship by, CancellationToken cancellation, Receipt<Verdict<RedeliveryOutcome, Redelivered>>? receipt = null) =>
        await RedeliverAsync(
            webhook,
            by,
            async (connection, token) =>
            {
                var count = await connection.ExecuteAsync(new CommandDefinition(
                    Statements["WebhookDeliveryRedeliver"], new { id, WebhookId = webhook, Now = by.At }, cancellationToken: token));
                return count > 0
                    || await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
                        Statements["WebhookDeliveryExists"], new { id, WebhookId = webhook }, cancellationToken: token))
                        ? (new Redelivered(count, null), $"the delivery {id}")
                        : null;
            },
            receipt,
            cancellation);

    /// <summary>Has the messages of a span of time sent again.</summary>
    /// <param name="webhook">Whose.</param>
    /// <param name="since">Those that were put down then or later.</param>
    /// <param name="until">Those that were put down before then.</param>
    /// <param name="states">Only those that stand like this.</param>
    /// <param name="after">Only those that follow this one: see <see cref="Redelivered.NextAfter"/>.</param>
    /// <param name="by">Who wishes so.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <param name="receipt">Keeps the answer with what is written.</param>
    public async Task<Verdict<RedeliveryOutcome, Redelivered>> RedeliverAsync(
        Guid webhook,
        DateTimeOffset since,
        DateTimeOffset until,
        IReadOnlyCollection<DeliveryState> states,
        Guid? after,
        Authorship by,
        CancellationToken cancellation,
        Receipt<Verdict<RedeliveryOutcome, Redelivered>>? receipt = null) =>
        await RedeliverAsync(
            webhook,
            by,
            async (connection, token) =>
            {
                var (count, last) = await connection.QuerySingleAsync<(int Count, Guid? Last)>(new CommandDefinition(
                    Statements["WebhookDeliveriesRedeliver"],
                    new
                    {
                        WebhookId = webhook,
                        since,
                        until,
                        States = states.Select(Words<DeliveryState>.Of).ToArray(),
                        after,
                        Now = by.At,
                        Take = MostRedelivered,
                    },
                    cancellationToken: token));
                return (new Redelivered(count, count < MostRedelivered ? null : last), $"{count} deliveries from {since:O} to {until:O}");
            },
            receipt,
            cancellation);

    /// <summary>Forgets what is old and what belonged to webhooks that were deleted, a part of it at a time.</summary>
    /// <param name="before">What was put down before then.</param>
    /// <param name="now">The service's clock.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task ForgetAsync(DateTimeOffset before, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var statement in (string[])["WebhookDeliveriesForget", "WebhookDeliveriesForgetDeleted"])
        {
            int forgotten;
            do
            {
                forgotten = await database.WriteRepeatablyAsync(
                    (connection, token) => connection.ExecuteAsync(
                        new CommandDefinition(Statements[statement], new { before, Take = ForgottenAtOnce }, cancellationToken: token)),
                    cancellation);
            }
            while (forgotten == ForgottenAtOnce);
        }

        foreach (var statement in (string[])["WebhooksForget", "WebhookSecretsForget"])
        {
            await database.WriteRepeatablyAsync(
                (connection, token) => connection.ExecuteAsync(new CommandDefinition(Webhooks[statement], new { now }, cancellationToken: token)),
                cancellation);
        }
    }

    /// <summary>Records a delivery as it was, for the story; one that is there already stays as it is.</summary>
    internal async Task AddDeliveredAsync(WebhookDelivery delivery, DateTimeOffset at, CancellationToken cancellation) =>
        await database.WriteAsync(
            async (connection, token) =>
            {
                var message = new WebhookFanOut.NewMessage(
                    delivery.Id, delivery.Webhook, delivery.MessageId, delivery.Type, [], delivery.Body.ToArray(), delivery.CreatedAt);
                if (await WebhookFanOut.InsertAsync(connection, [message], at, token) > 0)
                {
                    var parameters = new DynamicParameters(AttemptRow.Parameters(delivery.Id, null, delivery.Attempts[0].Attempt));
                    parameters.Add("EndedAt", at);
                    await connection.ExecuteAsync(new CommandDefinition(Statements["WebhookDeliveryDelivered"], parameters, cancellationToken: token));
                }

                return (true, true);
            },
            cancellation);

    /// <summary>
    /// Empties what was answered to messages about a claim that is taken down, in the transaction that takes it down, and has nothing kept
    /// of what is answered later.
    /// </summary>
    internal static async Task RedactAsync(NpgsqlConnection connection, Guid claim, CancellationToken token)
    {
        await connection.ExecuteAsync(
            new CommandDefinition(Statements["WebhookFanOutHold"], new { WebhookFanOut.Name }, cancellationToken: token));
        await connection.ExecuteAsync(new CommandDefinition(Statements["WebhookAnswersWithhold"], new { claim }, cancellationToken: token));
        await connection.ExecuteAsync(new CommandDefinition(Statements["WebhookAnswersRedact"], new { claim }, cancellationToken: token));
    }

    private static WebhookStop? ReasonToStop(DeliveryAttempt attempt, DateTime failingSince)
    {
        if (attempt.IsGone)
        {
            return WebhookStop.Gone;
        }

        return attempt.At - failingSince >= Webhook.FailingTooLong ? WebhookStop.Failing : null;
    }

    private async Task<Verdict<RedeliveryOutcome, Redelivered>> RedeliverAsync(
        Guid webhook,
        Authorship by,
        Func<NpgsqlConnection, CancellationToken, Task<(Redelivered Result, string What)?>> write,
        Receipt<Verdict<RedeliveryOutcome, Redelivered>>? receipt,
        CancellationToken cancellation) =>
        await database.WriteAsync<Verdict<RedeliveryOutcome, Redelivered>>(
            async (connection, token) =>
            {
                if (await webhooks.HoldAsync(connection, webhook, token) is not { } known)
                {
                    return (false, new(RedeliveryOutcome.WebhookMissing));
                }

                if (await write(connection, token) is not { } written)
                {
                    return (false, new(RedeliveryOutcome.DeliveryMissing));
                }

                if (written.Result.Count > 0)
                {
                    await WebhookStore.RecordAsync(connection, known, "redelivered", by, token, written.What);
                }

                return (true, new(RedeliveryOutcome.Accepted, written.Result));
            },
            receipt,
            cancellation);

    private sealed class TakenRow : WebhookStore.SecretsRow
    {
        public Guid Id { get; init; }
        public Guid WebhookId { get; init; }
        public Guid MessageId { get; init; }
        public byte[] Body { get; init; } = [];
        public int Attempts { get; init; }
        public int AttemptsInRow { get; init; }
        public DateTime ChangedAt { get; init; }
        public string Url { get; init; } = "";
    }
}
