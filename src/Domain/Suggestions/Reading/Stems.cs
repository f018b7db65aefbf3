using System.Collections.Frozen;

namespace ClaimCheck.Domain.Suggestions.Reading;

/// <summary>
/// Brings English words to a common stem: <c>authorised</c>, <c>authorizes</c> and <c>authorisation</c> are one. It need not be a
/// word; two words are compared by it and nobody sees it.
/// </summary>
internal static class Stems
{
    private const int ShortestStemmed = 4;

    // What no rule derives, the base form first.
    private static readonly FrozenDictionary<string, string> Irregular = Forms(
        """
        be is are was were been being am
        have has had having
        do does did done
        go goes went gone
        say says said
        take took taken
        give gave given
        get got gotten
        make made
        come came
        become became
        begin began begun
        bring brought
        build built
        buy bought
        catch caught
        choose chose chosen
        cut cutting
        deal dealt
        draw drew drawn withdrawn
        withdraw withdrew withdrawn withdrawal
        drive drove driven
        eat ate eaten
        fall fell fallen
        feel felt
        fight fought fighting
        find found
        flee fled
        fly flew flown flight
        forbid forbade forbidden
        forget forgot forgotten
        grow grew grown growth
        hear heard
        hide hid hidden
        hit hitting
        hold held
        keep kept
        know knew known
        lead led
        leave left
        lend lent
        lose lost losing loss
        mean meant
        meet met meeting
        pay paid payment
        put putting
        quit quitting
        rise rose risen
        run ran running
        see saw seen
        seek sought
        sell sold sale
        send sent
        set setting
        shoot shot
        shut shutting
        sink sank sunk
        sit sat
        speak spoke spoken
        spend spent
        stand stood
        steal stole stolen
        strike struck stricken
        swear swore sworn
        teach taught
        tell told
        think thought
        throw threw thrown
        understand understood
        undergo underwent undergone
        wear wore worn
        win won winning
        write wrote written
        die died dies dying death dead
        lie lied lies lying
        tie tied ties tying
        use used uses using
        owe owed owes owing
        add added adds adding
        break broke broken
        blow blew blown
        bear bore born
        fewer few
        man men
        woman women
        child children
        person people
        wife wives
        life lives
        city cities
        refuse refusal
        arrive arrival
        decide decision
        explode explosion
        invade invasion
        destroy destruction
        descend descent
        elect election elected
        expel expulsion
        deny denied denies denial
        succeed success
        fail failure
        defend defence defense
        attend attendance
        centre center
        programme program
        theatre theater
        injure injury injuries injured
        strength strong
        deep depth
        high height
        tonne ton tonnes tons
        metre meter metres meters
        kilometre kilometer kilometres kilometers km
        crisis crises
        seize seizure
        close closure closed
        """);

    private static readonly FrozenSet<string> PastForms = FrozenSet.Create(
        StringComparer.Ordinal,
        "took", "gave", "made", "became", "began", "brought", "built", "bought", "caught", "chose", "cut", "drew", "withdrew", "drove", "fell", "fought", "found", "fled", "flew",
        "forbade", "grew", "held", "kept", "led", "left", "lost", "met", "paid", "put", "quit", "rose", "ran", "saw", "sold", "sent", "set", "shot", "shut", "sank", "spoke", "spent",
        "stood", "stole", "struck", "told", "threw", "won", "wrote", "broke", "hit", "went", "came", "got");

    /// <summary>Whether a word looks like a verb in the past.</summary>
    public static bool IsPast(string word) =>
        (word.Length > 4 && word.EndsWith("ed", StringComparison.Ordinal) && !word.EndsWith("eed", StringComparison.Ordinal)) || PastForms.Contains(word);

    /// <summary>The stem of a word.</summary>
    /// <param name="word">In lower case.</param>
    public static string Of(string word)
    {
        if (Irregular.TryGetValue(word, out var known))
        {
            word = known;
        }

        if (word.Length < ShortestStemmed)
        {
            return word;
        }

        return WithoutEnding(American(Ungrammatical(word)));
    }

    // The plural, -ed and -ing.
    private static string Ungrammatical(string word)
    {
        if (word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4)
        {
            return word[..^3] + "y";
        }

        if (EndsInAny(word, "sses", "ches", "shes", "xes", "zzes"))
        {
            return word[..^2];
        }

        if (word[^1] == 's' && !EndsInAny(word, "ss", "us", "is"))
        {
            return Ungrammatical(word[..^1]);
        }

        if (word.EndsWith("eed", StringComparison.Ordinal) && word.Length > 5)
        {
            return word[..^1];
        }

        if (word.EndsWith("ied", StringComparison.Ordinal) && word.Length > 4)
        {
            return word[..^3] + "y";
        }

        if (word.EndsWith("ed", StringComparison.Ordinal) && word.Length > 4 && HasVowel(word[..^2]))
        {
            return Undoubled(word[..^2]);
        }

        return word.EndsWith("ing", StringComparison.Ordinal) && word.Length > 5 && HasVowel(word[..^3]) ? Undoubled(word[..^3]) : word;
    }

    private static string American(string word)
    {
        if (EndsInAny(word, "iz", "ize", "yz", "yze"))
        {
            return word.Replace("iz", "is", StringComparison.Ordinal).Replace("yz", "ys", StringComparison.Ordinal);
        }

        if (word.Contains("ization", StringComparison.Ordinal))
        {
            return word.Replace("ization", "isation", StringComparison.Ordinal);
        }

        return word.Length > 5 && word.EndsWith("our", StringComparison.Ordinal) ? word[..^3] + "or" : word;
    }

    private static string WithoutEnding(string word)
    {
        foreach (var (ending, shortest) in Endings)
        {
            if (word.Length >= shortest && word.EndsWith(ending, StringComparison.Ordinal))
            {
                word = word[..^ending.Length];
                break;
            }
        }

        if (word.Length > 3 && word[^1] == 'e')
        {
            word = word[..^1];
        }

        return word.Length > 3 && word[^1] == 'y' && !IsVowel(word[^2]) ? word[..^1] + "i" : word;
    }

    private static readonly (string Ending, int Shortest)[] Endings =
    [
        ("ation", 8), ("ment", 8), ("ator", 8), ("ative", 9), ("ate", 7), ("at", 8), ("ion", 7), ("al", 7), ("ly", 6), ("ness", 8), ("ful", 7),
    ];

    private static string Undoubled(string stem) =>
        stem.Length > 3 && stem[^1] == stem[^2] && stem[^1] is not ('l' or 's' or 'z' or 'e' or 'o')
            ? stem[..^1]
            : Unlled(stem);

    // Cancelled and canceled, but fill and kill.
    private static string Unlled(string stem) => stem.Length > 5 && stem.EndsWith("ll", StringComparison.Ordinal) ? stem[..^1] : stem;

    private static bool HasVowel(string part) => part.Any(IsVowel) || part.Contains('y', StringComparison.Ordinal);

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u';

    private static bool EndsInAny(string word, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
        {
            if (word.EndsWith(ending, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static FrozenDictionary<string, string> Forms(string lines)
    {
        var forms = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var words in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            foreach (var form in words.Skip(1))
            {
                forms[form] = words[0];
            }
        }

        return forms.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
