using System.Globalization;
using ClaimCheck.Domain.Evidence.Copying;

namespace ClaimCheck.Benchmarks.Copying;

/// <summary>
/// Measures the signs of copying: how much is found and how much of it rightly at the thresholds in use and around them,
/// when sharing a number shows copying, and how long 10,000 texts take. Printed as Markdown.
/// </summary>
/// <param name="clock">Measures.</param>
internal sealed class CopyingReport(TimeProvider clock)
{
    private const int MadePairs = 1_000;
    private const int ManyTexts = 10_000;
    private const int Turns = 15;

    private const int WordsAtLeast = 8;

    private static readonly int[] Lengths = [2, 3, 4, 5];
    private static readonly double[] Containments = [0.4, 0.5, 0.6, 0.65, 0.7, 0.8];
    private static readonly int[] Minima = [4, 5, 6, 7, 8];
    private static readonly (double Containment, int MinShared)[] WithNumber =
        [(0.1, 2), (0.1, 3), (0.2, 2), (0.2, 3), (0.2, 4), (0.3, 3), (0.3, 4), (0.3, 5), (0.4, 4), (1, 100)];

    /// <summary>Measures and prints.</summary>
    /// <param name="checkout">The folder that holds the whole repository.</param>
    /// <param name="folder">Where public sets are; may be missing, and the report says so.</param>
    public async Task PrintAsync(string checkout, string? folder, CancellationToken cancellation)
    {
        var sets = new List<PairSet>(await OwnPairs.ReadAsync(checkout, cancellation));
        IReadOnlyList<string> claims = [];
        IReadOnlyList<string> arabic = [];
        if (folder is not null && Directory.Exists(folder))
        {
            var texts = new PublicTexts(folder);
            claims = await texts.ReadClaimsAsync(cancellation);
            arabic = await texts.ReadArabicAsync(cancellation);
            sets.AddRange(await texts.ReadPairsAsync(cancellation));
            sets.AddRange(Rewriting.Of(claims, MadePairs));
            await PrintNumbersAsync(texts, cancellation);
        }
        else
        {
            Console.WriteLine("Without the public sets (--copying FOLDER) only the project's own pairs are measured.\n");
        }

        PrintPairs(sets, claims, arabic);
        PrintTimes(claims);
    }

    private static void PrintPairs(List<PairSet> sets, IReadOnlyList<string> claims, IReadOnlyList<string> arabic)
    {
        Console.WriteLine("Copies found (of those there are), wrongly found (of the independent pairs); in the last two columns, how many pairs of different claims.\n");
        var names = sets.Select(set => $" {set.Name} ({set.Pairs.Count(pair => pair.Copied)}, {set.Pairs.Count(pair => !pair.Copied)}) |");
        Console.WriteLine($"| words | share, least | with a number |{string.Concat(names)} among {arabic.Count} Arabic claims | among {claims.Count} English claims |");
        Console.WriteLine("|" + string.Concat(Enumerable.Repeat("---|", sets.Count + 5)));
        foreach (var thresholds in Candidates())
        {
            var mark = thresholds == CopyThresholds.Standard ? "**" : "";
            var cells = sets.Select(set => $" {CountIn(set, copied: true, thresholds)}, {CountIn(set, copied: false, thresholds)} |");
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {mark}{thresholds.ShingleLength}{mark} | {mark}{thresholds.Containment:0.00}, {thresholds.MinShared}{mark} | {mark}{thresholds.ContainmentWithNumber:0.0}, {thresholds.MinSharedWithNumber}{mark} |{string.Concat(cells)} {CountAmong(arabic, thresholds)} | {CountAmong(claims, thresholds)} |"));
        }
    }

    private static IEnumerable<CopyThresholds> Candidates()
    {
        // Longer shingles, but the same words in a row at the least, so that what is short is told apart from what is alike.
        var all = Lengths
            .SelectMany(length => Containments.Select(containment =>
                CopyThresholds.Standard with { ShingleLength = length, Containment = containment, MinShared = WordsAtLeast + 1 - length }))
            .Concat(Minima.Select(minimum => CopyThresholds.Standard with { MinShared = minimum }))
            .Concat(WithNumber.Select(number =>
                CopyThresholds.Standard with { ContainmentWithNumber = number.Containment, MinSharedWithNumber = number.MinShared }));
        return all.Distinct()
            .OrderBy(each => each.ShingleLength).ThenBy(each => each.Containment).ThenBy(each => each.MinShared)
            .ThenBy(each => each.ContainmentWithNumber).ThenBy(each => each.MinSharedWithNumber);
    }

    private static int CountIn(PairSet set, bool copied, CopyThresholds thresholds) =>
        set.Pairs.Count(pair => pair.Copied == copied && CountAmong([pair.One, pair.Other], thresholds) > 0);

    private static int CountAmong(IReadOnlyList<string> texts, CopyThresholds thresholds)
    {
        var found = CopyDetector.Find(Texts(texts), thresholds);
        return found.Pairs.Count + found.Identical.Sum(group => group.Count * (group.Count - 1) / 2);
    }

    private static List<CopyText> Texts(IEnumerable<string> texts) =>
        [.. texts.Select((text, number) => new CopyText(IdOf(number), IdOf(number), text, null))];

    private static Guid IdOf(int number) => new(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    private static async Task PrintNumbersAsync(PublicTexts texts, CancellationToken cancellation)
    {
        if (await texts.ReadPopulationsAsync(cancellation) is not { } populations)
        {
            return;
        }

        Console.WriteLine("| two editors state the same population | pairs | of which false |\n|---|---|---|");
        foreach (var (name, counts) in Agreement.Of(populations.Stated, populations.True))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {counts.Pairs} | {(double)counts.False / Math.Max(1, counts.Pairs):0.00} |"));
        }

        Console.WriteLine();
    }

    private void PrintTimes(IReadOnlyList<string> claims)
    {
        Console.WriteLine("\n| texts | found | median ms |\n|---|---|---|");
        if (claims.Count > ManyTexts)
        {
            PrintTime($"{ManyTexts} claims of fact-checkers", Texts(claims.Take(ManyTexts)));
        }

        PrintTime($"{ManyTexts} texts of 25 words, mostly common ones", Texts(MadeUpTexts.Zipf(ManyTexts)));
        PrintTime($"{ManyTexts} equal texts", Texts(MadeUpTexts.Equal(ManyTexts)));
        PrintTime($"{ManyTexts} texts alike but for a word", Texts(MadeUpTexts.Alike(ManyTexts)));
        PrintTime($"{ManyTexts} texts with a passage in common", Texts(MadeUpTexts.WithCommonPassage(ManyTexts)));
    }

    private void PrintTime(string name, List<CopyText> texts)
    {
        List<double> times = [];
        var found = CopyFindings.None;
        for (var i = 0; i < Turns; i++)
        {
            var start = clock.GetTimestamp();
            found = CopyDetector.Find(texts);
            times.Add(clock.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {found.Pairs.Count} pairs, {found.Identical.Count} groups{(found.Grouped ? ", grouped" : "")} | {times[Turns / 2]:0.0} |"));
    }
}
