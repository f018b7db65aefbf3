using System.Text;
using ClaimCheck.Data.Importing;

namespace ClaimCheck.Data.Tests;

/// <summary>What a row that failed names or quotes is found again, however broken the row is, and soon.</summary>
public sealed class SentNamesTests
{
    private const string Said = "Żółw, \"the turtle\", flies.";

    [Theory]
    [InlineData("""{"text":"Żółw, \"the turtle\", flies."}""")]
    [InlineData("""{"text":"\u017b\u00f3\u0142w, \u0022the turtle\u0022, flies.","broken":""")]
    [InlineData("""{text:"\u017b\u00f3\u0142w, \"the turtle\", flies.","source":"x"}""")]
    [InlineData("cnn,\"Żółw, \"\"the turtle\"\", flies.\",en")]
    [InlineData("cnn;Żółw, \"the turtle\", flies.;en")]
    [InlineData("cnn\t Żółw, \"the turtle\", flies. \ten")]
    [InlineData("cnn;'Żółw, \"the turtle\", flies.;never \"closed")]
    public void A_text_is_found_as_whoever_wrote_the_row_wrote_it(string row) =>
        Assert.Contains(SentNames.NumberOf(Said), SentNames.Of(Encoding.UTF8.GetBytes(row), null));

    [Theory]
    [InlineData("\\u0436")]
    [InlineData("\"")]
    [InlineData("\\\"")]
    [InlineData(",")]
    [InlineData("\",\"")]
    [InlineData("\"\\")]
    public async Task A_megabyte_of_anything_is_gone_over_in_no_time(string piece)
    {
        var row = new StringBuilder("{\"text\":\"").Insert(9, piece, (1 << 20) / piece.Length).ToString();

        var names = Task.Run(() => SentNames.Of(Encoding.UTF8.GetBytes(row), "key"), TestContext.Current.CancellationToken);

        Assert.NotEmpty(await names.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }
}
