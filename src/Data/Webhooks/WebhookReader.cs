using ClaimCheck.Data.Sources;
using ClaimCheck.Domain.Webhooks;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Webhooks;

/// <summary>Reads webhooks.</summary>
/// <param name="database">The database.</param>
/// <param name="directory">The names of sources.</param>
public sealed class WebhookReader(Database database, SourceDirectory directory)
{
    private static readonly Sql Statements = Sql.Load("webhooks");

    /// <summary>The webhook with this id; null also where it was deleted.</summary>
    public async Task<Webhook?> GetAsync(Guid id, CancellationToken cancellation) =>
        (await NamedAsync(await database.ReadAsync<WebhookRow>(
            new CommandDefinition(Statements["WebhookGet"], new { id }, cancellationToken: cancellation)), cancellation)).SingleOrDefault();

    /// <summary>The version of the webhook with this id, or null.</summary>
    public ValueTask<int?> FindVersionAsync(Guid id, CancellationToken cancellation) =>
        database.ReadVersionAsync(new CommandDefinition(Statements["WebhookVersion"], new { id }, cancellationToken: cancellation));

    /// <summary>Webhooks, newest first.</summary>
    /// <param name="before">Only those made before this one.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<IReadOnlyList<Webhook>> ListAsync(Guid? before, int take, CancellationToken cancellation) =>
        await NamedAsync(
            await database.ReadAsync<WebhookRow>(new Filters().Add("before", before).Command(Statements, "WebhookList", take, cancellation)),
            cancellation);

    /// <summary>The webhook as nobody changes it until the transaction ends, or null.</summary>
    internal async Task<Webhook?> HoldAsync(NpgsqlConnection connection, Guid id, CancellationToken token)
    {
        var row = await connection.QuerySingleOrDefaultAsync<WebhookRow>(
            new CommandDefinition(Statements["WebhookLock"], new { id }, cancellationToken: token));
        return row?.ToWebhook(await directory.NamesAsync(row.SourceIds, token));
    }

    private async Task<IReadOnlyList<Webhook>> NamedAsync(List<WebhookRow> rows, CancellationToken cancellation)
    {
        var names = await directory.NamesAsync(rows.SelectMany(row => row.SourceIds), cancellation);
        return rows.ConvertAll(row => row.ToWebhook(names));
    }
}
