using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using ClaimCheck.Domain.Assessments;

namespace ClaimCheck.Api.Importing.Formats.Reviews;

/// <summary>
/// What publishers' verdicts come to: by the words that are theirs alone, else by the number, else <see cref="NormalizedRating.Other"/>.
/// Nobody guesses at a verdict that is a sentence.
/// </summary>
internal static class NormalizedWords
{
    /// <summary>The words, as <c>docs/import-formats.md</c> lists them.</summary>
    internal static IReadOnlyList<(NormalizedRating Rating, string Words)> Table { get; } =
    [
        (NormalizedRating.True,
            "true, correct, accurate, verified, confirmed, fact, legit, verdadero, verdadeiro, cierto, certo, vrai, exact, wahr, richtig, vero, "
            + "waar, doğru, benar, sahih, verdad, prawda, правда, верно, صحيح, حقيقي, نص حقيقي, सच, সত্য"),
        (NormalizedRating.MostlyTrue,
            "mostly true, mostly correct, mostly accurate, largely true, nearly true, almost true, largely established, mayormente verdadero, "
            + "mayormente cierto, mayoritariamente verdadero, majoritariamente verdadeiro, plutôt vrai, presque vrai, größtenteils wahr, "
            + "größtenteils richtig, überwiegend richtig, in gran parte vero, grotendeels waar, çoğunlukla doğru, صحيح في معظمه"),
        (NormalizedRating.Mixture,
            "mixture, mixed, half true, half-truth, partly true, partially true, partly correct, partially correct, partly false, "
            + "partially false, half false, partly established, true but, verdad a medias, media verdad, parcialmente verdadero, medio verdadero, "
            + "meia verdade, meio verdadeiro, parcialmente verdadeiro, parcialmente falso, en partie vrai, partiellement vrai, "
            + "partiellement faux, à moitié vrai, teilweise wahr, teilweise richtig, teilweise falsch, halb wahr, parzialmente vero, "
            + "parzialmente falso, mezza verità, deels waar, kısmen doğru, sebagian benar, częściowo prawda, полуправда, частично правда, "
            + "صحيح جزئيا, زائف جزئيا, غير صحيح جزئيا, आधा सच, আংশিক সত্য"),
        (NormalizedRating.MostlyFalse,
            "mostly false, mostly inaccurate, largely false, barely true, misleading, missing context, lacks context, distorts the facts, "
            + "distorted, exaggerated, cherry picked, out of context, mayormente falso, mayoritariamente falso, engañoso, enganoso, distorcido, "
            + "exagerado, falta contexto, fora de contexto, fuera de contexto, plutôt faux, trompeur, hors contexte, manque de contexte, größtenteils falsch, "
            + "überwiegend falsch, irreführend, fehlender kontext, fuorviante, fuori contesto, misleidend, grotendeels onwaar, yanıltıcı, "
            + "menyesatkan, manipulacja, вводит в заблуждение, مضلل, تضليل, محتوى ناقص, भ्रामक, বিভ্রান্তিকর"),
        (NormalizedRating.False,
            "false, incorrect, inaccurate, wrong, untrue, not true, fake, fake news, fabricated, hoax, pants on fire, pants fire, four pinocchios, debunked, "
            + "refuted, altered, doctored, manipulated, really false, falso, falsa, fake, incorrecto, incorrecta, incorreto, mentira, bulo, "
            + "errado, faux, fausse, inexact, infondé, falsch, unwahr, fälschung, gefälscht, bufala, onwaar, onjuist, vals, yanlış, sahte, salah, "
            + "hoaks, palsu, fałsz, nieprawda, ложь, фейк, неправда, خطأ, خاطئ, زائف, كاذب, خبر كاذب, غير صحيح, مزيف, مفبرك, مش حقيقي, गलत, फर्जी, झूठ, "
            + "ভুয়া, মিথ্যা"),
        (NormalizedRating.Unverifiable,
            "unverifiable, unproven, unproved, unverified, unsubstantiated, unsupported, unconfirmed, no evidence, not proven, not established, inconclusive, "
            + "disputed, research in progress, no verificable, sin pruebas, inverificable, indemostrable, não verificável, sem provas, sem evidências, "
            + "insustentável, invérifiable, non prouvé, sans preuve, unbelegt, nicht belegt, unbewiesen, nicht überprüfbar, non verificabile, "
            + "senza prove, niet bewezen, onbewezen, kanıtlanamaz, belum terbukti, nieweryfikowalne, не доказано, غير مثبت, غير مؤكد"),
    ];

    private static readonly FrozenDictionary<string, NormalizedRating> Known = Table
        .SelectMany(row => row.Words.Split(',').Select(word => (Key: KeyOf(word), row.Rating)))
        .DistinctBy(pair => pair.Key)
        .ToFrozenDictionary(pair => pair.Key, pair => pair.Rating, StringComparer.Ordinal);

    /// <summary>What a verdict comes to.</summary>
    internal static NormalizedRating Of(string words, NumberedRating? number) =>
        Known.TryGetValue(KeyOf(words), out var rating) ? rating : OfNumber(number);

    /// <summary>Google's five steps: the ends are true and false, and an eighth of the way to either side of a step is still that step.</summary>
    private static NormalizedRating OfNumber(NumberedRating? number) => number?.Share switch
    {
        null => NormalizedRating.Other,
        < 0.125 => NormalizedRating.False,
        < 0.375 => NormalizedRating.MostlyFalse,
        <= 0.625 => NormalizedRating.Mixture,
        <= 0.875 => NormalizedRating.MostlyTrue,
        _ => NormalizedRating.True,
    };

    /// <summary>The words without case, accents, and whatever is neither letter nor digit.</summary>
    private static string KeyOf(string words)
    {
        // U+FFFE stands for nothing and cannot be normalised.
        var spelt = words.Replace("\ufffe", "", StringComparison.Ordinal).Normalize(NormalizationForm.FormKD).ToLowerInvariant();
        var key = new StringBuilder(spelt.Length);
        foreach (var rune in spelt.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || (IsMark(rune) && !IsAccent(rune)))
            {
                key.Append(rune.ToString());
            }
            else if (!IsMark(rune) && key.Length > 0 && key[^1] != ' ')
            {
                key.Append(' ');
            }
        }

        return key.ToString().TrimEnd();
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;

    /// <summary>Marks without which a word is still that word; in Indic scripts they are its vowels.</summary>
    private static bool IsAccent(Rune rune) => rune.Value is (>= 0x300 and <= 0x36f) or (>= 0x64b and <= 0x65f) or 0x670
        || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;
}
