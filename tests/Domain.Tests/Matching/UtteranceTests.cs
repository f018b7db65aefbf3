using ClaimCheck.Domain.Matching;

namespace ClaimCheck.Domain.Tests.Matching;

/// <summary>What of a post or a sentence is compared.</summary>
public sealed class UtteranceTests
{
    [Fact]
    public void Hashtags_and_accounts_are_taken_apart_and_addresses_give_the_words_of_their_path()
    {
        Assert.Equal(
            ["Free", "Our", "Ferries", "2014", "the", "Hiiumaa", "Pilot", "iran", "backs"],
            Spellings("#FreeOurFerries2014 @theHiiumaaPilot https://example.org/2014/iran-backs-us-x7 opic.twitter.com/AbC https://t.co/xYz").Where(word => word != "o"));
    }

    [Fact]
    public void The_name_under_a_post_is_told_from_what_it_says()
    {
        var words = Utterance.Read("It is freezing here! — Some Body (@SomeBody1) December 6, 2013").Words;

        Assert.Equal(["It", "is", "freezing", "here", "Some", "Body", "1"], words.Select(word => word.Spelling));
        Assert.Equal(["Some", "Body", "1"], words.Where(word => word.IsSignature).Select(word => word.Spelling));
    }

    [Theory]
    [InlineData("1,200,000 people", "1.2 million people")]
    [InlineData("0.5 million people", "500,000 people")]
    [InlineData("0.25 percent", "0.25 percent")]
    [InlineData("the USA", "the U.S.")]
    [InlineData("70 percent", "70% percent")]
    [InlineData("the 118th safest", "the 118 safest")]
    [InlineData("70k views", "70,000 views")]
    [InlineData("twelve soldiers", "12 soldiers")]
    [InlineData("Iran's generals", "IRAN generals")]
    [InlineData("the U.S. army", "the US army")]
    [InlineData("they don’t", "they dont")]
    [InlineData("café", "cafe")]
    [InlineData("voters voted", "voter vote")]
    [InlineData("مُحَمَّد", "محمد")]
    public void What_is_written_otherwise_is_compared_as_the_same(string one, string other) =>
        Assert.Equal(Utterance.Read(other).Words.Select(word => word.Key), Utterance.Read(one).Words.Select(word => word.Key));

    [Fact]
    public void Scripts_without_spaces_are_read_two_characters_at_a_time() =>
        Assert.Equal(["北京", "京市", "免费"], Utterance.Read("北京市，免费").Words.Select(word => word.Form));

    [Fact]
    public void Emoji_and_punctuation_are_no_words() => Assert.Empty(Utterance.Read("😀😀 !!! — … 👩‍👩‍👧").Words);

    [Fact]
    public void A_text_of_any_length_has_a_bounded_number_of_words() =>
        Assert.InRange(Utterance.Read(string.Join(' ', Enumerable.Range(0, 20_000).Select(n => $"w{n}x"))).Words.Count, 1, Utterance.MostTokens);

    private static IEnumerable<string> Spellings(string text) => Utterance.Read(text).Words.Select(word => word.Spelling);
}
