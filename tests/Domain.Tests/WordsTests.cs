using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Domain.Tests;

public sealed class WordsTests
{
    [Fact]
    public void Words_are_snake_case() => Assert.Equal("derived_from", Words<LinkRelation>.Of(LinkRelation.DerivedFrom));

    [Fact]
    public void Grades_are_capital_letters() => Assert.Equal(["A", "B", "C", "D", "E", "F"], Words<ReliabilityGrade>.All);

    [Fact]
    public void Every_word_leads_back_to_its_member()
    {
        foreach (var kind in Enum.GetValues<SourceKind>())
        {
            Assert.Equal(kind, Words<SourceKind>.Parse(Words<SourceKind>.Of(kind)));
        }
    }

    [Fact]
    public void A_correction_can_name_every_member_there_is() => Assert.Equal(Correction.MostChanged, Words<AssessmentMember>.All.Count);

    [Fact]
    public void A_side_has_room_for_the_most_of_every_reason() => Assert.True(Words<HoldReason>.All.Count * Hold.MostOfOneReason <= Hold.Most);

    [Theory]
    [InlineData("Broadcaster")]
    [InlineData("3")]
    [InlineData("")]
    public void Nothing_else_is_a_word(string text) => Assert.False(Words<SourceKind>.TryParse(text, out _));

    [Fact]
    public void No_enum_of_the_domain_has_a_member_that_a_missing_value_could_be()
    {
        var enums = typeof(Words<>).Assembly.GetTypes().Where(type => type.IsEnum).ToList();

        Assert.NotEmpty(enums);
        Assert.All(enums, type => Assert.DoesNotContain(0, Enum.GetValues(type).Cast<int>()));
    }
}
