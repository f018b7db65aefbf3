using System.Collections.Frozen;

namespace ClaimCheck.Domain.Matching;

/// <summary>
/// English words that stand for one another in the news. Each line is a group; a word may be in several. They add a little to the score
/// of a claim that says the same in other words, and never find a claim by themselves.
/// </summary>
internal static class Synonyms
{
    private static readonly string[] Groups =
        """
        job work employment workforce
        kid child children baby infant toddler
        immigrant migrant alien refugee asylum foreigner
        undocumented illegal unauthorized
        photo photograph picture image pic snapshot
        video clip footage film recording
        president potus
        republican gop
        democrat dem democratic
        gun firearm weapon rifle pistol
        cop police officer policeman
        money dollar cash fund
        tax levy tariff
        wage pay salary income earnings
        say tell claim state announce tweet declare
        kill murder shoot slay assassinate
        dead die death died deceased fatal
        rich wealthy billionaire millionaire
        american america usa
        increase rise grow raise surge climb soar
        decrease fall drop decline cut reduce lower shrink
        obamacare aca
        woman female girl lady
        man male boy guy
        doctor physician medic
        car vehicle automobile auto truck
        law bill legislation act statute
        election vote ballot poll
        build construct erect
        buy purchase acquire
        big huge large massive enormous
        fake hoax false bogus phony
        arrest detain jail imprison prison
        student pupil
        company business corporation firm
        muslim islamic islam
        country nation
        war conflict
        troops army military soldier
        poor poverty
        hurt wound injure harm
        begin start launch
        end stop halt cease
        ban prohibit forbid outlaw
        attack assault strike raid
        vaccine vaccination jab shot
        virus coronavirus covid
        cure heal treat remedy
        school college university
        teacher professor
        attorney lawyer
        fbi bureau
        governor gov
        senator sen
        representative rep congressman congresswoman
        secretary minister
        fire blaze burn
        storm hurricane cyclone typhoon
        flood flooding
        crash collision accident
        airplane plane aircraft jet
        ship boat vessel
        food meal
        spouse wife husband
        parent mother father mom dad mum
        house home residence
        deficit debt
        oil petroleum
        climate warming
        fetus unborn
        quit resign
        elect choose
        help aid assist
        nuclear atomic
        twitter tweet
        """.Split('\n');

    private static readonly FrozenDictionary<string, int[]> ByStem = Groups
        .SelectMany((group, number) => group.Split(' ').Select(word => (Stem: EnglishStem.Of(word), number)))
        .Distinct()
        .GroupBy(entry => entry.Stem, entry => entry.number)
        .ToFrozenDictionary(words => words.Key, words => words.ToArray());

    /// <summary>The groups that a word is in.</summary>
    /// <param name="stem">The word's stem.</param>
    public static ReadOnlySpan<int> Of(string stem) => ByStem.TryGetValue(stem, out var groups) ? groups : [];
}
