using ClaimCheck.Data.Audit;
using ClaimCheck.Data.Changes;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Changes;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Values;
using ClaimCheck.Testing;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Tests.Changes;

/// <summary>The audit log as a feed: everything once, whoever commits when.</summary>
public sealed class ChangeFeedTests(OwnDatabase database) : IClassFixture<OwnDatabase>
{
    private const int Writers = 16;
    private const int EntriesOfEach = 60;

    // Npgsql prepares a statement the second time; Postgres keeps one plan for all values after five more.
    private const int UntilPlansAreKept = 10;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_type_of_the_feed_is_one_that_an_entry_can_have()
    {
        await using var connection = new NpgsqlConnection(database.Database.ServiceConnectionString);
        var definition = (await connection.ExecuteScalarAsync<string>("select pg_get_functiondef('change_type'::regproc)"))!;

        Assert.All(
            Words<ChangeType>.All.Except(["link.suggested"]), word => Assert.Contains($"'{word}'", definition, StringComparison.Ordinal));
        Assert.Contains("'link.'", definition, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LinkStatus.Suggested, ChangeType.LinkSuggested)]
    [InlineData(LinkStatus.Confirmed, ChangeType.LinkConfirmed)]
    public async Task A_link_is_told_of_by_where_it_was_proposed_to_stand(LinkStatus status, ChangeType type)
    {
        var (one, other) = (await database.AddSourceAsync(), await database.AddSourceAsync());
        var (from, to) = (await database.AddClaimAsync(one.Slug, "It rains."), await database.AddClaimAsync(other.Slug, "It pours."));
        var now = await SettledNowAsync();

        var link = (await database.LinkAsync(from.Id, to.Id, LinkRelation.Corroborates, status)).Value!;

        var change = Assert.Single(await SettledChangesAsync(now, link.Id));
        Assert.Equal(type, change.Type);
        Assert.Equal(LinkRelation.Corroborates, change.Relation);
        Assert.Equal(new[] { from.Id, to.Id }.Order(), change.Claims.Order());
        Assert.Equal(new[] { one.Id, other.Id }.Order(), change.Sources.Order());
    }

    [Fact]
    public async Task A_claim_that_changes_is_told_of_under_its_topics_before_and_after()
    {
        var source = await database.AddSourceAsync();
        var facts = OwnDatabase.Saying("It rains.") with { Topics = ["weather"] };
        var claim = await database.AddClaimAsync(source.Slug, facts);
        var now = await SettledNowAsync();

        await database.Data.ClaimStore.ChangeAsync(
            claim, OwnDatabase.With(claim with { Facts = facts with { Topics = ["floods"] } }), OwnDatabase.By(), Stop);
        var update = Assert.Single(await SettledChangesAsync(now, claim.Id));
        await database.Data.WithdrawalStore.TakeDownClaimAsync(claim.Id, VersionCondition.Any, "By order.", OwnDatabase.By(), Stop);
        var takedown = Assert.Single(await SettledChangesAsync(update.Position, claim.Id));

        Assert.Equal((ChangeType.ClaimUpdated, ChangeType.ClaimTakenDown), (update.Type!.Value, takedown.Type!.Value));
        Assert.All([update, takedown], change => Assert.True(change.Passes(Following("weather")) && change.Passes(Following("floods"))));
        Assert.False(update.Passes(Following("tides")));
        Assert.True(takedown.Passes(Following("tides")));
    }

    [Fact]
    public async Task What_commits_late_comes_before_what_began_after_it()
    {
        var source = await database.AddSourceAsync();
        var now = await SettledNowAsync();
        await using var late = await BeginAsync();
        await AppendAsync(late, source.Id, 1);
        await using var early = await BeginAsync();
        await AppendAsync(early, source.Id, 2);
        await early.Transaction.CommitAsync(Stop);

        Assert.Empty(await OwnChangesAsync(now, source.Id));

        await late.Transaction.CommitAsync(Stop);
        Assert.Equal([1, 2], (await SettledChangesAsync(now, source.Id)).Select(change => change.Version));
    }

    [Fact]
    public async Task Where_a_writer_had_to_wait_for_a_later_transaction_the_sequence_says_which_change_came_last()
    {
        const string Write = "update claims set version = version + 1 where id = @Id returning version";
        var (source, other) = (await database.AddSourceAsync(), await database.AddSourceAsync());
        var claim = await database.AddClaimAsync(source.Slug, "It rains.");
        var now = await SettledNowAsync();

        // Its number is the smaller one, drawn before it comes to the claim.
        await using var first = await BeginAsync();
        await AppendAsync(first, other.Id, 2);
        await using var second = await BeginAsync();
        await AppendAsync(second, claim.Id, await second.Connection.QuerySingleAsync<int>(Write, claim), AuditedEntity.Claim);

        var waiting = first.Connection.QuerySingleAsync<int>(Write, claim);
        await Eventually.TrueAsync(
            async () => (bool)(await database.AsOwnerAsync($"select wait_event_type = 'Lock' from pg_stat_activity where pid = {first.Connection.ProcessID}"))!,
            "the first waits for the claim");
        await second.Transaction.CommitAsync(Stop);
        await AppendAsync(first, claim.Id, await waiting, AuditedEntity.Claim);
        await first.Transaction.CommitAsync(Stop);

        var told = await SettledChangesAsync(now, claim.Id);
        Assert.Equal([3, 2], told.Select(change => change.Version));
        Assert.Equal([2, 3], told.OrderBy(change => change.Position.Sequence).Select(change => change.Version));
    }

    [Fact]
    public async Task Of_sixteen_writers_with_long_transactions_among_them_every_entry_is_read_once()
    {
        var source = await database.AddSourceAsync();
        var now = await SettledNowAsync();
        using var written = new CancellationTokenSource();
        var reading = ReadOnAsync(now, source.Id, written.Token);

        await AtOnce.DoAsync(Writers, number => WriteAsync(number, source.Id));
        await database.SettleAsync();
        await written.CancelAsync();

        var (read, bySequence) = await reading;
        var expected = Enumerable.Range(0, Writers * EntriesOfEach).Where(number => !IsRolledBack(number)).Select(number => number + 1);
        Assert.Equal(expected, read.Order());

        // The control: whoever goes on behind the greatest number of the sequence that he has seen misses what was drawn before and came after.
        Assert.True(bySequence.Count < read.Count, "Nothing was committed out of order, so nothing was proven.");
    }

    [Fact]
    public async Task A_log_from_another_cluster_does_not_hide_what_is_written_here()
    {
        var source = await database.AddSourceAsync();
        await using var before = await BeginAsync();
        for (var written = 0; written < UntilPlansAreKept; written++)
        {
            await AppendAsync(before, source.Id, 100 + written);
        }

        await before.Transaction.CommitAsync(Stop);
        await database.AsOwnerAsync(
            $"""
            insert into audit_log (id, entity_type, entity_id, version, action, actor, at, transaction)
            values ('{NewId.At(TimeProvider.System.Now())}', 'source', '{source.Id}', 2, 'rated', 'restored', now(), pg_snapshot_xmax(pg_current_snapshot())::text::bigint + 1000000)
            """);
        Assert.Empty(await OwnChangesAsync(ChangePosition.Zero, source.Id, version: 2));

        await new Migrator(database.Database.AdminConnectionString, Migrator.BuiltIn).ApplyAsync(Stop);

        var restored = Assert.Single(await SettledChangesAsync(ChangePosition.Zero, source.Id, version: 2));
        var next = await database.AddSourceAsync();
        await using (var transaction = await before.Connection.BeginTransactionAsync(Stop))
        {
            await AppendAsync(before, next.Id, 5);
            await transaction.CommitAsync(Stop);
        }

        var later = Assert.Single(await SettledChangesAsync(restored.Position, next.Id, version: 5));
        Assert.True(later.Position.Transaction > restored.Position.Transaction);
    }

    private static ChangeFilter Following(string topic) => new([], [topic], [], []);

    private static bool IsRolledBack(int number) => number / EntriesOfEach % 5 == 4 && number % 7 == 3;

    /// <summary>What can be read once every transaction has ended that runs now, those of other tests on this server too.</summary>
    private async Task<List<Change>> SettledChangesAsync(ChangePosition after, Guid entity, int? version = null)
    {
        await database.SettleAsync();
        return await OwnChangesAsync(after, entity, version);
    }

    /// <summary>Now, when whatever was written before has been passed: a transaction of another test would hold it back.</summary>
    private async Task<ChangePosition> SettledNowAsync()
    {
        await database.SettleAsync();
        return await database.Data.ChangeReader.GetNowAsync(Stop);
    }

    private async Task<List<Change>> OwnChangesAsync(ChangePosition after, Guid entity, int? version = null)
    {
        var changes = new List<Change>();
        for (ChangePage page = new([], after, true); page.HasMore;)
        {
            page = await database.Data.ChangeReader.ListAsync(page.End, 100, withTopics: true, Stop);
            changes.AddRange(page.Changes.Where(change => change.EntityId == entity && (version is null || change.Version == version)));
        }

        return changes;
    }

    /// <summary>Reads until everything has been written; and as it would be read by the sequence alone.</summary>
    private async Task<(List<int> Read, HashSet<int> BySequence)> ReadOnAsync(ChangePosition after, Guid entity, CancellationToken written)
    {
        var read = new List<int>();
        var bySequence = new HashSet<int>();
        var greatest = 0L;
        await using var connection = new NpgsqlConnection(database.Database.ServiceConnectionString);
        while (true)
        {
            var isLast = written.IsCancellationRequested;
            var page = await database.Data.ChangeReader.ListAsync(after, 37, withTopics: false, Stop);
            after = page.End;
            read.AddRange(page.Changes.Where(change => change.EntityId == entity).Select(change => change.Version));
            foreach (var (sequence, version) in await connection.QueryAsync<(long, int)>(
                "select sequence, version from audit_log where entity_id = @entity and action = 'rated' and sequence > @greatest order by sequence",
                new { entity, greatest }))
            {
                greatest = sequence;
                bySequence.Add(version);
            }

            if (isLast && !page.HasMore)
            {
                return (read, bySequence);
            }
        }
    }

    /// <summary>Every third writer writes several entries in one transaction, between which others write and commit theirs.</summary>
    private async Task<int> WriteAsync(int writer, Guid entity)
    {
        var isLong = writer % 3 == 0;
        for (var written = 0; written < EntriesOfEach;)
        {
            await using var session = await BeginAsync();
            for (var here = 0; here < (isLong ? 20 : 1); here++, written++)
            {
                var number = (writer * EntriesOfEach) + written;
                await session.Connection.ExecuteAsync("savepoint entry");
                await AppendAsync(session, entity, number + 1);
                await session.Connection.ExecuteAsync(IsRolledBack(number) ? "rollback to savepoint entry" : "release savepoint entry");
            }

            await session.Transaction.CommitAsync(Stop);
        }

        return writer;
    }

    private async Task<Session> BeginAsync()
    {
        // Prepared as the pools of the service do.
        var prepared = new NpgsqlConnectionStringBuilder(database.Database.ServiceConnectionString) { MaxAutoPrepare = 20, AutoPrepareMinUsages = 2 };
        var connection = new NpgsqlConnection(prepared.ConnectionString);
        await connection.OpenAsync(Stop);
        return new Session(connection, await connection.BeginTransactionAsync(Stop));
    }

    private static Task AppendAsync(Session session, Guid entity, int version, AuditedEntity kind = AuditedEntity.Source) => AuditLog.AppendAsync(
        session.Connection,
        new AuditLog.Change(kind, entity, version, kind == AuditedEntity.Source ? "rated" : "changed", null),
        OwnDatabase.By(),
        Stop);

    private sealed record Session(NpgsqlConnection Connection, NpgsqlTransaction Transaction) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Transaction.DisposeAsync();
            await Connection.DisposeAsync();
        }
    }
}
