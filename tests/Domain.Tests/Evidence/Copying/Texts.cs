using ClaimCheck.Domain.Evidence.Copying;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.Tests.Evidence.Copying;

/// <summary>Texts whose ids are told by a number, and what was found among them in those numbers.</summary>
internal static class Texts
{
    public static CopyText Text(int number, string text, string? said = null, int? source = null) =>
        new(Id(number), Id(1_000 + (source ?? number)), text, said is null ? null : Date(said));

    public static CopyFindings Find(params CopyText[] texts) => CopyDetector.Find(texts);

    /// <summary>All pairs of claims that are copies of each other, the smaller id first; a source copies nobody by repeating itself.</summary>
    public static HashSet<(Guid, Guid)> CopiesAmong(params CopyText[] texts)
    {
        var sources = texts.ToDictionary(text => text.Claim, text => text.Source);
        return [.. Relation(CopyDetector.Find(texts)).Where(pair => sources[pair.Item1] != sources[pair.Item2])];
    }

    /// <summary>Whether one of the two texts is found to be a copy of the other, each by another source and without dates.</summary>
    public static bool AreCopies(string one, string other)
    {
        var found = Find(Text(1, one), Text(2, other));
        return found.Pairs.Count + found.Identical.Count > 0;
    }

    public static Guid Id(int number) => new(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    private static HashSet<(Guid, Guid)> Relation(CopyFindings found)
    {
        var groups = found.Identical.ToDictionary(group => group[0], group => group);
        IReadOnlyList<Guid> Members(Guid claim) => groups.TryGetValue(claim, out var group) ? group : [claim];
        var within = found.Identical.SelectMany(group => group.SelectMany((one, at) => group.Skip(at + 1).Select(other => Ordered(one, other))));
        var between = found.Pairs.SelectMany(pair => Members(pair.Copy).SelectMany(one => Members(pair.Original).Select(other => Ordered(one, other))));
        return [.. within, .. between];
    }

    private static (Guid, Guid) Ordered(Guid one, Guid other) => one.CompareTo(other) < 0 ? (one, other) : (other, one);

    private static PartialDate Date(string said) =>
        PartialDate.TryParse(said, out var date) ? date : throw new ArgumentException($"\"{said}\" is no date.", nameof(said));
}
