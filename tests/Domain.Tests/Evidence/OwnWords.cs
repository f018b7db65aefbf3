namespace ClaimCheck.Domain.Tests.Evidence;

/// <summary>Texts for claims whose wording does not matter: no two have a word in common.</summary>
internal static class OwnWords
{
    private const int Words = 12;
    private const string Consonants = "bdfgklmnprst";
    private const string Vowels = "aeiou";
    private const int Syllables = 60;
    private const int All = Syllables * Syllables * Syllables;

    // Prime to the number of words, so that neighbouring numbers have words that look nothing like each other.
    private const int Step = 77_977;

    /// <summary>The text of this number; they repeat after 18,000.</summary>
    public static string Of(int number) => string.Join(' ', Enumerable.Range(number * Words, Words).Select(Word));

    private static string Word(int number)
    {
        var word = (int)((long)number * Step % All);
        return Syllable(word % Syllables) + Syllable(word / Syllables % Syllables) + Syllable(word / Syllables / Syllables);
    }

    private static string Syllable(int number) => $"{Consonants[number / Vowels.Length]}{Vowels[number % Vowels.Length]}";
}
