using ClaimCheck.Domain.Matching;

namespace ClaimCheck.Domain.Tests.Matching;

/// <summary>How articles are split into sentences.</summary>
public sealed class ArticleTextTests
{
    [Fact]
    public void Sentences_end_where_they_end_and_not_at_abbreviations_numbers_or_lines() => Assert.Equal(
        ["Gen. Soleimani met Mr. Kerry in the U.S. Senate.", "It cost 3.5 million dollars!", "“Why?”", "Nobody knows", "A new paragraph."],
        ArticleText.SentencesOf("Gen. Soleimani met Mr. Kerry\nin the U.S. Senate. It cost 3.5 million dollars! “Why?” Nobody knows\n \nA new paragraph.")
            .Select(sentence => sentence.Text.Replace('\n', ' ')));

    [Fact]
    public void Sentences_of_scripts_without_spaces_need_none_between_them() =>
        Assert.Equal(["北京市宣布免费。", "公共汽车免费吗？"], ArticleText.SentencesOf("北京市宣布免费。公共汽车免费吗？").Select(sentence => sentence.Text));

    [Fact]
    public void Markup_is_passed_over_and_places_are_those_of_what_was_sent()
    {
        const string html = "<head><title>No.</title></head><p class='a>b'>😀 Ice &amp; snow<br>halt <i>the</i> ferry.</p><style>p { x: y. }</style><!-- Gone. --><p>It sails.";

        var sentences = ArticleText.SentencesOfHtml(html);

        Assert.Equal(["😀 Ice & snow", "halt the ferry.", "It sails."], sentences.Select(sentence => sentence.Text));
        var points = html.EnumerateRunes().ToList();
        Assert.Equal(
            ["😀 Ice &amp; snow", "halt <i>the</i> ferry.", "It sails."],
            sentences.Select(sentence => string.Concat(points[sentence.Start..sentence.End].Select(rune => rune.ToString()))));
    }

    [Fact]
    public void Characters_of_two_units_count_once_sent_as_they_are_or_as_an_entity()
    {
        const string text = "😀😀 It sails. 𠮷野家が閉店する。It rains 👩‍👩‍👧 now.";
        const string html = "<p>&#128512;&#x1F600; It sails &mdash; now.</p><p>😀 It rains &lt;hard&gt;.</p>";

        Assert.Equal(["😀😀 It sails.", "𠮷野家が閉店する。", "It rains 👩‍👩‍👧 now."], Cut(text, ArticleText.SentencesOf(text)));
        Assert.Equal(["&#128512;&#x1F600; It sails &mdash; now.", "😀 It rains &lt;hard&gt;."], Cut(html, ArticleText.SentencesOfHtml(html)));
        Assert.Equal(["😀😀 It sails — now.", "😀 It rains <hard>."], ArticleText.SentencesOfHtml(html).Select(sentence => sentence.Text));
    }

    // Each is read in a moment; were each dot looked ahead from, it would take minutes.
    [Theory(Timeout = 60_000)]
    [InlineData("a", ".", "a")]
    [InlineData("a", "?\"", "a")]
    [InlineData("a", ". ", "a")]
    [InlineData("a.", " ", "a")]
    [InlineData("", "a.", "")]
    [InlineData("", "<p", "")]
    [InlineData("", "</scripted", "")]
    [InlineData("<script>", "</scripted>", "")]
    public async Task Whatever_is_repeated_is_read_once(string before, string repeated, string after)
    {
        var text = before + string.Concat(Enumerable.Repeat(repeated, 500_000 / repeated.Length)) + after;

        var sentences = await Task.Run(() => (ArticleText.SentencesOf(text), ArticleText.SentencesOfHtml(text)), TestContext.Current.CancellationToken);

        Assert.All(sentences.Item1.Concat(sentences.Item2), sentence => Assert.InRange(sentence.End, 1, text.Length));
    }

    [Theory]
    [InlineData("<html><head><title>No.</title><meta charset=utf-8><body><header><h1>Ice halts ferry</h1></header>", "Ice halts ferry")]
    [InlineData("<title>No.</title><p>It sails.", "It sails.")]
    [InlineData("<p>It <svg viewBox='0 0 1 1'/> sails.", "It|sails.")]
    [InlineData("<p>It <svg><path d='M0'/><text>No.</text></svg> sails.", "It|sails.")]
    [InlineData("<script src='a.js'/>var no = 1;</script><p>It sails.", "It sails.")]
    [InlineData("<style>p { }</styles>No.</style><p>It sails.", "It sails.")]
    public void What_is_not_read_ends_where_browsers_end_it(string html, string seen) =>
        Assert.Equal(seen.Split('|').Where(each => each.Length > 2), ArticleText.SentencesOfHtml(html).Select(sentence => sentence.Text));

    private static IEnumerable<string> Cut(string sent, IEnumerable<ArticleSentence> sentences)
    {
        var points = sent.EnumerateRunes().ToList();
        return sentences.Select(sentence => string.Concat(points[sentence.Start..sentence.End].Select(rune => rune.ToString())));
    }

    [Theory]
    [InlineData("<")]
    [InlineData("<p")]
    [InlineData("a < b & c &; &#xD83D; &nosuch;")]
    [InlineData("<script>never closed")]
    [InlineData("<!-- never closed")]
    [InlineData("</")]
    public void Broken_markup_ends_all_the_same(string html) => Assert.True(ArticleText.SentencesOfHtml(html).Count <= 1);
}
