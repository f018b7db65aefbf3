using System.Text;
using ClaimCheck.Data.Claims;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Data.Tests.Stores;

public sealed class SearchTests(OwnDatabase database) : IClassFixture<OwnDatabase>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en", "Strikes were coordinated.", "striking", true)]
    [InlineData("en-GB", "Strikes were coordinated.", "striking", true)]
    [InlineData("EN", "Strikes were coordinated.", "strike coordinating", true)]
    [InlineData("de", "Die Verhandlungen dauern an.", "Verhandlung", true)]
    [InlineData("fr", "Les négociations continuent.", "négociation", true)]
    [InlineData("fr", "Les négociations continuent.", "negociation", true)]
    [InlineData("ru", "Идут переговоры в Вене.", "переговоров", true)]
    [InlineData("ru", "Идут переговоры в Вене.", "ПЕРЕГОВОРЫ", true)]
    [InlineData("tlh", "Strikes were coordinated.", "strikes", true)]
    [InlineData("tlh", "Strikes were coordinated.", "striking", false)]
    [InlineData(null, "Strikes were coordinated.", "striking", false)]
    [InlineData(null, "Strikes were coordinated.", "STRIKES", true)]
    [InlineData("fa", "مذاکرات در وین ادامه دارد.", "مذاکرات", true)]
    [InlineData("en", "The café in Zürich, the Ángström unit.", "cafe zurich angstrom", true)]
    [InlineData("en", "The cafe in Zurich.", "café Zürich", true)]
    [InlineData("de", "ÄRZTE WARNEN.", "ärzte", true)]
    public async Task A_word_is_found_in_the_forms_its_language_gives_it(string? language, string text, string q, bool found) =>
        Assert.Equal(found, await FindsAsync(text, language, q));

    [Theory]
    [InlineData("missile -treaty", true)]
    [InlineData("missile -test", false)]
    [InlineData("\"missile test\"", true)]
    [InlineData("\"test missile\"", false)]
    [InlineData("submarine or missile", true)]
    [InlineData("submarine or torpedo", false)]
    [InlineData("submarine missile", false)]
    [InlineData("the", false)]
    [InlineData("!!! & | ( :* <-> '", false)]
    [InlineData("", false)]
    [InlineData("\"missile test", true)]
    public async Task Web_search_syntax_is_understood(string q, bool found) =>
        Assert.Equal(found, await FindsAsync("A missile test took place.", "en", q));

    [Theory]
    [InlineData(NormalizationForm.FormD, NormalizationForm.FormC)]
    [InlineData(NormalizationForm.FormC, NormalizationForm.FormD)]
    [InlineData(NormalizationForm.FormD, NormalizationForm.FormD)]
    public async Task Composed_and_decomposed_letters_are_the_same_and_are_marked_in_the_snippet(NormalizationForm stored, NormalizationForm typed)
    {
        var source = await database.AddSourceAsync();
        await database.AddClaimAsync(source.Slug, "Téhéran négocie".Normalize(stored), "fr");

        var result = await SearchAsync("Téhéran".Normalize(typed), source.Id);

        var hit = Assert.Single(result.Hits);
        Assert.Equal("Téhéran négocie".Normalize(stored), hit.Claim.Facts.Text);
        Assert.Equal($"{ClaimReader.MarkStart}Téhéran{ClaimReader.MarkEnd} négocie", hit.Snippet.Normalize());
    }

    [Fact]
    public async Task Pages_neither_repeat_nor_lose_a_claim_while_new_ones_arrive()
    {
        var source = await database.AddSourceAsync();
        for (var i = 0; i < 12; i++)
        {
            await database.AddClaimAsync(source.Slug, string.Join(' ', Enumerable.Repeat("reactor", 1 + (i % 4))) + $" number {i}.");
        }

        var expected = (await SearchAsync("reactor", source.Id, take: 50)).Hits.Select(hit => hit.Claim.Id).ToList();
        var seen = new List<Guid>();
        ClaimSearchPosition? position = null;
        while (true)
        {
            var page = await SearchAsync("reactor", source.Id, position, take: 5);
            if (page.Hits.Count == 0)
            {
                break;
            }

            seen.AddRange(page.Hits.Select(hit => hit.Claim.Id));
            position = new ClaimSearchPosition(page.Hits[^1].Rank, page.Hits[^1].Claim.Id, page.Newest);
            await database.AddClaimAsync(source.Slug, "reactor reactor reactor reactor reactor reactor.");
            await database.AddClaimAsync(source.Slug, "A reactor, said in many more words than any other claim that was recorded before it.");
        }

        Assert.Equal(12, expected.Count);
        Assert.Equal(expected, seen);
    }

    [Theory]
    [InlineData(ClaimReader.MostCandidates, false)]
    [InlineData(ClaimReader.MostCandidates + 1, true)]
    public async Task An_answer_says_when_more_claims_match_than_were_ranked(int matching, bool partial)
    {
        var source = await database.AddSourceAsync();
        await database.AsOwnerAsync(
            "insert into claims (id, source_id, text, language, modality, basis, created_at, updated_at) "
            + $"select gen_random_uuid(), '{source.Id}', 'A drone was seen, number ' || n, 'en', 'asserted', 'unknown', now(), now() "
            + $"from generate_series(1, {matching}) n");

        var result = await SearchAsync("drones", source.Id);

        Assert.Equal(partial, result.IsPartial);
        Assert.Equal(5, result.Hits.Count);
    }

    [Fact]
    public async Task A_claim_that_was_taken_down_is_not_found()
    {
        var source = await database.AddSourceAsync();
        var claim = await database.AddClaimAsync(source.Slug, "A warhead.");
        Assert.Single((await SearchAsync("warhead", source.Id)).Hits);

        await database.Data.WithdrawalStore.TakeDownClaimAsync(claim.Id, VersionCondition.Any, "By order.", OwnDatabase.By(), Stop);

        Assert.Empty((await SearchAsync("warhead", source.Id)).Hits);
    }

    [Fact]
    public async Task A_corrected_claim_is_found_by_its_new_words_only()
    {
        var source = await database.AddSourceAsync();
        var claim = await database.AddClaimAsync(source.Slug, "A centrifuge.");

        await database.Data.ClaimStore.ChangeAsync(
            claim, OwnDatabase.With(claim with { Facts = claim.Facts with { Text = "A turbine." } }), OwnDatabase.By(), Stop);

        Assert.Empty((await SearchAsync("centrifuge", source.Id)).Hits);
        Assert.Single((await SearchAsync("turbine", source.Id)).Hits);
    }

    [Fact]
    public async Task Filters_narrow_a_search()
    {
        var source = await database.AddSourceAsync();
        await database.AddClaimAsync(source.Slug, OwnDatabase.Saying("An embargo.") with { Modality = Modality.Denied });
        await database.AddClaimAsync(source.Slug, OwnDatabase.Saying("An embargo.") with { Modality = Modality.Predicted });

        var result = await database.Data.ClaimReader.SearchAsync(
            "embargo", new ClaimFilter(Source: source.Id, Modality: Modality.Denied), null, 5, Stop);

        Assert.Equal(Modality.Denied, Assert.Single(result.Hits).Claim.Facts.Modality);
    }

    private async Task<bool> FindsAsync(string text, string? language, string q)
    {
        var source = await database.AddSourceAsync();
        await database.AddClaimAsync(source.Slug, text, language);
        return (await SearchAsync(q, source.Id)).Hits.Count == 1;
    }

    private Task<ClaimSearchResult> SearchAsync(string q, Guid source, ClaimSearchPosition? after = null, int take = 5) =>
        database.Data.ClaimReader.SearchAsync(q, new ClaimFilter(Source: source), after, take, Stop);
}
