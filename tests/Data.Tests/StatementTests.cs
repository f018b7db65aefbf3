using Npgsql;
using NpgsqlTypes;

namespace ClaimCheck.Data.Tests;

/// <summary>Every statement that a store may send, put before Postgres: a column or a cast that is wrong is seen here.</summary>
public sealed class StatementTests(OwnDatabase database) : IClassFixture<OwnDatabase>
{
    public static TheoryData<string, string> Statements => new(
        from file in Sql.Files
        from statement in Sql.Load(file).All.Concat(WithEveryFilter(Sql.Load(file)))
        select (file, statement.Name));

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task Postgres_understands_the_statement(string file, string name)
    {
        var sql = Sql.Load(file);
        await using var connection = new NpgsqlConnection(database.Database.ServiceConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var stages = new NpgsqlCommand(Sql.Load("import_merges")["ImportStageCreate"], connection);
        await stages.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql.All.Concat(WithEveryFilter(sql)).Single(s => s.Name == name).Text, connection);

        NpgsqlCommandBuilder.DeriveParameters(command);
        await command.PrepareAsync(TestContext.Current.CancellationToken);

        Assert.DoesNotContain(command.Parameters.Cast<NpgsqlParameter>(), parameter => parameter.NpgsqlDbType == NpgsqlDbType.Unknown);
    }

    [Theory]
    [InlineData("ImportClaims")]
    [InlineData("ImportHops")]
    [InlineData("ImportEntries")]
    [InlineData("ImportArticlesStage")]
    public async Task Postgres_takes_rows(string name)
    {
        var sql = Sql.Load("import_merges");
        await using var connection = new NpgsqlConnection(database.Database.ServiceConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var stages = new NpgsqlCommand(sql["ImportStageCreate"], connection);
        await stages.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        await using var rows = await connection.BeginBinaryImportAsync(sql.Copy(name), TestContext.Current.CancellationToken);

        Assert.Equal(0UL, await rows.CompleteAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("select id, no_such_column from claims", PostgresErrorCodes.UndefinedColumn)]
    [InlineData("select id from claims where id = @id::integer", PostgresErrorCodes.UndefinedFunction)]
    public async Task Postgres_does_not_understand_a_statement_that_is_wrong(string text, string code)
    {
        await using var connection = new NpgsqlConnection(database.Database.ServiceConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(text, connection);

        Assert.Equal(code, Assert.Throws<PostgresException>(() => NpgsqlCommandBuilder.DeriveParameters(command)).SqlState);
    }

    [Fact]
    public void Every_sql_file_has_statements() =>
        Assert.All(Sql.Files, file => Assert.NotEmpty(Sql.Load(file).All));

    private static IEnumerable<(string Name, string Text)> WithEveryFilter(Sql sql) =>
        from statement in sql.All
        let parts = statement.Name.Split(' ')
        where parts.Length == 2
        group parts[1] by parts[0] into list
        select ($"{list.Key} with every filter", sql.With(list.Key, list));
}
