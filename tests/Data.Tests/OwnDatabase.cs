using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;
using ClaimCheck.Testing;
using Npgsql;

namespace ClaimCheck.Data.Tests;

/// <summary>A migrated, empty database for one test class, with the stores over it under the service's own role.</summary>
public sealed class OwnDatabase(MigratedPostgres postgres) : IAsyncLifetime
{
    private int lastName;

    public TestDatabase Database { get; private set; } = null!;

    public DataServices Data { get; private set; } = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static Authorship By(Role role = Role.Editor) => new(null, "tests", role, TimeProvider.System.Now());

    public static ClaimFacts Saying(string text, string? language = "en") =>
        new(text, null, null, null, language, Modality.Asserted, Basis.Unknown, [], []);

    public static HopDraft HopTo(string source, Guid? upstream = null) =>
        new(source, null, AttributionRelation.DerivedFrom, OnRecord.Unknown, upstream?.ToString(), null);

    /// <summary>A claim's draft as it would be sent to leave it as it is, but for these hops.</summary>
    public static ClaimDraft With(Claim claim, params HopDraft[] hops) =>
        new(claim.Facts, hops, claim.Article is { } article ? new ArticleMention(article.Id.ToString()) : null);

    public async ValueTask InitializeAsync()
    {
        Database = await postgres.Server.CreateDatabaseAsync();
        // Elsewhere it is tested that patience ends; here a slow machine must not be taken for a statement that is too slow.
        Data = new DataServices(new DatabaseOptions(Database.ServiceConnectionString) { Patience = TimeSpan.FromSeconds(30) });
    }

    public async ValueTask DisposeAsync()
    {
        await Data.DisposeAsync();
        await postgres.Server.DropDatabaseAsync(Database);
    }

    public string NewName(string kind) => $"{kind}-{Interlocked.Increment(ref lastName)}";

    public async Task<Source> AddSourceAsync(string? parent = null, string? slug = null, string? externalId = null)
    {
        slug ??= NewName("source");
        var facts = new SourceFacts(slug, SourceKind.NewsOutlet, parent, null, null, [], null, null);
        var verdict = await Data.SourceStore.AddAsync(NewId.At(TimeProvider.System.Now()), slug, externalId, facts, By(), Stop);
        Assert.Equal(SourceOutcome.Accepted, verdict.Outcome);
        return verdict.Value!;
    }

    public async Task<Verdict<SourceOutcome, Source>> MoveAsync(Guid id, string? parent)
    {
        var source = (await Data.SourceReader.GetAsync(id, Stop))!;
        var facts = new SourceFacts(
            source.Name, source.Kind, parent, source.Country, source.Language, source.Domains, source.WikidataId, source.Notes);
        return await Data.SourceStore.ChangeAsync(id, source.Version, facts, By(), Stop);
    }

    public Task<Claim> AddClaimAsync(string source, string text, string? language = "en", params HopDraft[] hops) =>
        AddClaimAsync(source, Saying(text, language), hops);

    public async Task<Claim> AddClaimAsync(string source, ClaimFacts facts, params HopDraft[] hops)
    {
        var verdict = await Data.ClaimStore.AddAsync(
            NewId.At(TimeProvider.System.Now()), source, null, new ClaimDraft(facts, hops, null), By(), Stop);
        Assert.Equal(ClaimOutcome.Accepted, verdict.Outcome);
        return verdict.Value!;
    }

    public Task<Verdict<LinkOutcome, ClaimLink>> LinkAsync(
        Guid from, Guid to, LinkRelation relation, LinkStatus status = LinkStatus.Suggested, string rationale = "Because.")
    {
        var by = By();
        var link = ClaimLink.Propose(NewId.At(by.At), from, new LinkProposal(to, relation, rationale, [], null, status), by).Value!;
        return Data.LinkStore.AddAsync(link, by, Stop);
    }

    public async Task<ClaimStatus> StatusOfAsync(Claim claim) => (await Data.ClaimReader.GetAsync(claim.Id, Stop))!.Claim.Status;

    /// <summary>Waits until every transaction has ended that runs now, those of other tests on this server too: then the feed tells of all of them.</summary>
    public Task SettleAsync() => Database.SettleAsync();

    /// <summary>Runs a statement as superuser.</summary>
    public Task<object?> AsOwnerAsync(string sql) => RunAsync(Database.AdminConnectionString, sql);

    /// <summary>Runs a statement as the role of the service.</summary>
    public Task<object?> AsServiceAsync(string sql) => RunAsync(Database.ServiceConnectionString, sql);

    private static async Task<object?> RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Stop);
    }
}
