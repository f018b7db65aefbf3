using ClaimCheck.Domain.Matching;

namespace ClaimCheck.Data.Matching;

/// <summary>
/// The forms in which an English word may stand in claims whose language nobody recorded: these are indexed by plain words. Forms that do
/// not exist cost a look into the index and find nothing.
/// </summary>
internal static class EnglishForms
{
    private const int ShortestWord = 3;

    private static readonly string[] Endings = ["", "s", "es", "ed", "d", "ing", "e", "er", "ers", "ly"];

    /// <summary>The forms of a word; none but itself where it is not one of English letters.</summary>
    public static IEnumerable<string> Of(UtteranceWord word)
    {
        yield return word.Form;
        if (word.Kind != WordKind.Word || word.Form.Length < ShortestWord || word.Form.AsSpan().ContainsAnyExceptInRange('a', 'z'))
        {
            yield break;
        }

        foreach (var ending in Endings)
        {
            yield return word.Key + ending;
        }

        if (word.Key.EndsWith('i'))
        {
            yield return word.Key[..^1] + "y";
            yield return word.Key + "es";
        }

        // Stopped, stopping.
        yield return word.Key + word.Key[^1] + "ed";
        yield return word.Key + word.Key[^1] + "ing";
    }
}
