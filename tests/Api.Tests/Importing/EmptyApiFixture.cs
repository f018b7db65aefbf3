using Npgsql;

namespace ClaimCheck.Api.Tests.Importing;

/// <summary>A service over a ledger in which there is nothing.</summary>
public sealed class EmptyApiFixture(PostgresFixture postgres) : ApiFixture(postgres), IAsyncLifetime
{
    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        await using var connection = new NpgsqlConnection(Database.AdminConnectionString);
        await connection.OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand("truncate sources, rating_scales, claim_review_pages cascade", connection);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
