using ClaimCheck.Data.Changes;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Changes;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Webhooks;

/// <summary>
/// Puts down a message for each change and each webhook that is to be told of it. The audit log is the outbox: its entries are written in
/// the transaction of the change, and the messages in the one that notes how far the log has been followed, so that none is lost or
/// put down twice.
/// </summary>
public sealed class WebhookFanOut
{
    /// <summary>Under which it follows the feed.</summary>
    internal const string Name = "webhooks";

    // A page of them is put down in one transaction, during which the feed stands still.
    private const int MostChanges = 200;

    private static readonly Sql Webhooks = Sql.Load("webhooks");
    private static readonly Sql Deliveries = Sql.Load("webhook_deliveries");

    private readonly Database database;
    private readonly ChangeFollower follower;

    internal WebhookFanOut(Database database)
    {
        this.database = database;
        follower = new ChangeFollower(database, Name, withTopics: true);
    }

    /// <summary>Whether there is any webhook that is told of changes.</summary>
    public async Task<bool> IsAnybodyToldAsync(CancellationToken cancellation) =>
        await database.ReadPrimaryAsync<bool>(new CommandDefinition(Webhooks["WebhooksAnybodyIsTold"], cancellationToken: cancellation)) is [true];

    /// <summary>Puts down messages about the next changes.</summary>
    /// <param name="write">Writes the body of a message.</param>
    /// <param name="at">The service's clock.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <returns>Whether there may be more.</returns>
    public async Task<bool> RunAsync(Func<Change, byte[]> write, DateTimeOffset at, CancellationToken cancellation)
    {
        var taken = await follower.TakeAsync(
            MostChanges, (connection, changes, token) => PutDownAsync(connection, changes, write, at, token), cancellation);
        return taken == MostChanges;
    }

    /// <summary>Passes over the changes of which nobody is told, as long as nobody is told of any.</summary>
    public async Task SkipAsync(CancellationToken cancellation) =>
        await database.WriteRepeatablyAsync(
            (connection, token) => connection.ExecuteAsync(
                new CommandDefinition(Webhooks["WebhooksSkipChanges"], new { Name }, cancellationToken: token)),
            cancellation);

    /// <summary>Puts down messages on the connection, and in the transaction, of whoever decided on them.</summary>
    internal static Task<int> InsertAsync(NpgsqlConnection connection, IReadOnlyCollection<NewMessage> messages, DateTimeOffset at, CancellationToken token) =>
        connection.ExecuteAsync(new CommandDefinition(
            Deliveries["WebhookDeliveriesInsert"],
            new
            {
                Ids = messages.Select(message => message.Id).ToArray(),
                WebhookIds = messages.Select(message => message.Webhook).ToArray(),
                MessageIds = messages.Select(message => message.MessageId).ToArray(),
                Types = messages.Select(message => Words<ChangeType>.Of(message.Type)).ToArray(),
                ClaimIds = messages.Select(message => $"{{{string.Join(',', message.Claims)}}}").ToArray(),
                Bodies = messages.Select(message => message.Body).ToArray(),
                ChangedAts = messages.Select(message => message.At.UtcDateTime).ToArray(),
                at,
            },
            cancellationToken: token));

    private static async Task PutDownAsync(
        NpgsqlConnection connection, IReadOnlyList<Change> changes, Func<Change, byte[]> write, DateTimeOffset at, CancellationToken token)
    {
        var told = (await connection.QueryAsync<ToldRow>(new CommandDefinition(Webhooks["WebhooksToTell"], cancellationToken: token)))
            .Select(row => (row.Id, row.Since, Filter: row.ToFilter())).ToList();
        var messages = new List<NewMessage>();
        foreach (var change in changes)
        {
            byte[]? body = null;
            foreach (var webhook in told.Where(webhook => change.Position.Transaction >= webhook.Since && change.Passes(webhook.Filter)))
            {
                body ??= write(change);
                messages.Add(new NewMessage(NewId.At(at), webhook.Id, change.Id, change.Type!.Value, change.Claims, body, change.At));
            }
        }

        if (messages.Count > 0)
        {
            await InsertAsync(connection, messages, at, token);
        }
    }

    /// <summary>A message as it is put down.</summary>
    internal sealed record NewMessage(
        Guid Id, Guid Webhook, Guid MessageId, ChangeType Type, IReadOnlyList<Guid> Claims, byte[] Body, DateTimeOffset At);

    private sealed class ToldRow
    {
        public Guid Id { get; init; }
        public string[] Types { get; init; } = [];
        public string[] Topics { get; init; } = [];
        public Guid[] SourceIds { get; init; } = [];
        public Guid[] ClaimIds { get; init; } = [];
        public long Since { get; init; }

        public ChangeFilter ToFilter() => new([.. Types.Select(Words<ChangeType>.Parse)], Topics, SourceIds, ClaimIds);
    }
}
