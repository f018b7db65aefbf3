using ClaimCheck.Domain;
using ClaimCheck.Domain.Values;
using ClaimCheck.Faults.Servers;
using Npgsql;

namespace ClaimCheck.Faults.Load;

/// <summary>Transactions that take their time, with entries in the history before and after others have committed theirs; every fifth is rolled back.</summary>
internal sealed class SlowWriters : IAsyncDisposable
{
    private const int Entries = 3;
    private const int OneOf = 5;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(120);

    private readonly CancellationTokenSource enough = new();
    private readonly Task writing;

    private SlowWriters(string adminConnectionString, int count) =>
        writing = Task.WhenAll(Enumerable.Range(0, count).Select(writer => Task.Run(() => WriteAsync(adminConnectionString, writer), CancellationToken.None)));

    public static SlowWriters Start(string adminConnectionString, int count) => new(adminConnectionString, count);

    /// <summary>One entry in a transaction of its own; its id.</summary>
    public static async Task<Guid> AppendAsync(string adminConnectionString)
    {
        await using var connection = await Sessions.OpenAsync(adminConnectionString);
        return await AppendAsync(connection, int.MaxValue);
    }

    public async Task FinishAsync()
    {
        await enough.CancelAsync();
        await writing;
    }

    public async ValueTask DisposeAsync()
    {
        await FinishAsync();
        enough.Dispose();
    }

    private async Task WriteAsync(string adminConnectionString, int writer)
    {
        await using var connection = await Sessions.OpenAsync(adminConnectionString);
        var number = 0;
        while (!enough.IsCancellationRequested)
        {
            number++;
            await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
            for (var entry = 0; entry < Entries; entry++)
            {
                await AppendAsync(connection, (writer + 1) * 1_000_000 + number * Entries + entry);
                await Pause.UpToAsync(Between);
            }

            await (number % OneOf == 0 ? transaction.RollbackAsync(CancellationToken.None) : transaction.CommitAsync(CancellationToken.None));
        }
    }

    private static async Task<Guid> AppendAsync(NpgsqlConnection connection, int version)
    {
        var now = TimeProvider.System.Now();
        await using var command = new NpgsqlCommand(
            "insert into audit_log (id, entity_type, entity_id, version, action, actor, at) select @id, 'source', s.id, @version, 'rated', 'slowly', @at from sources s where s.slug = @slug",
            connection);
        var id = NewId.At(now);
        command.Parameters.AddWithValue("id", id);
        command.Parameters.AddWithValue("version", version);
        command.Parameters.AddWithValue("at", now.UtcDateTime);
        command.Parameters.AddWithValue("slug", FaultsFixture.Outlet);
        await command.ExecuteNonQueryAsync();
        return id;
    }
}
