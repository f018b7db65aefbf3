using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.Suggestions.Reading;

/// <summary>
/// Takes an English sentence apart without a grammar: into clauses at commas and conjunctions, of each clause what it tells of,
/// how much, when, whether it is denied and whether it has happened. Who says so is kept apart from what is said.
/// </summary>
internal sealed class StatementReader
{
    private const double NameWeight = 1.5;
    private const double LightWeight = 0.35;
    private const int LongestTail = 7;
    private const int LongestAfterTail = 4;
    private const int LongestPhrase = 4;
    private const int FewestBeforeVerb = 3;
    private const int DismissalReach = 5;
    private const int ExclusionReach = 8;

    private static readonly HashSet<string> Continuing =
    [
        "it", "he", "she", "they", "says", "said", "say", "has", "have", "had", "was", "were", "is", "are", "will", "would", "did", "does", "denied", "denies", "not", "could", "can", "nobody", "there", "only", "calls", "called", "never", "none",
    ];

    private static readonly HashSet<string> Being = ["is", "are", "was", "were", "be", "been", "being"];
    private static readonly HashSet<string> Definite = ["the", "his", "her", "their", "its", "these", "those", "them"];
    private static readonly HashSet<string> Durations = ["hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years"];
    private static readonly HashSet<string> SpanBefore = ["past", "last", "over", "within", "for", "next", "in", "first", "after"];
    private static readonly HashSet<string> NoEvidence = ["truth", "evidence", "sign", "signs", "proof", "indication", "basis", "trace", "question", "such"];

    private static readonly HashSet<string> Counts = ["count", "counts", "figures", "figure", "estimate", "estimates", "tally", "account", "calculation", "reckoning", "registration"];

    private readonly List<Token> tokens;
    private readonly TimeReader times;
    private readonly List<Clause> clauses = [];
    private Clause clause = new();
    private int terms;
    private int nameGroup;
    private int lastName = -1;
    private bool isOpened;
    private bool isDismissed;
    private bool isDisclaimed;
    private bool isConditional;
    private int excludedUntil = -1;

    private StatementReader(List<Token> tokens, PartialDate? said)
    {
        this.tokens = tokens;
        times = new TimeReader(said);
    }

    /// <summary>Reads an English text.</summary>
    /// <param name="tokens">Its words and numbers.</param>
    /// <param name="said">When it was said.</param>
    public static Statement Read(List<Token> tokens, PartialDate? said)
    {
        var reader = new StatementReader(tokens, said);
        reader.Read();
        if (reader.isConditional)
        {
            reader.clauses.ForEach(each => each.Mood = Mood.Possible);
        }

        return new(reader.clauses, tokens);
    }

    private void Read()
    {
        for (var at = 0; at < tokens.Count;)
        {
            var begun = Begin(at);
            at = begun == at ? ReadAt(at) : begun;
        }

        Close(0);
    }

    // Closes the clause where another one begins here, and passes by who says so.
    private int Begin(int at)
    {
        var token = tokens[at];
        if (token.Before == Break.Strong)
        {
            Close(0);
        }

        if (token.Word == "according" && Next(at) == "to")
        {
            return EndOfPiece(at + 2);
        }

        if (token.Word == "by" && EndOfCount(at) is { } counted)
        {
            return counted;
        }

        if (token.Before == Break.Comma)
        {
            // From here, not from there.
            if (token.Word == "not" && clause.Denials.Count == 0)
            {
                excludedUntil = EndOfPiece(at);
                return at + 1;
            }

            if (IsTail(at, out var end))
            {
                return end;
            }

            if (isOpened || Opens(token) || (token.Word is "and" or "but" && Continuing.Contains(Next(at))))
            {
                Close(token.Word is "and" or "but" ? 2 : 0);
            }
        }
        else if (clause.Terms.Count > 0 && (Opens(token) || Continues(at)) && !IsBeforeTime(at))
        {
            Close(token.Word is "and" or "but" ? 2 : 0);
        }

        return at;
    }

    // Another verb with the same subject, or a relative clause.
    private bool Continues(int at)
    {
        var next = Next(at);
        return tokens[at].Word switch
        {
            "and" or "but" => Continuing.Contains(next) || (clause.Terms.Count >= FewestBeforeVerb && Stems.IsPast(next)),
            "that" => at > 0 && !IsCleft() && !FunctionWords.Reporting.Contains(tokens[at - 1].Word) && (Being.Contains(next) || next is "has" or "had" or "have" || Stems.IsPast(next)),
            _ => false,
        };
    }

    private bool Opens(Token token) => FunctionWords.Openers.Contains(token.Word) && !(token.Word == "who" && IsCleft());

    // It was the minister who ordered it: one clause, told the other way round.
    private bool IsCleft() => tokens.Count > 2 && tokens[0].Word == "it" && Being.Contains(tokens[1].Word);

    private int ReadAt(int at)
    {
        var token = tokens[at];
        if (token.Word is "if" or "unless" or "whether" || (token.Word == "talk" && at > 0 && Being.Contains(tokens[at - 1].Word)))
        {
            isConditional = true;
        }

        if (FunctionWords.Openers.Contains(token.Word) && clause.Terms.Count == 0 && !IsBeforeTime(at))
        {
            isOpened = true;
            if (token.Word == "without")
            {
                return Deny(token.Text, at + 1);
            }

            return at + 1;
        }

        return ReadDenial(at) ?? ReadReport(at) ?? ReadTime(at) ?? ReadQuantity(at) ?? ReadTerm(at);
    }

    private int? ReadDenial(int at)
    {
        var word = tokens[at].Word;
        var next = Next(at);
        if ((FunctionWords.Denying.Contains(word) || (word.StartsWith("disput", StringComparison.Ordinal) && next == "that")) && !(at > 0 && Being.Contains(tokens[at - 1].Word)))
        {
            return Disclaim(at, at + 1);
        }

        if (FunctionWords.Dismissing.Contains(word) && SayingWithin(at) is var (dismissed, isFalse))
        {
            isDismissed = isFalse;
            return Disclaim(at, dismissed);
        }

        if (word is "rule" or "rules" or "ruled" or "ruling" && next == "out")
        {
            clause.Mood = Max(clause.Mood, Mood.Coming);
            return Disclaim(at, at + 2);
        }

        if (FunctionWords.False.Contains(word) && (isDismissed || next == "that" || HasSaying()))
        {
            var after = next == "that" ? at + 2 : at + 1;
            return isDismissed ? after : Deny(tokens[at].Text, after);
        }

        if (word == "yet" && next == "to")
        {
            clause.IsYet = true;
            return Deny("yet to", at + 2);
        }

        if ((FunctionWords.NoTo.Contains(word) && next == "to" && !(at > 0 && Being.Contains(tokens[at - 1].Word) && word != "unable")) || (word is "short" && next == "of"))
        {
            return Deny(tokens[at].Text, at + 2);
        }

        if (word is "rather" or "instead" && next is "than" or "of")
        {
            excludedUntil = tokens.Count;
            return at + 2;
        }

        return FunctionWords.No.Contains(word) ? ReadNo(at, word, next) : null;
    }

    private int ReadNo(int at, string word, string next)
    {
        if (word is "not" or "no" && FunctionWords.NotDenied.Contains(next))
        {
            return at + 2;
        }

        if (word is "not" && EndOfExclusion(at) is { } end)
        {
            excludedUntil = end;
            return at + 1;
        }

        if (word is "not" or "no" && FunctionWords.NotQuite.Contains(next))
        {
            clause.IsUnclear = true;
            return at + 1;
        }

        if (word == "no" && NoEvidence.Contains(next))
        {
            clause.IsUnclear |= next != "truth";
            return Deny($"no {next}", at + 2);
        }

        return word == "nor" && clause.Denials.Count > 0 ? at + 1 : Deny(tokens[at].Text, at + 1);
    }

    // Not the general but the minister: who is excluded stands between the two.
    private int? EndOfExclusion(int at)
    {
        for (var i = at + 1; i < Math.Min(tokens.Count, at + ExclusionReach); i++)
        {
            if (tokens[i].Before == Break.Strong || FunctionWords.Openers.Contains(tokens[i].Word))
            {
                return null;
            }

            if (tokens[i].Word == "but")
            {
                return i > at + 1 ? i : null;
            }
        }

        return null;
    }

    private int Deny(string word, int after)
    {
        clause.Denials.Add(word);
        clause.DeniedFrom = terms;
        return after;
    }

    // Who denies is not what is denied.
    private int Disclaim(int at, int after)
    {
        clause.IsUnclear |= clause.Denials.Count > 0;
        clause.Terms.ForEach(term => term.IsAttribution = true);
        Deny(tokens[at].Text, after);
        isDisclaimed = true;
        while (after < tokens.Count && (tokens[after].Word is "that" or "having" or "any" or "as" or "the" or "of" || FunctionWords.Sayings.Contains(tokens[after].Word)))
        {
            after++;
        }

        return after;
    }

    private (int After, bool IsFalse)? SayingWithin(int at)
    {
        var isFalse = false;
        int? after = null;
        for (var i = at + 1; i < Math.Min(tokens.Count, at + 1 + DismissalReach) && tokens[i].Before != Break.Strong; i++)
        {
            isFalse |= FunctionWords.False.Contains(tokens[i].Word);
            if (FunctionWords.Sayings.Contains(tokens[i].Word) || FunctionWords.False.Contains(tokens[i].Word))
            {
                after = i + 1;
            }
        }

        // Calling something something denies nothing.
        return after is { } found && (isFalse || !tokens[at].Word.StartsWith("call", StringComparison.Ordinal)) ? (found, isFalse) : null;
    }

    private bool HasSaying() => tokens.Exists(token => FunctionWords.Sayings.Contains(token.Word)) || (tokens.Count > 1 && tokens[0].Word == "it");

    private int? ReadReport(int at)
    {
        var word = tokens[at].Word;
        if (!FunctionWords.Reporting.Contains(word) || at == 0 || tokens[at].IsCapital)
        {
            return null;
        }

        var before = tokens[at - 1].Word;
        var next = Next(at);
        if (Being.Contains(before))
        {
            return next is "to" or "that" ? at + 1 : null;
        }

        var isNoun = Definite.Contains(before) || before is "a" or "an" or "no" or "some" or "any";
        if (isNoun || next.Length == 0 || clause.Terms.Count == 0
            || (FunctionWords.ReportingWithThat.Contains(word) && next is not ("that" or "it" or "he" or "she" or "they")))
        {
            return isNoun || FunctionWords.ReportingWithThat.Contains(word) ? null : at + 1;
        }

        clause.Terms.ForEach(term => term.IsAttribution = true);

        // Who denies having said something denies that it is so; who did not say something leaves it open.
        clause.IsUnclear |= clause.Denials.Count > 0 && !isDisclaimed;
        return next == "that" ? at + 2 : at + 1;
    }

    private int? ReadTime(int at)
    {
        if (times.Read(tokens, at) is not var (time, end))
        {
            return null;
        }

        clause.Times.Add(time);
        return end;
    }

    private int? ReadQuantity(int at)
    {
        if (QuantityReader.Read(tokens, at) is not var (quantity, end))
        {
            return null;
        }

        if (end < tokens.Count && Durations.Contains(tokens[end].Word) && at > 0 && SpanBefore.Contains(tokens[at - 1].Word))
        {
            clause.Times.Add(new(null, null, null, null, TimeRole.Span, $"{quantity.Text} {tokens[end].Text}"));
            return end + 1;
        }

        clause.IsPartial |= quantity.Unit is null && end + 1 < tokens.Count && tokens[end].Word == "of" && Definite.Contains(tokens[end + 1].Word);
        clause.Quantities.Add(quantity with { Before = terms });
        return end;
    }

    private int ReadTerm(int at)
    {
        var token = tokens[at];
        var next = Next(at);
        NoteMood(at, token, next);
        clause.IsYet |= token.Word == "yet";
        if (token.Word is "some" or "most" or "many" or "part" or "half" && next == "of")
        {
            clause.IsPartial = true;
        }

        if (ReadRate(at) is { } afterRate)
        {
            return afterRate;
        }

        var phrase = Lexicon.PhraseAt(token.Stem, i => at + 1 + i < tokens.Count && tokens[at + 1 + i].Before == Break.None ? tokens[at + 1 + i].Stem : null);
        if (phrase is null && FunctionWords.Empty.Contains(token.Word))
        {
            return at + 1;
        }

        var end = at + (phrase?.Length ?? 1);
        var stem = phrase?.Joined ?? token.Stem;
        if (phrase is null && Lexicon.CountryOf(stem) is { } country && !(at > 0 && FunctionWords.Places.Contains(tokens[at - 1].Word)))
        {
            stem = country;
        }

        var isName = (token.IsCapital && (!token.IsFirst || IsAcronym(token))) || Lexicon.IsName(stem);
        var isLight = FunctionWords.Light.Contains(token.Word) || (!isName && token.Word.Length > 4 && token.Word.EndsWith("ly", StringComparison.Ordinal));
        if (isName && lastName != at && !IsJoined(at))
        {
            nameGroup++;
        }

        lastName = isName ? end : -1;
        var text = string.Join(' ', tokens.Skip(at).Take(end - at).Select(each => each.Text));
        var heavy = isName ? NameWeight : 1;
        clause.Terms.Add(new(text, stem, isName, isLight && phrase is null ? LightWeight : heavy, isName ? nameGroup : 0, terms++) { IsExcluded = at < excludedUntil });
        return end;
    }

    // Bank of England, Committee of the Red Cross.
    private bool IsJoined(int at) =>
        lastName > 0 && ((lastName == at - 1 && tokens[at - 1].Word is "of" or "for")
            || (lastName == at - 2 && tokens[at - 2].Word is "of" or "for" && tokens[at - 1].Word == "the"));

    private int? ReadRate(int at)
    {
        var word = tokens[at].Word;
        if (word is "daily" or "weekly" or "monthly" or "yearly" or "annually" or "hourly")
        {
            clause.Rate = word[..^2];
            return at + 1;
        }

        if (word is "a" or "per" or "each" or "every" && Durations.Contains(Next(at)) && clause.Quantities.Count > 0)
        {
            clause.Rate = Next(at);
            return at + 2;
        }

        return null;
    }

    private void NoteMood(int at, Token token, string next)
    {
        if (token.IsCapital && !token.IsFirst)
        {
            return;
        }

        if ((FunctionWords.Possible.Contains(token.Word) || (token.Word == "enough" && next == "to")) && !(token.Word == "could" && next == "not"))
        {
            clause.Mood = Max(clause.Mood, Mood.Possible);
        }
        else if (token.Word is "judgement" or "judgment" or "opinion" or "view" && at > 0 && tokens[at - 1].Word is "my" or "our" or "his" or "her" or "their")
        {
            clause.Mood = Mood.Possible;
        }
        else if (FunctionWords.Asking.Contains(token.Word))
        {
            clause.Mood = Max(clause.Mood, Mood.Possible);
            clause.Asked = token.Stem;
        }
        else if (FunctionWords.Coming.Contains(token.Word) && !(token.Word == "going" && next != "to"))
        {
            clause.Mood = Max(clause.Mood, Mood.Coming);
        }
        else if (token.Word is "call" or "calls" or "called" && next is "on" or "for")
        {
            clause.Mood = Max(clause.Mood, Mood.Possible);
        }
    }

    // Whether what follows a comma is who said it: "police said on Monday".
    private bool IsTail(int at, out int end)
    {
        end = EndOfPiece(at);
        for (var i = at; i < end; i++)
        {
            if (FunctionWords.Reporting.Contains(tokens[i].Word) && !tokens[i].IsCapital)
            {
                return i - at <= LongestTail && end - i - 1 <= LongestAfterTail && i > at && tokens[i - 1].Word is not ("and" or "who" or "which") && Next(i) != "that";
            }
        }

        return false;
    }

    // By whose figures: "by the agency's count".
    private int? EndOfCount(int at)
    {
        for (var i = at + 1; i < Math.Min(tokens.Count, at + LongestTail) && tokens[i].Before == Break.None; i++)
        {
            if (Counts.Contains(tokens[i].Word))
            {
                return i + 1;
            }
        }

        return null;
    }

    private int EndOfPiece(int at)
    {
        do
        {
            at++;
        }
        while (at < tokens.Count && tokens[at].Before == Break.None);
        return at;
    }

    private bool IsBeforeTime(int at)
    {
        if (!FunctionWords.Prepositions.Contains(tokens[at].Word))
        {
            return false;
        }

        var next = at + 1 < tokens.Count && tokens[at + 1].Word is "the" or "early" or "late" ? at + 2 : at + 1;
        return next < tokens.Count && (times.Read(tokens, next) is not null || (tokens[at].Word != "without" && EndOfPiece(at) - at <= LongestPhrase));
    }

    // Ends the clause; the next one may be about what this one begins with.
    private void Close(int carried)
    {
        isOpened = false;
        isDismissed = false;
        isDisclaimed = false;
        excludedUntil = Math.Min(excludedUntil, 0);
        if (clause is { Terms.Count: 0, Quantities.Count: 0 })
        {
            return;
        }

        clauses.Add(clause);
        var subject = clause.Terms.Take(carried).Select(term => term with { IsAttribution = true, IsExcluded = false }).ToList();
        clause = new();
        clause.Terms.AddRange(subject);
    }

    private string Next(int at) => at + 1 < tokens.Count && tokens[at + 1].Before == Break.None ? tokens[at + 1].Word : "";

    private static bool IsAcronym(Token token) => token.Text.Length > 1 && token.Text.All(c => !char.IsLetter(c) || char.IsUpper(c));

    private static Mood Max(Mood one, Mood other) => one > other ? one : other;
}
