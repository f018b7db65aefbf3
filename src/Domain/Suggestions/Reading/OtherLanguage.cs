using System.Collections.Frozen;

namespace ClaimCheck.Domain.Suggestions.Reading;

/// <summary>
/// The few words by which a denial, a time and what is to come are told in German, Spanish and French. Of these languages nothing
/// else is known: words are compared by their first letters, and there are no synonyms and no opposites.
/// </summary>
internal sealed class OtherLanguage
{
    private static readonly OtherLanguage German = new("de")
    {
        Common = Set(
            """
            der die das den dem des ein eine einen einem einer eines und oder aber im in am an auf aus bei mit nach von vom vor zu zum zur für gegen über unter zwischen
            durch um als wie dass ob sich er sie es wir ihr ihm ihn ihre seine sein ihren seinen ist sind war waren hat haben hatte hatten wurde wurden worden gewesen
            noch nur auch schon so sehr mehr rund etwa dort hier da dann erst seit bis während ohne
            """),
        No = Set("nicht kein keine keinen keiner keinem keines nie niemals niemand niemanden nirgends"),
        Denying = Set("bestreitet bestritt bestreiten bestritten dementiert dementierte dementierten dementieren leugnet leugnete leugnen"),
        Unclear = Set("nur alle alles immer unbedingt ganz mehr"),
        Yet = Set("noch"),
        Coming = Set("wird werden soll sollen will wollen würde würden könnte könnten dürfte möglicherweise vielleicht wohl falls wenn"),
        Openers = Set("weil obwohl während nachdem bevor sondern nachdem dass wo"),
        Months = ["januar", "februar", "marz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember"],
        Weekdays = ["sonntag", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag"],
        CapitalIsName = false,
    };

    private static readonly OtherLanguage Spanish = new("es")
    {
        Common = Set(
            """
            el la los las un una unos unas y e o u pero de del en a al con por para desde hasta sobre entre sin según tras ante bajo contra como que si se su sus lo
            es son era eran fue fueron ha han había habían haber sido está están ser más muy también ya unos este esta ese esa
            """),
        No = Set("no nunca jamas ningun ninguna ninguno nadie"),
        Denying = Set("niega niegan nego negaron negando desmiente desmienten desmintio desmintieron desmintiendo"),
        Unclear = Set("solo solamente todos todas siempre"),
        Yet = Set("aun todavia"),
        Coming = Set("podria podrian sera seran enviara va van quiere quieren quizas tal debe deberia"),
        Openers = Set("porque aunque mientras cuando donde quien sino"),
        Months = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
        Weekdays = ["domingo", "lunes", "martes", "miercoles", "jueves", "viernes", "sabado"],
    };

    private static readonly OtherLanguage French = new("fr")
    {
        Common = Set(
            """
            le la les l un une des du de d et ou mais en au aux dans par pour avec sans sur sous entre vers chez depuis jusqu selon après avant contre comme que qu qui se s son sa
            ses leur leurs il elle ils elles on c ce cette ces est sont était étaient a ont avait avaient été être plus très aussi n ne y j
            """),
        No = Set("pas jamais aucun aucune nullement"),
        Denying = Set("dement dementent dementi nie nient nié demenent contestent conteste"),
        Unclear = Set("seulement tous toutes toujours"),
        Yet = Set("encore"),
        Coming = Set("va vont pourrait pourraient devrait devraient sera seront veut veulent peut si"),
        Openers = Set("parce alors tandis quand lorsque où bien"),
        Months = ["janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre"],
        Weekdays = ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"],
    };

    private static readonly FrozenSet<string> English = Set("the of and in to was were is are has have had by for that with on from");

    private OtherLanguage(string code) => Code = code;

    /// <summary>BCP 47.</summary>
    public string Code { get; }

    /// <summary>Words that say nothing by themselves.</summary>
    public required FrozenSet<string> Common { get; init; }

    /// <summary>Words that say no.</summary>
    public required FrozenSet<string> No { get; init; }

    /// <summary>Verbs that say no to what follows them.</summary>
    public required FrozenSet<string> Denying { get; init; }

    /// <summary>What follows a "no" and leaves open how far it reaches.</summary>
    public required FrozenSet<string> Unclear { get; init; }

    /// <summary>What makes "not" a "not yet".</summary>
    public required FrozenSet<string> Yet { get; init; }

    /// <summary>What says that something is to come, or may be.</summary>
    public required FrozenSet<string> Coming { get; init; }

    /// <summary>What begins a clause of its own.</summary>
    public required FrozenSet<string> Openers { get; init; }

    /// <summary>The months.</summary>
    public required string[] Months { get; init; }

    /// <summary>The days of the week, from Sunday.</summary>
    public required string[] Weekdays { get; init; }

    /// <summary>Whether a capital in a sentence tells a name.</summary>
    public bool CapitalIsName { get; init; } = true;

    /// <summary>The language of a claim as it is recorded, or else as its commonest words tell: <c>en</c>, one of these, or null for any other.</summary>
    public static string? CodeOf(string? recorded, IReadOnlyList<Token> tokens)
    {
        if (recorded is not null)
        {
            var code = recorded.Split('-')[0].ToLowerInvariant();
            return code is "en" or "de" or "es" or "fr" ? code : null;
        }

        var (best, most) = ("en", Count(English, tokens));
        foreach (var language in (ReadOnlySpan<OtherLanguage>)[German, Spanish, French])
        {
            var count = Count(language.Common, tokens);
            (best, most) = count > most ? (language.Code, count) : (best, most);
        }

        return tokens.Any(token => token.Word.Any(c => char.IsLetter(c) && !char.IsAscii(c) && c != 'ß')) ? null : best;
    }

    /// <summary>The language with this code, which is not English.</summary>
    public static OtherLanguage Of(string code) => code switch
    {
        "de" => German,
        "es" => Spanish,
        _ => French,
    };

    private static int Count(FrozenSet<string> words, IReadOnlyList<Token> tokens) => tokens.Count(token => words.Contains(token.Word));

    private static FrozenSet<string> Set(string words) => words
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Select(TokenReader.Folded)
        .ToFrozenSet(StringComparer.Ordinal);
}
