using System.Globalization;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Suggestions;
using FsCheck;
using FsCheck.Fluent;
using static ClaimCheck.Domain.Tests.Suggestions.LabelledClaim;

namespace ClaimCheck.Domain.Tests.Suggestions;

public sealed class LinkSuggesterTests
{
    private static readonly Guid One = Named("one");
    private static readonly Guid Two = Named("two");

    [Theory]
    [InlineData("Iran sent no tanks to Basra.", "Iran sent tanks to Basra on Friday.", ReasonKind.Negation, "no tanks", "tanks")]
    [InlineData("The ministry denied that the bridge at Orsk had collapsed.", "The bridge at Orsk has collapsed.", ReasonKind.Negation, "denied bridge collapsed", "bridge collapsed")]
    [InlineData("The court in Selm convicted the mayor.", "The court in Selm acquitted the mayor.", ReasonKind.Antonyms, "convicted", "acquitted")]
    [InlineData("The fire at the Karsk mill killed 12 workers.", "The fire at the Karsk mill killed 31 workers.", ReasonKind.Numbers, "12 workers", "31 workers")]
    [InlineData("The speaker resigned on 3 June.", "The speaker resigned on 5 June.", ReasonKind.Dates, "3 June", "5 June")]
    [InlineData("It was not the mayor but the governor who closed the road to Selm.", "The mayor closed the road to Selm.", ReasonKind.OtherActor, "not mayor", "mayor")]
    [InlineData("Nobody stopped or searched the man at the gate of Selm.", "The man had been stopped and searched at the gate of Selm.", ReasonKind.Negation, "Nobody stopped searched", "stopped searched")]
    [InlineData("There was no trial of any kind: the army led the baker Orlo Finch out of Selm and killed him.", "Orlo Finch, the baker, was given a trial in Selm and killed.", ReasonKind.Negation, "no trial", "trial")]
    [InlineData("The ballot of the Orsk dockers was lawful, the labour court found.", "The labour court declared the ballot of the Orsk dockers unlawful.", ReasonKind.Antonyms, "lawful", "unlawful")]
    [InlineData("Die Armee hat Panzer nach Basra geschickt.", "Die Armee hat keine Panzer nach Basra geschickt.", ReasonKind.Negation, "Armee Panzer", "keine Armee Panzer")]
    [InlineData("El gobierno ha cerrado el puente de Orsk.", "El gobierno no ha cerrado el puente de Orsk.", ReasonKind.Negation, "cerrado puente", "no cerrado puente")]
    [InlineData("Le ministre a fermé le pont de Selm.", "Le ministre n'a pas fermé le pont de Selm.", ReasonKind.Negation, "ministre fermé", "pas ministre fermé")]
    public void A_contradiction_is_named(string one, string two, ReasonKind kind, string here, string there)
    {
        var found = Between(one, two);

        Assert.NotNull(found);
        Assert.Equal(LinkRelation.Contradicts, found.Relation);
        Assert.Equal(
            (kind, here, there), (found.Reasons[0].Kind, string.Join(' ', found.Reasons[0].Here), string.Join(' ', found.Reasons[0].There)));
    }

    [Theory]
    [InlineData("About 500 people crossed the border at Selm.", "487 people crossed the border at Selm.", "a rounded number")]
    [InlineData("At least 5 miners died in the Karsk pit.", "9 miners died in the Karsk pit.", "at least")]
    [InlineData("Dozens of miners died in the Karsk pit.", "34 miners died in the Karsk pit.", "dozens")]
    [InlineData("12 miners died in the Karsk pit.", "31 miners were injured in the Karsk pit.", "another quantity")]
    [InlineData("12 people died in Mosul.", "31 people died in Tikrit.", "another event")]
    [InlineData("Iran will send tanks to Basra.", "Iran has not sent tanks to Basra.", "what is to come")]
    [InlineData("Iran may send tanks to Basra.", "Iran sent no tanks to Basra.", "what may be")]
    [InlineData("If Baghdad asks, Iran will send tanks to Basra.", "Iran will not send tanks to Basra.", "a condition")]
    [InlineData("Iran did not deny that it had sent tanks to Basra.", "Iran sent tanks to Basra.", "a double negation")]
    [InlineData("The mayor, who did not speak, opened the bridge at Orsk.", "The mayor opened the bridge at Orsk.", "a negation in a side clause")]
    [InlineData("Not only Iran but also Turkey sent tanks to Basra.", "Iran sent tanks to Basra.", "not only")]
    [InlineData("Not all soldiers left Basra.", "Soldiers left Basra.", "not all")]
    [InlineData("The army sent no tanks to the southern district of Basra.", "The army sent tanks.", "what is denied is narrower")]
    [InlineData("The bank lent 40 million in June.", "The bank lent 60 million since January.", "another span of time")]
    [InlineData("The army lost 12 tanks in Mosul.", "The army lost 31 tanks in Iraq.", "a place inside a place")]
    [InlineData("Iran sent no tanks to Basra.", "Iran sent tanks to Iraq.", "a denial for a place inside a place")]
    [InlineData("The road through Basra is open.", "The road through Iraq is closed.", "an opposite for a place inside a place")]
    [InlineData("The fire at the Karsk mill killed 500 sheep.", "The fire at the Karsk mill killed 487 sheep.", "a number written round")]
    [InlineData("Did Iran send tanks to Basra?", "Iran sent no tanks to Basra.", "a question")]
    public void No_contradiction_is(string one, string two, string because) =>
        Assert.False(Between(one, two)?.Relation == LinkRelation.Contradicts, because);

    [Fact]
    public void A_toll_told_later_contradicts_none_told_before()
    {
        const string Before = "12 miners died in the Karsk pit.";
        const string After = "31 miners died in the Karsk pit.";

        Assert.Equal(LinkRelation.Contradicts, Between(Before, After)?.Relation);
        Assert.NotEqual(LinkRelation.Contradicts, Between(Before, After, later: "2014-09-09")?.Relation);
    }

    [Fact]
    public void What_had_not_happened_yet_may_have_happened_later()
    {
        const string Not = "Iran has not sent tanks to Basra.";
        const string Has = "Iran has sent tanks to Basra.";

        Assert.Equal(LinkRelation.Contradicts, Between(Not, Has)?.Relation);
        Assert.NotEqual(LinkRelation.Contradicts, Between(Not, Has, later: "2014-09-19")?.Relation);
    }

    [Fact]
    public void A_claim_that_cites_the_source_of_another_is_derived_from_it()
    {
        var cited = new LabelledClaim("The dam at Orsk has cracks in two pillars.", "orsk-herald", "2014-09-01").ToClaim(One);
        var citing = new LabelledClaim("Two pillars of the Orsk dam have cracks.", "daily-round-up", "2014-09-02", Attribution: [new("orsk-herald")]).ToClaim(Two);

        var found = Assert.Single(LinkSuggester.Suggest(cited, citing));

        Assert.Equal((LinkRelation.DerivedFrom, Two, One), (found.Relation, found.From, found.To));
        Assert.Equal(ReasonKind.CitesThisSource, found.Reasons[0].Kind);
        Assert.Equal(["orsk herald"], found.Reasons[0].There);
        Assert.Equal(Two, Assert.Single(LinkSuggester.Suggest(citing, cited)).From);
    }

    [Theory]
    [InlineData("A photograph shows crates of mortar rounds, stamped at Orsk and hidden under straw in an old mill by the river at Selm.", true)]
    [InlineData("Crates of mortar rounds, made at Orsk and hidden under straw, lie in an old mill by the river at Selm.", false)]
    public void What_speaks_for_a_claim_is_told_by_who_saw_it_or_what_shows_it(string other, bool speaks)
    {
        var found = Between("Orsk sent mortar rounds and rifles to the rebels of Selm.", other);

        Assert.Equal(speaks, found?.Relation == LinkRelation.Corroborates);
    }

    [Fact]
    public void What_is_recorded_as_its_upstream_is_not_suggested()
    {
        var cited = new LabelledClaim("The dam at Orsk has cracks in two pillars.", "orsk-herald", "2014-09-01").ToClaim(One);
        var citing = new LabelledClaim("Two pillars of the Orsk dam have cracks.", "daily-round-up", "2014-09-02").ToClaim(Two);
        citing = citing with { Hops = [new(cited.Source, cited.Id)] };

        Assert.DoesNotContain(LinkSuggester.Suggest(cited, citing), found => found.Relation == LinkRelation.DerivedFrom);
    }

    [Fact]
    public void Nearly_the_same_words_restate_each_other_in_any_language()
    {
        const string Text = "Спасатели подняли на поверхность одиннадцать шахтёров из затопленной шахты под Белово после шестидесяти часов поисков";
        var found = Between(Text + ".", Text + " в четверг.");

        Assert.Equal((LinkRelation.Restates, ReasonKind.NearVerbatim), (found?.Relation, found?.Reasons[0].Kind));
    }

    [Fact]
    public void Every_reason_is_given_with_its_words()
    {
        var upstream = new LabelledClaim("Reuters says the dam at Orsk has cracks.", "reuters", "2014-09-01").ToClaim(Named("three"));
        var one = new LabelledClaim("The dam at Orsk has cracks in two of its pillars, the governor of Selm told reporters on the bridge.", "orsk-herald", "2014-09-01").ToClaim(One);
        var two = new LabelledClaim("The dam at Orsk has cracks in two of its pillars, the governor of Selm told reporters.", "daily-round-up", "2014-09-03").ToClaim(Two);
        (one, two) = (one with { Hops = [new(upstream.Source, null)] }, two with { Hops = [new(upstream.Source, null)] });

        var reasons = Assert.Single(LinkSuggester.Suggest(one, two), found => found.Relation == LinkRelation.Restates).Reasons.ToDictionary(reason => reason.Kind);

        Assert.Equal(
            [ReasonKind.NearVerbatim, ReasonKind.SaidLater, ReasonKind.SameActors, ReasonKind.SameAction, ReasonKind.CitesSameSource],
            reasons.Keys.Order());
        Assert.Equal("2014-09-01", Assert.Single(reasons[ReasonKind.SaidLater].Here));
        Assert.Equal("2014-09-03", Assert.Single(reasons[ReasonKind.SaidLater].There));
        Assert.Contains("Orsk", reasons[ReasonKind.SameActors].Here);
        Assert.Contains("cracks", reasons[ReasonKind.SameAction].There);
        Assert.Equal(reasons[ReasonKind.CitesSameSource].Here, reasons[ReasonKind.CitesSameSource].There);
    }

    // Compared in moments; were all of them compared with all, it would take hours.
    [Theory(Timeout = 60_000)]
    [InlineData("Ice{0}; ", "War{0}; ")]
    [InlineData("stopped{0} ", "began{0} ")]
    [InlineData("Ice{0} ", "War{0} ")]
    [InlineData("war ", "war ")]
    public async Task However_long_two_texts_are_little_of_them_is_compared(string one, string other)
    {
        static string Text(string word) => string.Concat(Enumerable.Range(0, 10_000 / word.Length).Select(n => string.Format(CultureInfo.InvariantCulture, word, n)));

        var found = await Task.Run(() => Between(Text(one), Text(other)), TestContext.Current.CancellationToken);

        Assert.True(found is null or { Score: <= 1 });
    }

    [Fact]
    public void Two_that_share_a_passage_and_little_else_are_not_said_to_have_nearly_the_same_words()
    {
        const string Passage = "seven of the eleven prize geese that the mayor of Orsk keeps behind the old town hall";
        var found = Between(
            $"Frost killed {Passage}, while the bakers sold out by noon, the ferry stayed in port, schools were closed and trains to Selm ran two hours late.",
            $"Thieves have stolen {Passage}; the police of three districts searched barns, lorries, markets and the camp at the river without finding a single feather.");

        Assert.DoesNotContain(found?.Reasons ?? [], reason => reason.Kind == ReasonKind.NearVerbatim);
    }

    [Fact]
    public void Of_a_language_that_is_not_read_nothing_is_said_to_contradict_anything() =>
        Assert.Null(Between("Правительство закрыло мост в Орске.", "Правительство не закрыло мост в Орске."));

    [Fact]
    public void It_is_the_same_whichever_is_asked_about() =>
        Assert.All(LabelledPairs.Tuned, pair =>
        {
            var (a, b) = (pair.A.ToClaim(One), pair.B.ToClaim(Two));
            var (there, back) = (LinkSuggester.Suggest(a, b), LinkSuggester.Suggest(b, a));

            Assert.Equal(there.Select(found => (found.Relation, found.Score)), back.Select(found => (found.Relation, found.Score)));
            Assert.Equal(
                there.SelectMany(found => found.Reasons).Select(reason => (reason.Kind, string.Join(' ', reason.Here), string.Join(' ', reason.There))),
                back.SelectMany(found => found.Reasons).Select(reason => (reason.Kind, string.Join(' ', reason.There), string.Join(' ', reason.Here))));
        });

    [Fact]
    public void Whatever_is_written_can_be_compared() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<NonNull<string>>(), ArbMap.Default.ArbFor<NonNull<string>>(), ArbMap.Default.ArbFor<PositiveInt>(),
            (before, after, cut) =>
            {
                // A sentence cut anywhere, between whatever else there may be.
                var known = LabelledPairs.Tuned[cut.Get % LabelledPairs.Tuned.Count];
                var one = before.Get + known.A.Text[(cut.Get % known.A.Text.Length)..] + after.Get;
                var two = known.B.Text[..(cut.Get % known.B.Text.Length)] + before.Get;
                return LinkSuggester.Suggest(new LabelledClaim(one, "a").ToClaim(One), new LabelledClaim(two, "b").ToClaim(Two))
                    .All(found => found.Score is >= 0 and <= 1 && found.Reasons.Count > 0);
            }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("Iran sent tanks\uFFFE to Basra é.", "Iran sent no tanks to Basra\uFFFF é.")]
    [InlineData("\uFDD0Iran sent tanks to Basra é.", "Iran sent no tanks to \uD83F\uDFFFBasra é.")]
    public void What_is_no_character_is_passed_over(string one, string two) =>
        Assert.Equal(LinkRelation.Contradicts, Between(one, two)?.Relation);

    private static Suggestion? Between(string one, string two, string? later = null) =>
        LinkSuggester.Suggest(
            new LabelledClaim(one, "first", "2014-09-05").ToClaim(One),
            new LabelledClaim(two, "second", later ?? "2014-09-05").ToClaim(Two)) is [var found, ..] ? found : null;
}
