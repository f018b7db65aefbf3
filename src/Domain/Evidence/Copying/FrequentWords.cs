namespace ClaimCheck.Domain.Evidence.Copying;

/// <summary>
/// Words that say nothing about who wrote a sentence, because everybody who reports uses them. The list is fixed: counted
/// among the texts at hand, wording would become frequent as claims are added, and pairs found before would be lost.
/// It is one list for all languages, since texts mix them and a claim's language may not be recorded: at worst a word is
/// thought frequent that is so in another language, and a pair is missed.
/// </summary>
internal static class FrequentWords
{
    private static readonly string[] ByLanguage =
    [
        // English
        """
        the and for that with this from have has had was were are been being but not they their them there then than
        who whom which what when where why how his her its our your she him will would could should shall may might can
        must about into over after before under between during against through within without since until while because
        also more most less some any all each every both other another such only own same very too just even still
        said says say saying told tells according reported reports reporting report added stated announced
        one two three four five six seven eight nine ten first second last next new year years month months week weeks
        day days today yesterday tomorrow time people man men woman women monday tuesday wednesday thursday friday saturday sunday
        out off did does done made make makes take took taken get got his hers ours these those here again once ever
        now many much few well back like across among near per amid despite
        """,

        // German
        """
        der die das den dem des ein eine einen einem einer eines und oder aber nicht mit von vom zum zur auf aus bei beim
        nach vor seit bis über unter zwischen durch für gegen ohne ist sind war waren wird werden wurde wurden worden hat haben hatte
        hatten sein seine seinen seiner ihr ihre ihren ihrer sich sie wir ich auch noch nur schon mehr als wie wenn dass weil
        sagte sagt laut teilte mit kein keine diese dieser dieses jahr jahre jahren tag tage
        """,

        // French
        """
        les des une aux est sont était étaient être été ont avait avaient avoir dans par pour avec sans sur sous entre vers chez
        que qui quoi dont mais pas plus moins très cette ces ses son leur leurs nous vous ils elle elles lui tout tous toute
        toutes comme aussi après avant depuis pendant selon contre dit ainsi deux trois ans année années jours jour
        """,

        // Spanish
        """
        los las del una unos unas por para con sin sobre entre hasta desde que quien quienes como cuando donde pero más menos
        muy este esta estos estas ese esa sus son era eran fue fueron ser sido han había habían haber está están todo todos
        toda todas también según contra tras dijo años año días día dos tres
        """,

        // Italian
        """
        gli del dello della dei degli delle nel nello nella nei nelle sul sulla che chi cui con per tra fra non più meno come
        anche una uno sono era erano stato stata stati state essere hanno aveva avevano questo questa questi queste suo sua
        loro dopo prima contro secondo detto anni anno giorni due tre dal dalla dai dalle alla alle allo agli
        """,

        // Portuguese
        """
        dos das uma uns pelo pela pelos pelas para com sem sobre entre até desde que quem como quando onde mas mais menos
        muito este esta esse essa seu sua seus suas são era foi foram ser sido tem têm tinha haver está estão todos todas
        também segundo contra após disse anos ano dias não ele ela eles elas nos nas aos
        """,

        // Dutch
        """
        het een van voor met aan bij door naar uit over onder tussen tegen zonder zijn was waren wordt worden werd werden heeft
        hebben had hadden niet maar ook nog als dat die dit deze wie wat waar hun haar hij zij volgens zei jaar jaren dagen
        """,

        // Swedish, Norwegian, Danish
        """
        och att det som för med inte den har var till från eller men kan ska skulle hade blev blivit efter enligt över under
        mellan mot också när där här ett han hon dem sin sina sitt ikke fra etter ble blitt sier sade siger sagde ved blev være
        """,

        // Polish
        """
        jest nie się oraz ale jak dla przez przy pod nad przed był była było były będzie są został została zostały tego tej
        tym tych który która które ich jego jej już tylko także według powiedział lat roku dni
        """,

        // Turkish
        """
        bir için ile olarak olan oldu olduğu değil daha çok gibi kadar sonra önce göre dedi söyledi yıl gün ve veya ama
        """,

        // Indonesian, Malay
        """
        yang dan dari untuk dengan pada dalam ini itu adalah akan telah sudah tidak oleh sebagai juga atau lebih para tahun hari
        kata mengatakan menurut
        """,

        // Russian, Ukrainian
        """
        что это как для или она они его ему был была было были будет быть есть при под над между после перед через без более
        также уже еще только который которая которые которых чтобы если когда где все всех сказал заявил сообщил сообщила
        по словам года году лет дня дней его свою своей своих від для але або він вона вони був була було були після через
        також який яка які року років
        """,

        // Arabic
        """
        في من إلى على عن مع أن إن كان كانت قد لم لن لا ما هذا هذه ذلك تلك التي الذي الذين بعد قبل بين خلال حول ضد عند كل
        بعض غير أو ثم حيث قال قالت وقال وفق عام يوم أكثر
        """,

        // Persian, Urdu
        """
        از به با در که این آن را برای است بود شد شده می کرد کرده خود هم نیز پس یک گفت سال روز کے کی کا میں ہے سے نے اور کو پر ہیں تھا
        """,

        // Hindi
        """
        और का की के को में से पर है हैं था थे थी ने यह वह कि एक लिए भी नहीं तो हो गया गई कहा साल दिन
        """,
    ];

    private static readonly (HashSet<ulong> Hashes, int Longest) Known = Hash();

    /// <summary>Whether the word with this hash is frequent.</summary>
    /// <param name="hash">The hash of its folded letters.</param>
    /// <param name="letters">How many it has, which mostly settles it.</param>
    public static bool Contain(ulong hash, int letters) => letters <= Known.Longest && Known.Hashes.Contains(hash);

    private static (HashSet<ulong> Hashes, int Longest) Hash()
    {
        var hashes = new HashSet<ulong>();
        var longest = 0;
        foreach (var word in ByLanguage.SelectMany(words => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
        {
            var hash = Copying.Hashes.Empty;
            var letters = 0;
            foreach (var c in word.Where(c => Characters.KindOf(c) == CharacterKind.Letter))
            {
                hash = Copying.Hashes.Add(hash, Characters.Folded(c));
                letters++;
            }

            hashes.Add(Copying.Hashes.Finish(hash));
            longest = Math.Max(longest, letters);
        }

        return (hashes, longest);
    }
}
