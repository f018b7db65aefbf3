namespace ClaimCheck.Domain.Evidence.Copying;

/// <summary>What is shown to a reader of what two wordings have in common.</summary>
internal static class SharedText
{
    /// <summary>The longest passages, as the original writes them, that stand in the copy too.</summary>
    public static IReadOnlyList<string> Passages(Wording original, Wording copy)
    {
        var theirs = new HashSet<ulong>(copy.Positions);
        for (var i = 0; i < copy.Positions; i++)
        {
            theirs.Add(copy.HashAt(i));
        }

        // Words that everybody uses do not interrupt a passage, but alone they are none.
        var (runs, isTelling) = (new List<(int First, int Last)>(), false);
        for (var i = 0; i < original.Positions; i++)
        {
            if (!original.IsUnquoted(i) || !theirs.Contains(original.HashAt(i)))
            {
                continue;
            }

            if (runs.Count > 0 && (i <= runs[^1].Last || !isTelling))
            {
                runs[^1] = (i <= runs[^1].Last ? runs[^1].First : i, i + original.ShingleLength - 1);
            }
            else
            {
                runs.Add((i, i + original.ShingleLength - 1));
                isTelling = false;
            }

            isTelling |= original.IsShingle(i);
        }

        return Longest(original, isTelling ? runs : runs[..Math.Max(0, runs.Count - 1)]);
    }

    /// <summary>The precise numbers, each with what it counts, that both have.</summary>
    public static IReadOnlyList<string> Numbers(Wording original, Wording copy)
    {
        var theirs = StatedNumber.In(copy).Select(number => number.Hash).ToHashSet();
        return Longest(
            original,
            [.. StatedNumber.In(original)
                .Where(number => theirs.Contains(number.Hash))
                .Select(number => (number.First, number.Last))]);
    }

    private static IReadOnlyList<string> Longest(Wording wording, List<(int First, int Last)> runs) =>
        [.. runs
            .Select(run => (Start: wording.Tokens[run.First].Start, wording.Tokens[run.Last].End))
            .OrderByDescending(part => part.End - part.Start)
            .ThenBy(part => part.Start)
            .Take(ProbableCopy.MaxShared)
            .Select(part => Cut(wording.Text[part.Start..part.End]))];

    private static string Cut(string text)
    {
        if (text.Length <= ProbableCopy.MaxSharedLength)
        {
            return text;
        }

        var end = ProbableCopy.MaxSharedLength - 1;
        return string.Concat(text.AsSpan(0, char.IsLowSurrogate(text[end]) ? end - 1 : end), "…");
    }
}
