using ClaimCheck.Domain;
using ClaimCheck.Domain.Changes;
using ClaimCheck.Domain.Webhooks;
using Dapper;

namespace ClaimCheck.Data.Webhooks;

/// <summary>Which deliveries of a webhook are meant.</summary>
/// <param name="State">Where they stand.</param>
/// <param name="Type">What happened.</param>
/// <param name="Since">Put down then or later.</param>
/// <param name="Until">Put down before then.</param>
public sealed record DeliveryFilter(DeliveryState? State, ChangeType? Type, DateTimeOffset? Since, DateTimeOffset? Until);

/// <summary>What waits to be sent.</summary>
/// <param name="Length">How many messages, counted up to a limit.</param>
/// <param name="Oldest">When the oldest of them was put down.</param>
public sealed record DeliveryBacklog(long Length, DateTimeOffset? Oldest);

/// <summary>Reads what was sent to receivers and what came of it.</summary>
/// <param name="database">The database.</param>
public sealed class DeliveryReader(Database database)
{
    /// <summary>Beyond it a backlog is not counted.</summary>
    public const int MostCounted = 100_000;

    private static readonly Sql Statements = Sql.Load("webhook_deliveries");

    /// <summary>Deliveries of a webhook, newest first, with their newest sendings.</summary>
    /// <param name="webhook">Whose.</param>
    /// <param name="filter">Which.</param>
    /// <param name="before">Only those put down before this one.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<IReadOnlyList<WebhookDelivery>> ListAsync(
        Guid webhook, DeliveryFilter filter, Guid? before, int take, CancellationToken cancellation)
    {
        var command = new Filters()
            .Add("before", before)
            .Add("state", filter.State is { } state ? Words<DeliveryState>.Of(state) : null)
            .Add("type", filter.Type is { } type ? Words<ChangeType>.Of(type) : null)
            .Add("since", filter.Since?.UtcDateTime)
            .Add("until", filter.Until?.UtcDateTime)
            .Set("webhookId", webhook)
            .Command(Statements, "WebhookDeliveryList", take, cancellation);
        return await WithAttemptsAsync(await database.ReadAsync<DeliveryRow>(command), cancellation);
    }

    /// <summary>What waits to be sent to receivers that are told of changes.</summary>
    public async Task<DeliveryBacklog> BacklogAsync(CancellationToken cancellation)
    {
        var row = await database.ReadFreshAsync(
            (connection, token) => connection.QuerySingleAsync<BacklogRow>(
                new CommandDefinition(Statements["WebhookBacklog"], new { Most = MostCounted }, cancellationToken: token)),
            cancellation);
        return new DeliveryBacklog(row.Length, row.Oldest);
    }

    private async Task<IReadOnlyList<WebhookDelivery>> WithAttemptsAsync(List<DeliveryRow> rows, CancellationToken cancellation)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var attempts = (await database.ReadAsync<AttemptRow>(new CommandDefinition(
            Statements["WebhookAttemptsNewest"],
            new { Ids = rows.ConvertAll(row => row.Id).ToArray(), Most = WebhookDelivery.MostAttemptsShown },
            cancellationToken: cancellation))).ToLookup(attempt => attempt.DeliveryId);
        return rows.ConvertAll(row => row.ToDelivery(attempts[row.Id]));
    }

    private sealed class BacklogRow
    {
        public long Length { get; init; }
        public DateTime? Oldest { get; init; }
    }
}
