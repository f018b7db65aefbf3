namespace ClaimCheck.Domain.Suggestions.Reading;

/// <summary>English words that say how something is told and not what: sets of them, each for one use.</summary>
internal static class FunctionWords
{
    /// <summary>Words that say nothing by themselves.</summary>
    public static readonly HashSet<string> Empty = Set(
        """
        a an the this that these those of in on at by for from to with into onto over under about against between among through during within along across
        around near off out up down upon toward towards per via as than then there here and or but nor so yet too also both either neither
        i me my we our ourselves you your he him his himself she her herself it its itself they them their themselves who whom whose which where
        when how why be what is are was were been being am have has had having do does did done doing will would shall should can could may might must
        not no if unless because although though while whereas since until till after before once again already just even still now ever never only
        very more most much many some any each every other another such own same all few several less least own s t d ll re ve
        one ones said say says according amid despite like unlike besides except including included inside outside beyond behind above below
        give gives gave given giving itself something anything someone anyone somebody anybody thing things way ways get got put set make made take took go went gone
        become became seem seemed appear appeared remain remained keep kept let use used using time times rather instead ago
        so-called called total exactly precisely altogether back away together apart
        """);

    /// <summary>Words that say little: who they stand beside tells more.</summary>
    public static readonly HashSet<string> Light = Set(
        """
        mr mrs ms dr sir general gen colonel col captain lieutenant major sergeant president prime minister premier secretary chancellor king queen prince
        ayatollah sheikh imam pope bishop professor judge senator governor mayor commander spokesman spokeswoman spokesperson official officials leader
        chief head director deputy former senior top junior acting local national new old young big large great small main major key whole entire entirely full
        fully early earlier late later recent recently current currently group groups member members part parts area areas region regional
        province district site place people person men women man woman own short long good bad high low first last next previous
        week weeks month months day days year years night morning evening afternoon hour hours minute minutes today yesterday tonight noon midnight dawn
        city town country village state government authorities ministry office department agency party bloc service services forces force
        case cases kind sort number numbers amount level report reports statement news reportedly apparently allegedly personally himself officially
        able single fresh further additional close nearby respectively thereby also thus however meanwhile moreover
        """);

    /// <summary>Verbs by which somebody is said to say something.</summary>
    public static readonly HashSet<string> Reporting = Set(
        """
        say says said saying tell tells told report reports reported reporting state states stated claim claims claimed claiming insist insists insisted
        maintain maintains maintained assert asserts asserted argue argues argued add adds added note notes noted acknowledge acknowledges acknowledged
        admit admits admitted allege alleges alleged reveal reveals revealed confirm confirms confirmed announce announces announced declare declares
        declared write writes wrote explain explains explained measured estimates estimated estimate believe believes believed find finds found show shows showed
        think thinks thought
        """);

    /// <summary>Those of them that report only where "that" follows, and are what is told otherwise.</summary>
    public static readonly HashSet<string> ReportingWithThat = Set(
        """
        confirm confirms confirmed announce announces announced declare declares declared write writes wrote estimate state states find finds found show shows showed
        note notes reveal reveals revealed admit admits admitted maintain maintains maintained report reports believe believes believed add adds added
        """);

    /// <summary>Verbs that say no to what follows them.</summary>
    public static readonly HashSet<string> Denying = Set("deny denies denied denying refute refutes refuted disavow disavows disavowed rebut rebuts rebutted");

    /// <summary>Verbs that say no to what follows them where that is what somebody says.</summary>
    public static readonly HashSet<string> Dismissing = Set(
        "reject rejects rejected rejecting dismiss dismisses dismissed dismissing contradict contradicts contradicted dispute disputes disputed call calls called debunk debunked");

    /// <summary>What somebody says.</summary>
    public static readonly HashSet<string> Sayings = Set(
        "report reports claim claims allegation allegations suggestion suggestions rumour rumours rumor rumors accusation accusations assertion assertions story stories account accounts idea talk notion tale tales charge charges speculation");

    /// <summary>Words that say of a report that it is not so.</summary>
    public static readonly HashSet<string> False = Set(
        "false untrue baseless unfounded groundless fabricated fabrication invented wrong hoax lie lies fiction nonsense incorrect bogus fake invention slander");

    /// <summary>Words that say no.</summary>
    public static readonly HashSet<string> No = Set("not never no none nobody nothing neither nor nowhere");

    /// <summary>Verbs that say no to an infinitive after them.</summary>
    public static readonly HashSet<string> NoTo = Set("fail fails failed refuse refuses refused refusing declined declines decline unable neglected forgot");

    /// <summary>What may follow "not" without denying what is told.</summary>
    public static readonly HashSet<string> NotDenied = Set("only just merely simply least fewer less more later doubt matter sooner");

    /// <summary>What follows "not" and leaves open how far it reaches.</summary>
    public static readonly HashSet<string> NotQuite = Set(
        "all every everyone always entirely fully necessarily immediately clear known certain sure completely wholly much many enough longer alone exactly deny denied denies rule confirm confirmed confirms say said know");

    /// <summary>What says that something is to come.</summary>
    public static readonly HashSet<string> Coming = Set(
        """
        will shall would plan plans planned planning intend intends intended expect expects expected promise promises promised pledge pledges pledged vow vows
        vowed aim aims aimed threaten threatens threatened prepare prepares prepared preparing upcoming tomorrow scheduled soon going
        """);

    /// <summary>What says that something may be, or ought to.</summary>
    public static readonly HashSet<string> Possible = Set(
        """
        may might could should ought if unless whether perhaps possibly probably likely unlikely maybe hope hopes hoped want wants wanted consider considers considered considering
        suggest suggests suggested fear fears feared rumour rumours rumor rumors speculation
        """);

    /// <summary>Verbs by which something is asked for that has not happened; the asking has.</summary>
    public static readonly HashSet<string> Asking = Set(
        "propose proposes proposed urge urges urged demand demands demanded ask asks asked asking appeal appeals appealed seek seeks sought offer offers offered request requests requested invite invites invited");

    /// <summary>What stands before a name that says where, and not who.</summary>
    public static readonly HashSet<string> Places = Set("in at near to from into around outside of on over for toward towards through across between and the left reached entered");

    /// <summary>What begins a clause of its own in the middle of a sentence.</summary>
    public static readonly HashSet<string> Openers = Set(
        "who whom whose which what where when while whereas because although though unless if after before until since despite amid without whether");

    /// <summary>Of those, what may also stand before a time or a noun.</summary>
    public static readonly HashSet<string> Prepositions = Set("after before until since amid despite without");

    /// <summary>Words by which somebody is known to have seen or heard it, or something to show it.</summary>
    public static readonly HashSet<string> Testimony = Set(
        """
        saw seen watched witnessed witness witnesses eyewitness eyewitnesses heard recognised recognized counted photograph photographs photographed photo photos picture pictures
        video videos film filmed footage recording recordings recorded records receipt receipts manifest invoice invoices minutes log logs list lists letter letters document
        documents memo register registers satellite radar prospectus inventory diary medical unpacked stamped survivor survivors villager villagers
        """);

    /// <summary>What stands before something that is known, all of it.</summary>
    public static readonly HashSet<string> Definite = Set("the his her their its these those them");

    /// <summary>What spans and rates are told in.</summary>
    public static readonly HashSet<string> Durations = Set("hour hours day days week weeks month months year years");

    /// <summary>The weekdays.</summary>
    public static readonly string[] Weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    /// <summary>The months.</summary>
    public static readonly string[] Months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    private static HashSet<string> Set(string words) =>
        [.. words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
}
