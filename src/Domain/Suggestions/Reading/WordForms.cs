using System.Collections.Frozen;
using ClaimCheck.Domain.Matching;

namespace ClaimCheck.Domain.Suggestions.Reading;

/// <summary>
/// Brings the forms of an English word together, and of words that are one act: <c>authorised</c>, <c>authorizes</c> and
/// <c>authorisation</c> are compared as one, and so are <c>died</c> and <c>death</c>. What the rules of <see cref="EnglishStem"/> take
/// for one and is not, and what they cannot know, stands in lists.
/// </summary>
internal static class WordForms
{
    private const int ShortestOur = 6;

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
        authority authorities
        officer officers
        prisoner prisoners
        reporter reporters
        general generals
        university universities
        president presidents
        resident residents
        deploy deployed deploys deploying deployment
        employ employed employs employing employment
        agree agreed agrees agreeing agreement
        move moved moves moving movement
        treat treated treats treating treatment
        ship ships shipped shipping shipment
        settle settled settles settling settlement
        """);

    // Of these the rules take off what makes them another word: an officer is no office, and authorities authorise nothing by being there.
    private static readonly FrozenSet<string> Whole = FrozenSet.Create(
        StringComparer.Ordinal,
        "authority", "officer", "prisoner", "reporter", "general", "university", "president", "resident", "important", "international", "deploy", "employ");

    private static readonly FrozenSet<string> PastForms = FrozenSet.Create(
        StringComparer.Ordinal,
        "took", "gave", "made", "became", "began", "brought", "built", "bought", "caught", "chose", "cut", "drew", "withdrew", "drove", "fell", "fought", "found", "fled", "flew",
        "forbade", "grew", "held", "kept", "led", "left", "lost", "met", "paid", "put", "quit", "rose", "ran", "saw", "sold", "sent", "set", "shot", "shut", "sank", "spoke", "spent",
        "stood", "stole", "struck", "told", "threw", "won", "wrote", "broke", "hit", "went", "came", "got");

    /// <summary>Whether a word looks like a verb in the past.</summary>
    public static bool IsPast(string word) =>
        (word.Length > 4 && word.EndsWith("ed", StringComparison.Ordinal) && !word.EndsWith("eed", StringComparison.Ordinal)) || PastForms.Contains(word);

    /// <summary>What a word is compared by. It need not be a word, and nobody sees it.</summary>
    /// <param name="word">In lower case.</param>
    public static string StemOf(string word)
    {
        var known = Irregular.GetValueOrDefault(word, word);
        if (Whole.Contains(known))
        {
            return known;
        }

        var stem = EnglishStem.Of(Respelt(known));
        return stem.Length >= ShortestOur && stem.EndsWith("our", StringComparison.Ordinal) ? $"{stem[..^3]}or" : stem;
    }

    // As Americans spell it, so that the rules, which are for that, find the ending.
    private static string Respelt(string word)
    {
        foreach (var ending in (ReadOnlySpan<string>)["isations", "isation", "ising", "ised", "ises", "ise", "ysing", "ysed", "yses", "yse"])
        {
            if (word.Length > ending.Length + 1 && word.EndsWith(ending, StringComparison.Ordinal))
            {
                return string.Concat(word.AsSpan(0, word.Length - ending.Length + 1), "z", ending.AsSpan(2));
            }
        }

        return word;
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
