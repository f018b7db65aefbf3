namespace ClaimCheck.Domain.Suggestions.Reading;

/// <summary>The words themselves. A phrase is joined by underscores; forms need not be listed, as words are compared by their stems.</summary>
internal static class LexiconWords
{
    /// <summary>One group a line: words that say the same, as far as two reports of one event are concerned.</summary>
    public const string Alike =
        """
        authorise approve permit allow grant clear sanction greenlight green_light go_ahead
        back support endorse favour
        coordinate cooperate collaborate work_with work_together co_operate work_closely
        help assist aid
        kill die dead slay cost_life cost_lives lose_life lose_lives perish leave_dead death killing fatality claim_life claim_lives shoot_dead
        wound injure hurt
        attack assault strike raid offensive
        air_strike airstrike bombing bombardment air_raid air_attack
        bomb strike hit pound shell
        send deploy dispatch commit dispatching
        supply deliver provide ship give send
        arrive enter reach come land touch_down
        cross enter cross_border
        land touch_down
        leave depart withdraw pull_out quit abandon retreat evacuate pull_back
        capture seize take conquer overrun take_over take_control fall_to storm occupy gain_control
        hold control remain_control
        attend take_part participate come_to
        change alter modify amend
        buy sell
        oil crude
        consulate consular
        say_no refuse reject
        turn_away refuse bar
        admit let_in let_into allow_in
        tell inform notify brief
        know aware
        warn warning alert caution
        see spot observe sight notice
        show reveal disclose
        hide conceal
        guard protect defend secure
        patrol guard
        train instruct coach
        recruit enlist
        equip arm
        move relocate transfer shift
        carry transport ferry
        save rescue pull_alive
        drown die
        poison toxic
        infect contract catch fall_ill
        ill sick
        recover heal
        vaccinate inoculate
        bury inter
        mark celebrate commemorate
        demonstrate protest rally march
        riot unrest
        walkout strike stoppage industrial_action stop_work down_tool
        raise lift increase
        tax levy
        debt liability
        loan credit
        bail bond
        sue take_to_court
        judge court magistrate
        trial hearing
        sentence jail
        charge accuse indict
        lawyer attorney solicitor barrister
        murder kill homicide
        execute put_to_death behead
        torture mistreat abuse
        search comb
        investigate probe inquiry examine
        investigator inspector
        cause trigger
        fault defect flaw
        brake braking
        pilot flyer captain
        crew sailor
        passenger traveller rider
        train railway rail
        derail go_off_the_rails
        ferry ship
        sail leave_harbour put_to_sea
        sink go_down founder
        harbour port
        bridge crossing
        road highway motorway
        block obstruct
        queue line
        house home dwelling
        roof rooftop
        dyke levee embankment dike
        burst breach give_way
        rain rainfall downpour
        storm hurricane typhoon cyclone
        snow snowfall
        warm hot
        score net
        match game fixture
        draw tie
        coach manager
        player footballer
        transfer signing
        contract deal
        fee price
        season campaign
        win triumph prevail
        champion titleholder
        shop store
        factory plant works
        market bazaar
        mosque shrine
        church cathedral chapel
        christians christian
        priest cleric clergyman
        pupil student schoolchild
        teacher schoolteacher
        nurse carer
        patient sick
        fever disease illness epidemic
        vaccine jab
        hacker intruder
        email e_mail mail
        phone telephone
        newspaper daily paper
        journalist reporter correspondent
        photograph photo picture image
        film video footage
        speech address
        visit call_on
        envoy ambassador emissary diplomat
        delegation mission
        table present submit
        draft bill
        law legislation act
        amend change
        abolish scrap repeal
        majority most
        opponent critic rival
        ally partner
        neighbour neighbouring
        frontier boundary
        convoy column
        tank armour
        gun cannon artillery
        bullet round cartridge
        bomb device explosive
        mortar shell
        sniper marksman
        hospital infirmary
        ambulance medic
        corpse body remains
        grave tomb
        food ration
        water drinking_water
        power electricity
        gas fuel petrol
        pipeline pipe
        barrel bbl
        half fifty
        twice two_times
        midnight twelve_at_night
        noon midday
        dawn daybreak
        recapture retake regain win_back take_back
        free release set_free let_go
        detain arrest jail imprison take_custody
        abduct kidnap take_hostage
        hostage captive prisoner
        prisoner inmate convict
        lift end break raise
        end stop halt cease finish conclude over
        begin start launch open commence
        resume restart reopen
        suspend halt interrupt
        close shut shut_down
        increase rise grow raise climb
        decrease fall drop decline reduce cut shrink lower
        meet talk hold_talk hold_meeting
        talk negotiation negotiate discussion discuss
        agree accept accord consent
        deal agreement accord pact treaty
        reject refuse decline turn_down rebuff
        win victory defeat beat
        lose defeat
        resign step_down quit stand_down
        nominate name appoint choose
        dismiss sack fire remove
        elect vote_in
        flee escape run_away
        drive_out expel force_out chase_out oust
        shoot_down bring_down down
        crash come_down
        collapse cave_in give_way
        destroy demolish blow_up wreck
        damage hit
        burn_down burn set_fire
        explode blast explosion detonate blow_up
        find discover uncover
        join sign_for sign_up enlist volunteer
        call_on urge appeal
        promise pledge vow undertake
        announce declare proclaim
        publish release issue
        build construct
        buy purchase acquire
        sell sale
        pay payment
        steal loot rob plunder
        money fund cash financing finance funding
        visit travel trip
        fly flight sortie
        plane jet aircraft aeroplane airplane aviation warplane
        drone unmanned_aircraft
        ship vessel boat
        soldier troop force serviceman military_personnel
        fighter militant gunman jihadist insurgent militiaman
        militia militiaman
        rebel insurgent
        policeman police officer
        civilian noncombatant
        person people
        adviser advisor
        ammunition cartridge
        weapon arm armament rifle
        lorry truck
        town city
        village hamlet
        country nation state
        capital capital_city
        authority authorities official
        leader head chief
        prime_minister premier pm
        foreign_minister foreign_secretary secretary_of_state
        president head_of_state
        minister secretary
        ministry department
        parliament lawmaker mp assembly
        senator senate
        doctor physician medic surgeon
        hospital clinic
        school college
        company firm enterprise
        worker employee staff
        fire blaze
        flood flooding inundate
        quake earthquake tremor
        mine pit
        reservoir lake
        storehouse warehouse depot
        base air_base airbase
        airport airfield
        border frontier
        siege besiege blockade
        front frontline front_line
        poll vote ballot election
        referendum plebiscite
        independence secession
        letter note
        secret secretly clandestine in_secret
        first initial
        pair two couple
        fast quick quickly
        entire whole full complete
        big large great huge
        child minor
        witness eyewitness onlooker
        resident inhabitant
        refugee displaced
        shell projectile
        missile rocket
        dam barrage
        refinery oil_refinery
        safe unharmed unhurt unscathed
        alive survive living
        fit unharmed recover
        guilty convict
        acquit clear
        open inaugurate
        cancel call_off scrap
        postpone delay put_off
        test trial
        order command instruct
        share stake
        price cost
        wage salary pay
        budget spending
        euro eur
        dollar usd
        pound gbp sterling
        """;

    /// <summary>Names, in the same way: a country and its people are one, since news says "Iran" and "the Iranians" of one government.</summary>
    public const string Names =
        """
        us usa united_state america american us_american
        uk united_kingdom britain british
        russia russian
        iran iranian iranians
        iraq iraqi iraqis
        syria syrian
        turkey turkish turk turks
        israel israeli israelis
        saudi_arabia saudi saudis
        kurd kurdish kurdistan
        france french
        germany german
        china chinese
        egypt egyptian
        jordan jordanian
        kuwait kuwaiti
        qatar qatari
        lebanon lebanese
        yemen yemeni
        libya libyan
        afghanistan afghan
        pakistan pakistani
        india indian
        japan japanese
        ukraine ukrainian
        poland polish pole
        italy italian
        spain spanish
        canada canadian
        australia australian
        netherlands dutch
        denmark danish
        sweden swedish
        norway norwegian
        finland finnish
        greece greek
        europe european eu european_union
        un united_nation
        islamic_state isis isil is_group da_esh daesh islamic_state_group
        shia shiite shi_ite shi_a
        sunni sunnis
        yazidi yezidi
        peshmerga
        hezbollah hizbollah hizbullah hizbollah
        al_qaeda al_qaida alqaeda qaeda qaida
        khamenei supreme_leader
        revolutionary_guard quds_force irgc pasdaran
        assad syrian_president
        erbil arbil irbil
        tehran teheran
        """;

    /// <summary>Seats of government, which stand for it where they act: a country, then its capital and the houses there.</summary>
    public const string Seats =
        """
        us washington pentagon white_house state_department
        iran tehran teheran
        iraq baghdad
        turkey ankara
        russia moscow kremlin
        saudi_arabia riyadh
        uk london downing_street
        france paris elysee
        germany berlin
        syria damascus
        egypt cairo
        jordan amman
        israel jerusalem
        china beijing
        kurd erbil arbil irbil
        lebanon beirut
        qatar doha
        """;

    /// <summary>Opposites: what stands left of the bar cannot be said together with what stands right of it, of the same thing at the same time.</summary>
    public const string Opposite =
        """
        authorise approve permit allow grant clear sanction | forbid ban prohibit bar outlaw block veto reject refuse oppose
        accept agree approve welcome endorse back support favour | reject refuse oppose decline turn_down rebuff condemn veto
        alive survive living unharmed unhurt unscathed | kill die dead slay death perish
        unharmed unhurt unscathed safe | wound injure hurt
        free release set_free | detain hold arrest jail imprison execute kill
        win victory beat | lose defeat
        open reopen | close shut closed shut_down
        begin start launch resume | end stop halt cease suspend cancel
        increase rise grow climb gain | decrease fall drop decline reduce cut shrink lower
        capture seize take conquer overrun take_over take_control fall_to fall | repel fend_off repulse hold_off beat_back
        capture seize take conquer overrun hold control | retake recapture regain lose
        enter arrive reach | leave depart withdraw
        attend take_part join participate | boycott skip stay_away absent miss
        remain stay keep | leave resign quit depart step_down flee
        guilty convict condemn | innocent acquit clear
        true genuine authentic real | false fake forge untrue fabricate hoax baseless
        intact undamaged standing unscathed | destroy damage demolish collapse ruin wreck blow_up
        legal lawful constitutional | illegal unlawful unconstitutional
        safe secure drinkable harmless | unsafe dangerous contaminate toxic harmful undrinkable
        all every everyone | none no_one nobody
        succeed successful | fail unsuccessful
        confirm | deny refute
        before | after
        more | fewer less
        north northern | south southern
        east eastern | west western
        voluntary | force forced
        accident accidental | deliberate deliberately sabotage arson intentional
        public publicly in_public | secret secretly private privately behind_closed_door in_camera
        unanimous unanimously | narrowly split
        help aid assist support | hinder obstruct
        destroy demolish | build rebuild
        empty | full
        restore | cut
        cancel call_off scrap | go_ahead hold
        postpone delay | go_ahead
        advance gain | retreat withdraw
        sink | afloat
        shoot_down | land
        uphold | overturn quash
        pass adopt approve | reject throw_out vote_down
        hold control besiege encircle | liberate recapture retake
        siege besiege encircle | lift liberate
        continue go_on | end stop halt call_off
        injure | fit
        grant | deny refuse withhold
        praise hail welcome | criticise condemn denounce
        rescue save | kill drown die
        admit let_in let_into allow_in | turn_away bar exclude keep_out
        present attend | absent
        strengthen | weaken
        approve | disapprove
        crowded packed | deserted empty
        working operate function run | broken out_of_order idle
        healthy | sick ill
        stable | critical
        qualify advance | eliminate knock_out
        promote | relegate demote
        ratify | reject
        extend prolong | shorten
        lock | unlock
        vote_for | vote_against
        cheap | expensive
        quiet silent | loud noisy
        punctual on_time | late delay
        man male | woman female
        majority | minority
        accident accidental | bomb bombing attack
        recognise | deny
        sober | drunk
        wet | dry
        warm hot | cold
        obey comply | defy disobey ignore
        honour keep | break breach
        stay_open | close shut
        stand_by back | abandon ditch
        suspend | resume reinstate
        raise increase | cut lower reduce
        arrest detain | escape flee evade
        find discover | miss vanish disappear
        pay repay | owe default
        profitable | bankrupt
        ready prepared | unprepared
        willing | unwilling reluctant
        know aware | unaware ignorant
        visible | hidden
        alone single_handed | together jointly
        sign ratify | boycott
        single unmarried | married
        lead ahead | trail behind
        on_board aboard | ashore
        onshore on_land ashore | offshore at_sea
        dead | alive
        employ hire | dismiss sack fire
        breach broken violate | observe respect keep
        hostile enemy foe | ally friend friendly allied
        join | leave
        disown expel | belong part
        operational running working | closed idle shut
        profit | loss
        surplus | deficit
        peaceful peacefully | violent violently
        armed | unarmed
        """;
}
