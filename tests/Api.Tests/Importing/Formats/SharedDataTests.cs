using System.Text;
using System.Text.Json;
using ClaimCheck.Api.Tests.Http;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Importing;

namespace ClaimCheck.Api.Tests.Importing.Formats;

/// <summary>Public data as fact-checkers published it, which is read where it lies and never copied.</summary>
public sealed class SharedDataTests
{
    [Fact]
    public async Task Every_ClaimReview_is_taken_or_says_what_it_lacks_and_keeps_its_rating_letter_for_letter()
    {
        var items = (await File.ReadAllLinesAsync(Find("claimreview-jsonld/claimreviews.handout.jsonl"), TestContext.Current.CancellationToken))
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("claimReview")).ToArray();

        var rows = await Rows.OfAsync(ImportFormat.JsonLd, $"[{string.Join(',', items.Select(item => item.GetRawText()))}]");

        Assert.Equal(items.Length, rows.Count);
        foreach (var (row, item) in rows.Zip(items))
        {
            if (row.Failure is { } failure)
            {
                // Only the claimant may be wanting.
                Assert.Equal("$.itemReviewed.author", failure.Path);
            }
            else
            {
                Assert.Equal(item.GetProperty("reviewRating").GetProperty("alternateName").GetString(), row.As<ClaimReviewRecord>().Rating.Text);
            }
        }

        var claimed = await Rows.OfAsync(new ImportOptions(ImportFormat.JsonLd, Claimant: "Viral posts"), $"[{string.Join(',', rows.Select(row => row.Sent))}]");
        Assert.All(claimed, row => Assert.Null(row.Failure));
        TestContext.Current.SendDiagnosticMessage(Outcome(rows));
    }

    [Theory]
    [InlineData("en-2021-vaccine.response.json")]
    [InlineData("en-2023-election.response.json")]
    [InlineData("arabic-2025.claims.handout.json")]
    public async Task Every_answer_of_Google_is_taken_or_says_what_it_lacks(string file)
    {
        var body = await File.ReadAllBytesAsync(Find(Path.Combine("google-fct/responses", file)), TestContext.Current.CancellationToken);

        var rows = await Rows.OfAsync(new ImportOptions(ImportFormat.GoogleFactCheck), body, 4000);

        Assert.All(rows, row => Assert.True(row.Failure is null or { Path: "$.claimant" }, row.Summary));
        Assert.All(rows.Where(row => row.Record is not null), row => Assert.Contains(
            JsonDocument.Parse(row.Sent).RootElement.GetProperty("claimReview")[0].GetProperty("textualRating").GetString()!,
            row.As<ClaimReviewRecord>().Rating.Text, StringComparison.Ordinal));
        Assert.True(rows.Count(row => row.Record is ClaimReviewRecord { Rating.Normalized: not NormalizedRating.Other }) > rows.Count * 0.8, Outcome(rows));
        TestContext.Current.SendDiagnosticMessage(Outcome(rows));
    }

    private static string Find(string path)
    {
        var folder = Environment.GetEnvironmentVariable("CLAIMCHECK_SHARED") ?? Path.Combine(Repository.Root, "..", "shared");
        var file = Path.Combine(folder, "data", path);
        Assert.SkipUnless(File.Exists(file), $"The public data is not here: {path} is looked for in ../shared/data, or where CLAIMCHECK_SHARED says.");
        return file;
    }

    private static string Outcome(List<Row> rows) => new StringBuilder()
        .AppendJoin(", ", rows.CountBy(row => row.Failure?.Message ?? $"{row.As<ClaimReviewRecord>().Rating.Normalized}").OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Value} {pair.Key}"))
        .ToString();
}
