namespace ClaimCheck.Domain.Matching;

/// <content>Says why.</content>
public sealed partial class MatchScorer
{
    /// <summary>Why a claim is alike.</summary>
    public MatchReasons Explain(ClaimWords claim)
    {
        read.Read(claim);
        var language = claim.Language;
        Count(read.Said, inText);
        Count(read.Titled, inTitles);
        var words = SharedWords(language)
            .GroupBy(word => word.Said, StringComparer.Ordinal)
            .Select(group => group.MinBy(word => word.How == SharedHow.Joined ? SharedHow.Stemmed : word.How)!)
            .OrderByDescending(word => word.Rarity)
            .ThenBy(word => word.Said, StringComparer.Ordinal)
            .Take(MatchReasons.MostWords)
            .ToList();
        var reasons = new MatchReasons(
            words,
            [.. Names(language).Distinct(StringComparer.OrdinalIgnoreCase).Take(MatchReasons.MostOthers)],
            [.. Numbers().Distinct(StringComparer.Ordinal).Take(MatchReasons.MostOthers)],
            [.. Phrases(language)],
            IsByHeadline(language),
            SaysNo(read.Said) != saysNo);
        Forget();
        return reasons;
    }

    private bool IsByHeadline(int language)
    {
        double said = 0, titled = 0;
        foreach (var word in touched.Where(word => !utterance.Words[word].IsSignature && IsTelling(word, language)))
        {
            said += inText[word] > 0 ? Rarity(word, language) : 0;
            titled += inText[word] == 0 ? Rarity(word, language) : 0;
        }

        return titled > said;
    }

    private IEnumerable<SharedWord> SharedWords(int language)
    {
        foreach (var word in read.All)
        {
            var entry = table[word.Entry];
            if (entry.Same >= 0)
            {
                if (IsTelling(entry.Same, language))
                {
                    yield return Shared(entry.Same, word, entry.Form == utterance.Words[entry.Same].Form ? SharedHow.Same : SharedHow.Stemmed, language);
                }

                continue;
            }

            if (entry.Alike >= 0 && IsTelling(entry.Alike, language) && !IsFound(entry.Alike))
            {
                yield return Shared(entry.Alike, word, SharedHow.Alike, language);
            }

            foreach (var group in entry.Groups)
            {
                var said = table.WordInGroup(group);
                if (!IsFound(said))
                {
                    yield return Shared(said, word, SharedHow.Synonym, language);
                }
            }

            foreach (var compound in entry.Begins.Where(compound => !IsFound(compound) && IsSpeltOutFrom(word, compound)))
            {
                yield return Shared(compound, word, SharedHow.Joined, language);
            }
        }
    }

    private bool IsFound(int word) => inText[word] + inTitles[word] > 0;

    private bool IsSpeltOutFrom(in ReadWord word, int compound)
    {
        var words = read.Said;
        var at = words.IndexOf(word);
        if (at < 0)
        {
            words = read.Titled;
            at = words.IndexOf(word);
        }

        return SpellsOut(words[at..], utterance.Words[compound].Form);
    }

    private SharedWord Shared(int said, in ReadWord found, SharedHow how, int language) =>
        new(utterance.Words[said].Spelling, read.Spelling(found), how, Math.Round(Rarity(said, language), 2));

    /// <summary>Names of one word or of several in a row.</summary>
    private List<string> Names(int language)
    {
        var names = new List<string>();
        ReadWord? first = null;
        ReadWord? last = null;
        foreach (var word in read.All)
        {
            var entry = table[word.Entry];
            var isName = word.IsName && entry.Kind == WordKind.Word && entry.Same >= 0 && IsTelling(entry.Same, language);
            if (isName && last is { } before && read.AreNeighbours(before, word))
            {
                last = word;
                continue;
            }

            if (first is { } from && last is { } to)
            {
                names.Add(read.Spelling(from, to));
            }

            first = isName ? word : null;
            last = first;
        }

        if (first is { } begun && last is { } ended)
        {
            names.Add(read.Spelling(begun, ended));
        }

        return names;
    }

    private IEnumerable<string> Numbers() => read.All
        .Where(word => table[word.Entry].Same is >= 0 and var same
            && (table[word.Entry].Kind == WordKind.Number || utterance.Words[same].Kind == WordKind.Number))
        .Select(word => read.Spelling(word));

    /// <summary>Runs of words that stand in the same order on both sides, the most telling first.</summary>
    private IEnumerable<string> Phrases(int language)
    {
        var text = read.Said;
        var runs = new List<(double Worth, int First, int Last)>();
        var i = 0;
        while (i < text.Length)
        {
            var longest = 0;
            for (var j = 0; j < order.Length && table[text[i].Entry].Same >= 0; j++)
            {
                var length = 0;
                while (i + length < text.Length && j + length < order.Length && text[i + length].Text == text[i].Text
                    && table[text[i + length].Entry].Same == order[j + length])
                {
                    length++;
                }

                longest = Math.Max(longest, length);
            }

            var (worth, telling) = (0.0, 0);
            for (var k = i; k < i + longest; k++)
            {
                var same = table[text[k].Entry].Same;
                worth += Rarity(same, language);
                telling += IsTelling(same, language) ? 1 : 0;
            }

            if (longest > 1 && telling > 0 && (telling > 1 || longest > 2))
            {
                runs.Add((worth, i, i + longest - 1));
                i += longest;
                continue;
            }

            i++;
        }

        return runs.OrderByDescending(run => run.Worth).ThenBy(run => run.First).Take(MatchReasons.MostOthers)
            .Select(run => read.Spelling(read.Said[run.First], read.Said[run.Last]));
    }
}
