using ClaimCheck.Domain.Evidence.Copying;
using FsCheck;
using FsCheck.Fluent;
using static ClaimCheck.Domain.Tests.Evidence.Copying.Texts;

namespace ClaimCheck.Domain.Tests.Evidence.Copying;

public class CopyingProperties
{
    // Texts are cut from two stories, with other words now and then, so that all signs and their near misses come up.
    private static readonly string[][] Stories =
    [
        "rescue teams pulled eleven miners alive from the flooded shaft near Bielowa on Thursday after searching 429 hours in narrow galleries while relatives waited outside".Split(' '),
        "auditors found that the harbour authority had rented 1,263 cranes from companies belonging to brothers of the minister who signed every contract".Split(' '),
    ];

    private static readonly string[] Others = ["unexpectedly", "the", "of", "431", "1,300", "government", "Paris", "“", "”", "水庫下游", "and"];

    // The same words, but not the same wording to all signs.
    private static readonly string[] Forms = ["{0}", "{0}", "{0}.", "“{0}”"];

    private static readonly string?[] Dates = [null, "2014", "2014-09", "2014-09-26", "2014-09-26T10:00:00Z", "2013-01-01"];

    [Fact]
    public void The_order_of_the_texts_does_not_matter() => Check(texts =>
    {
        var found = CopyDetector.Find(texts);
        var turned = CopyDetector.Find([.. texts.Reverse()]);
        return Written(found) == Written(turned);
    });

    [Fact]
    public void Whether_two_texts_are_copies_depends_on_these_two_alone() => Check(texts =>
        CopiesAmong(texts).SetEquals(texts.SelectMany((one, at) => texts.Skip(at + 1).SelectMany(other => CopiesAmong(one, other)))));

    [Fact]
    public void A_further_text_neither_takes_a_finding_away_nor_adds_one_between_others() => Check(texts =>
        CopiesAmong([.. texts.Skip(1)]).SetEquals(
            CopiesAmong(texts).Where(pair => pair.Item1 != texts[0].Claim && pair.Item2 != texts[0].Claim)));

    [Fact]
    public void Every_pair_is_told_of_once() => Check(texts =>
    {
        var pairs = CopyDetector.Find(texts).Pairs;
        return pairs.Select(pair => (pair.Copy.CompareTo(pair.Original) < 0 ? (pair.Copy, pair.Original) : (pair.Original, pair.Copy))).Distinct().Count() == pairs.Count
            && pairs.All(pair => pair.Copy != pair.Original && pair.Containment is >= 0 and <= 1 && pair.Shared.Count <= ProbableCopy.MaxShared);
    });

    private static void Check(Func<CopyText[], bool> property) =>
        Prop.ForAll(Clusters().ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    private static string Written(CopyFindings found) => string.Join(
        '\n',
        [.. found.Identical.Select(group => string.Join(' ', group)), .. found.Pairs.Select(pair => $"{pair with { Shared = [] }} {string.Join('|', pair.Shared)}")]);

    private static Gen<CopyText[]> Clusters() =>
        from size in Gen.Choose(2, 9)
        from texts in Gen.ArrayOf(
            from words in Sentence()
            from source in Gen.Choose(1, 4)
            from said in Gen.Elements(Dates)
            select (words, source, said), size)
        from shift in Gen.Choose(0, 99)
        select texts.Select((text, at) => Text(((at + shift) * 37 % 101) + 1, text.words, text.said, text.source)).ToArray();

    private static Gen<string> Sentence() =>
        from story in Gen.Elements(Stories)
        from start in Gen.Elements(0, 3, 8)
        from length in Gen.Elements(6, 9, 12, 16)
        from changed in Gen.ListOf(Gen.Choose(0, 40).Zip(Gen.Elements(Others)), 4)
        from form in Gen.Elements(Forms)
        select string.Format(null, form, string.Join(
            ' ', story.Skip(start).Take(length).Select((word, at) => changed.FirstOrDefault(change => change.Item1 == at).Item2 ?? word)));
}
