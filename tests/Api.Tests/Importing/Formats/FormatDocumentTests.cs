using System.Text.RegularExpressions;
using ClaimCheck.Api.Importing.Formats.Csv;
using ClaimCheck.Api.Importing.Formats.Reviews;
using ClaimCheck.Api.Tests.Http;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Assessments;

namespace ClaimCheck.Api.Tests.Importing.Formats;

/// <summary>docs/import-formats.md lists what the code knows.</summary>
public sealed partial class FormatDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "import-formats.md"));

    [Fact]
    public void The_columns_are_those_of_the_table()
    {
        var listed = Row().Matches(Section("| column | also called |"))
            .Select(row => string.Join(' ', Name().Matches(row.Groups["names"].Value).Select(name => name.Groups[1].Value).Prepend(row.Groups["first"].Value)));

        Assert.Equal(CsvColumn.All.Select(column => string.Join(' ', column.Synonyms.Prepend(column.Name))), listed);
    }

    [Fact]
    public void The_words_of_verdicts_are_those_of_the_table()
    {
        var listed = Row().Matches(Section("| normalized | words |")).Select(row => (row.Groups["first"].Value, row.Groups["names"].Value));

        Assert.Equal(NormalizedWords.Table.Select(row => (Words<NormalizedRating>.Of(row.Rating), row.Words)), listed);
    }

    [Fact]
    public void No_column_has_a_name_of_another()
    {
        var names = CsvColumn.All.SelectMany(column => column.Synonyms.Prepend(column.Name).Select(CsvColumn.Bare)).ToArray();

        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public void No_word_comes_to_two_verdicts()
    {
        foreach (var (rating, words) in NormalizedWords.Table)
        {
            Assert.All(words.Split(", "), word => Assert.Equal((word, rating), (word, NormalizedWords.Of(word, null))));
        }
    }

    private static string Section(string head)
    {
        var begin = Document.IndexOf(head, StringComparison.Ordinal);
        return Document[begin..Document.IndexOf("\n\n", begin, StringComparison.Ordinal)];
    }

    [GeneratedRegex(@"^\| `(?<first>\w+)` \| ?(?<names>[^|]*?) ?\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
