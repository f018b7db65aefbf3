using ClaimCheck.Data.Audit;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Values;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Tests;

public sealed class AuditLogTests(OwnDatabase database) : IClassFixture<OwnDatabase>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("update audit_log set actor = 'nobody'")]
    [InlineData("update audit_log set after = null, reason = null, redacted_at = now()")]
    [InlineData("delete from audit_log")]
    [InlineData("truncate audit_log")]
    [InlineData("alter table audit_log disable trigger all")]
    [InlineData("drop table audit_log")]
    public async Task The_role_of_the_service_cannot_touch_what_is_on_record(string sql)
    {
        await database.AddSourceAsync();

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => database.AsServiceAsync(sql));

        // Not the trigger, whose refusal has the same code: the role itself must not have the right.
        Assert.Matches("^(permission denied for table|must be owner of table)", refusal.MessageText);
    }

    [Theory]
    [InlineData("update audit_log set actor = 'nobody'")]
    [InlineData("update audit_log set after = null")]
    [InlineData("update audit_log set after = null, reason = null, redacted_at = now(), at = now()")]
    [InlineData("update audit_log set after = null, reason = null, redacted_at = now(), actor_id = gen_random_uuid()")]
    [InlineData("update audit_log set after = null, reason = null, redacted_at = now(), trace_id = 'x'")]
    [InlineData("delete from audit_log")]
    [InlineData("truncate audit_log")]
    public async Task Not_even_the_owner_can_rewrite_or_remove_what_is_on_record(string sql)
    {
        await database.AddSourceAsync();

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => database.AsOwnerAsync(sql));

        Assert.Equal("audit_log is append-only", refusal.MessageText);
    }

    [Fact]
    public async Task The_owner_can_blank_an_entry_once()
    {
        var source = await database.AddSourceAsync();
        var blank = $"update audit_log set after = null, reason = null, redacted_at = now() where entity_id = '{source.Id}'";

        await database.AsOwnerAsync(blank);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => database.AsOwnerAsync(blank));
        Assert.Equal("audit_log is append-only", refusal.MessageText);
    }

    [Fact]
    public async Task The_history_of_a_claim_that_was_not_taken_down_cannot_be_redacted()
    {
        var source = await database.AddSourceAsync();
        var claim = await database.AddClaimAsync(source.Slug, "It stays.");

        var refusal = await Assert.ThrowsAsync<PostgresException>(
            () => database.AsServiceAsync($"select redact_history('{claim.Id}', now())"));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Fact]
    public async Task A_temporary_table_cannot_pose_as_what_was_taken_down()
    {
        var source = await database.AddSourceAsync();
        var claim = await database.AddClaimAsync(source.Slug, "It stays.");

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => database.AsServiceAsync(
            $"""
            create temporary table claims as select '{claim.Id}'::uuid as id, now() as taken_down_at;
            select redact_history('{claim.Id}', now())
            """));

        Assert.Equal($"claim {claim.Id} has not been taken down", refusal.MessageText);
    }

    [Fact]
    public async Task What_was_taken_down_cannot_be_put_back()
    {
        var source = await database.AddSourceAsync();
        var claim = await database.AddClaimAsync(source.Slug, "It goes.");
        await database.Data.WithdrawalStore.TakeDownClaimAsync(claim.Id, VersionCondition.Any, "By order.", OwnDatabase.By(), Stop);

        var refusal = await Assert.ThrowsAsync<PostgresException>(
            () => database.AsServiceAsync($"update claims set taken_down_at = null, text = 'It is back.' where id = '{claim.Id}'"));

        Assert.Equal($"claim {claim.Id} was taken down", refusal.MessageText);
    }

    [Fact]
    public async Task A_takedown_makes_a_new_version_of_every_link_it_empties()
    {
        var (owner, other) = (await database.AddSourceAsync(), await database.AddSourceAsync());
        var (claim, neighbour) = (await database.AddClaimAsync(owner.Slug, "It goes."), await database.AddClaimAsync(other.Slug, "It stays."));
        var link = (await database.LinkAsync(claim.Id, neighbour.Id, LinkRelation.Context)).Value!;

        await database.Data.WithdrawalStore.TakeDownClaimAsync(claim.Id, VersionCondition.Any, "By order.", OwnDatabase.By(), Stop);

        var emptied = (await database.Data.LinkReader.GetAsync(link.Id, Stop))!;
        Assert.Equal(("[taken down]", link.Version + 1), (emptied.Rationale, emptied.Version));
        var history = await database.Data.AuditLog.ListAsync(AuditedEntity.Link, link.Id, null, 10, Stop);
        Assert.Equal([("redacted", emptied.Version), ("proposed", link.Version)], history.Select(entry => (entry.Action, entry.Version)));
    }

    [Fact]
    public async Task A_takedown_leaves_no_word_of_the_claim_anywhere()
    {
        const string Marker = "zqxjkv";
        var (owner, other) = (await database.AddSourceAsync(), await database.AddSourceAsync());
        var facts = OwnDatabase.Saying($"The {Marker} was seen.") with
        {
            Quote = $"We saw the {Marker}.", QuoteSelector = new QuoteSelector($"the {Marker}", $"{Marker} before", $"{Marker} after"), Topics = [Marker],
        };
        var claim = await database.AddClaimAsync(owner.Slug, facts, OwnDatabase.HopTo(other.Slug) with { Quote = $"They said {Marker}." });
        var replaced = await database.AddClaimAsync(other.Slug, "An older claim.");
        var link = await database.LinkAsync(
            claim.Id, replaced.Id, LinkRelation.Supersedes, LinkStatus.Confirmed, $"It says {Marker} more clearly.");
        await database.Data.LinkStore.RetractAsync(link.Value!.Id, VersionCondition.Any, $"It does not say {Marker}.", OwnDatabase.By(), Stop);
        var changed = await database.Data.ClaimStore.ChangeAsync(
            claim, OwnDatabase.With(claim with { Facts = facts with { Text = $"A {Marker} was seen." } }), OwnDatabase.By(), Stop);
        Assert.Equal(ClaimOutcome.Accepted, changed.Outcome);
        Assert.NotEmpty(await TablesHoldingAsync(Marker));

        Assert.Equal(ClaimOutcome.Accepted, (await database.Data.WithdrawalStore.TakeDownClaimAsync(claim.Id, VersionCondition.Any, "By order of a court.", OwnDatabase.By(), Stop)).Outcome);

        Assert.Empty(await TablesHoldingAsync(Marker));
        var history = await database.Data.AuditLog.ListAsync(AuditedEntity.Claim, claim.Id, null, 10, Stop);
        Assert.Equal(["taken_down", "changed", "created"], history.Select(entry => entry.Action));
        Assert.Equal("By order of a court.", history[0].Reason);
        Assert.All(history.Skip(1), entry => Assert.NotNull(entry.RedactedAt));
        Assert.Equal(ClaimOutcome.TakenDown, (await database.Data.WithdrawalStore.TakeDownClaimAsync(claim.Id, VersionCondition.Any, "Again.", OwnDatabase.By(), Stop)).Outcome);
    }

    private async Task<List<string>> TablesHoldingAsync(string word)
    {
        await using var connection = new NpgsqlConnection(database.Database.AdminConnectionString);
        var tables = await connection.QueryAsync<string>("select tablename from pg_tables where schemaname = 'public'");
        var holding = new List<string>();
        foreach (var table in tables)
        {
            // The names come from Postgres itself, which takes no parameter in the place of a table.
            var statement = await connection.ExecuteScalarAsync<string>(
                "select format('select exists (select from %I t where t::text like %L)', @table, @pattern)", new { table, pattern = $"%{word}%" });
            if (await connection.ExecuteScalarAsync<bool>(statement!))
            {
                holding.Add(table);
            }
        }

        return holding;
    }
}
