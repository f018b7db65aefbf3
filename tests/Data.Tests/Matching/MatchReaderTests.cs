using ClaimCheck.Data.Claims;
using ClaimCheck.Data.Matching;
using ClaimCheck.Domain.Matching;

namespace ClaimCheck.Data.Tests.Matching;

/// <summary>What is found in ledgers of a few claims, where no word is rare or common yet, and in which order. Each test has a ledger of its own.</summary>
public sealed class MatchReaderTests(MigratedPostgres postgres) : IAsyncLifetime
{
    private const string Ferry = "The ferry to Hiiumaa was halted for 12 days by thick ice.";

    private readonly OwnDatabase database = new(postgres);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => database.InitializeAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(60)]
    public async Task In_a_ledger_of_any_size_what_was_said_is_found_and_what_was_not_is_not(int claims)
    {
        var source = (await database.AddSourceAsync()).Slug;
        var ferry = await database.AddClaimAsync(source, Ferry);
        for (var i = 1; i < claims; i++)
        {
            await database.AddClaimAsync(source, $"Member {i} of the council of Rakvere wants {i + 20} new benches for the park by the river.");
        }

        Assert.Equal([ferry.Id], await FindAsync("Ferry to Hiiumaa halted 12 days because of thick ice"));
        Assert.Equal([ferry.Id], await FindAsync("Thick ice halts the ferry to Hiumaa for twelve days"));
        Assert.Empty(await FindAsync("The recipe asks for two eggs, butter and a pinch of salt."));
        Assert.Empty(await FindAsync("A ferry was painted blue."));
    }

    [Fact]
    public async Task An_empty_ledger_has_nothing() => Assert.Empty(await FindAsync(Ferry, leastScore: 0));

    [Fact]
    public async Task Of_many_who_say_the_same_each_is_found_the_one_recorded_first_before_the_others()
    {
        var source = (await database.AddSourceAsync()).Slug;
        var said = new List<Guid>();
        for (var i = 0; i < 70; i++)
        {
            said.Add((await database.AddClaimAsync(source, Ferry)).Id);
        }

        // In a ledger that says one thing only, each of its words is common; but all of them, and no other, say the same.
        Assert.Equal(said.Order(), await FindAsync("Thick ice halted the ferry to Hiiumaa for 12 days", take: 100));
        Assert.Empty(await FindAsync("Thick ice halted the ferry to Hiiumaa for 12 days, and the captain resigned"));
        Assert.Empty(await FindAsync("Thick ice halted the ferry"));
    }

    [Fact]
    public async Task Beside_many_claims_on_the_same_matter_the_one_that_says_it_stands_out()
    {
        var source = (await database.AddSourceAsync()).Slug;
        for (var i = 0; i < 60; i++)
        {
            await database.AddClaimAsync(source, $"The ferry to Hiiumaa carried {1_000 + i} cars and {300 + i} buses on day {i} of the winter.");
        }

        var halted = await database.AddClaimAsync(source, Ferry);

        Assert.Equal([halted.Id], await FindAsync("Thick ice halted the ferry to Hiiumaa for 12 days"));
        Assert.Empty(await FindAsync("The ferry to Hiiumaa has a new captain"));
    }

    [Fact]
    public async Task A_filter_changes_no_score()
    {
        var (busy, quiet) = ((await database.AddSourceAsync()).Slug, (await database.AddSourceAsync()).Slug);
        for (var i = 0; i < 60; i++)
        {
            await database.AddClaimAsync(busy, $"The ferry to Hiiumaa carried {1_000 + i} cars and {300 + i} buses on day {i} of the winter.");
        }

        var halted = await database.AddClaimAsync(quiet, Ferry);
        var source = await database.Data.Directory.FindAsync(quiet, Stop);
        const string text = "Thick ice halted the boat to Hiiumaa for 12 days";

        var among = (await ReadAsync(text, 0, 100)).Matches.Single(match => match.Claim == halted.Id);
        var alone = (await database.Data.MatchReader.FindAsync(Utterance.Read(text, "en"), new ClaimFilter(source!.Id), 0, 100, Stop)).Matches;

        Assert.Equal(among.Likeness, Assert.Single(alone).Likeness);
    }

    [Fact]
    public async Task The_best_by_score_comes_first()
    {
        var source = (await database.AddSourceAsync()).Slug;
        var repeated = await database.AddClaimAsync(source, "Halted: the ferry.");
        for (var i = 0; i < 60; i++)
        {
            await database.AddClaimAsync(source, $"The ferry was halted #ferrywas #washalted {i}");
        }

        var found = (await ReadAsync("The ferry was halted", 0, 100)).Matches;

        Assert.Equal(repeated.Id, found[0].Claim);
        Assert.Equal(found.Select(match => match.Likeness.Score).OrderDescending(), found.Select(match => match.Likeness.Score));
        Assert.Contains(found, match => match.Likeness.Sum > found[0].Likeness.Sum);
    }

    [Fact]
    public async Task A_text_with_more_telling_words_than_are_looked_up_is_answered_in_part()
    {
        await database.AddClaimAsync((await database.AddSourceAsync()).Slug, Ferry);

        Assert.True((await ReadAsync(Ferry)).IsComplete);
        Assert.False((await ReadAsync(string.Join(' ', Enumerable.Range(0, 60).Select(i => $"zo{(char)('a' + (i % 26))}{(char)('a' + (i / 26))}rk")))).IsComplete);
    }

    private async Task<IEnumerable<Guid>> FindAsync(string text, double leastScore = Likeness.UsualLeast, int take = 50)
    {
        var found = await ReadAsync(text, leastScore, take);
        return found.Matches.Select(match => match.Claim);
    }

    private Task<FoundMatches> ReadAsync(string text, double leastScore = Likeness.UsualLeast, int take = 50) =>
        database.Data.MatchReader.FindAsync(Utterance.Read(text, "en"), new ClaimFilter(), leastScore, take, Stop);
}
