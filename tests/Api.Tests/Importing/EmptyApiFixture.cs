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
        await Eventually.TrueAsync(
            async () =>
            {
                await using var open = new NpgsqlCommand("select count(*) from imports where finished_at is null", connection);
                return await open.ExecuteScalarAsync(CancellationToken.None) is 0L;
            },
            "the story's own import has ended");
        await using var command = new NpgsqlCommand("truncate sources, rating_scales, claim_review_pages cascade", connection);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
