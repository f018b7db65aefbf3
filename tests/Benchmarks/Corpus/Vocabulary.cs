using System.Text;

namespace ClaimCheck.Benchmarks.Corpus;

/// <summary>Made-up words that can be pronounced: no word list, no licence, the same on every machine.</summary>
internal sealed class Vocabulary
{
    /// <summary>How many words there are.</summary>
    public const int Size = 50_000;

    /// <summary>How many words a claim has on average.</summary>
    public const int WordsPerClaim = 25;

    private const int FewestWords = 15;
    private const string Consonants = "bdfgklmnprstvz";
    private const string Vowels = "aeiou";
    private const int Syllables = 70;
    private const int SyllablesPerWord = 3;
    private const int Spellings = Syllables * Syllables * Syllables;

    // Has no divisor in common with the number of spellings: every rank gets one of its own, far from its neighbours'.
    private const long Stride = 104_729;

    private readonly string[] words = [.. Enumerable.Range(0, Size).Select(Spell)];

    public Zipf Frequencies { get; } = new(Size);

    public string this[int rank] => words[rank];

    /// <summary>A sentence of 15 to 35 words.</summary>
    public string Sentence(Random random)
    {
        var length = FewestWords + random.Next((2 * (WordsPerClaim - FewestWords)) + 1);
        var text = new StringBuilder(length * 7);
        for (var i = 0; i < length; i++)
        {
            text.Append(i == 0 ? "" : " ").Append(words[Frequencies.Draw(random)]);
        }

        text[0] = char.ToUpperInvariant(text[0]);
        return text.Append('.').ToString();
    }

    /// <summary>The ranks of the words that between <paramref name="fewest"/> and <paramref name="most"/> of so many claims hold.</summary>
    public (int First, int Last) RanksHeldBy(double fewest, double most, int claims) =>
        (Frequencies.RankOf(ShareOfWords(most / claims)), Frequencies.RankOf(ShareOfWords(fewest / claims)));

    private static double ShareOfWords(double shareOfClaims) => 1 - Math.Pow(1 - Math.Min(shareOfClaims, 0.999), 1.0 / WordsPerClaim);

    /// <summary>
    /// Only one spelling in seven is a word, and none begins another: a stemmer that takes an ending off must not end up at
    /// some other word, for then a search for a rare one would have to sort through the claims that hold a common one.
    /// </summary>
    private static string Spell(int rank)
    {
        var letters = new StringBuilder(2 * SyllablesPerWord);
        var rest = (int)(rank * Stride % Spellings);
        for (var i = 0; i < SyllablesPerWord; i++)
        {
            var syllable = rest % Syllables;
            letters.Append(Consonants[syllable % Consonants.Length]).Append(Vowels[syllable / Consonants.Length]);
            rest /= Syllables;
        }

        return letters.ToString();
    }
}
