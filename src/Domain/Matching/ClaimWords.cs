using System.Runtime.InteropServices;

namespace ClaimCheck.Domain.Matching;

/// <summary>What a claim says, as far as it is compared with an utterance.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Quote">Its source's own words.</param>
/// <param name="Titles">The headlines of its assessments and of its article.</param>
/// <param name="Language">The place of its language among the search configurations.</param>
public sealed record ClaimWords(string Text, string? Quote, IReadOnlyList<string> Titles, int Language);

/// <summary>The words of one claim at a time, as numbers of entries in a <see cref="WordTable"/>.</summary>
/// <param name="table">The table.</param>
internal sealed class ReadWords(WordTable table)
{
    /// <summary>The most words of a claim that are compared; of a longer text, the first.</summary>
    private const int MostWords = 600;

    private readonly List<ReadWord> said = [];
    private readonly List<ReadWord> titled = [];
    private readonly List<string> texts = [];

    /// <summary>The words of its text and quote.</summary>
    public ReadOnlySpan<ReadWord> Said => CollectionsMarshal.AsSpan(said);

    /// <summary>The words of its headlines.</summary>
    public ReadOnlySpan<ReadWord> Titled => CollectionsMarshal.AsSpan(titled);

    /// <summary>All its words.</summary>
    public IEnumerable<ReadWord> All => said.Concat(titled);

    /// <summary>Reads a claim.</summary>
    public void Read(ClaimWords claim)
    {
        said.Clear();
        titled.Clear();
        texts.Clear();
        Read(claim.Text, said);
        if (claim.Quote is { } quote && !claim.Text.Contains(quote, StringComparison.Ordinal))
        {
            Read(quote, said);
        }

        foreach (var title in claim.Titles)
        {
            Read(title, titled);
        }
    }

    /// <summary>A word as the claim spells it.</summary>
    public string Spelling(in ReadWord word) => texts[word.Text][word.Start..word.End];

    /// <summary>From the first of these words to the last, as the claim has it.</summary>
    public string Spelling(in ReadWord first, in ReadWord last) => texts[first.Text][first.Start..last.End];

    /// <summary>Whether one word follows another with nothing but a space between them.</summary>
    public bool AreNeighbours(in ReadWord one, in ReadWord next) =>
        one.Text == next.Text && next.Start == one.End + 1 && char.IsWhiteSpace(texts[one.Text][one.End]);

    private void Read(string text, List<ReadWord> into)
    {
        var normal = Utterance.Normal(text);
        texts.Add(normal);
        var number = texts.Count - 1;
        WordReader.Read(normal, .., WordPlace.Text, (in TextWord word, ReadOnlySpan<char> form) =>
        {
            if (into.Count < MostWords && !form.IsEmpty)
            {
                var startsText = into.Count == 0 || into[^1].Text != number;
                into.Add(new ReadWord(table.EntryOf(word, form), number, word.Start, word.End, word.IsCapital && !startsText));
            }
        });
    }
}

/// <summary>A word of a claim.</summary>
/// <param name="Entry">Its entry in the table.</param>
/// <param name="Text">Which of the claim's texts.</param>
/// <param name="Start">Where it begins there.</param>
/// <param name="End">The position after it.</param>
/// <param name="IsName">Whether it has a capital letter that no beginning explains.</param>
internal readonly record struct ReadWord(int Entry, int Text, int Start, int End, bool IsName);
