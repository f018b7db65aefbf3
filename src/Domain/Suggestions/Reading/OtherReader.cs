using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.Suggestions.Reading;

/// <summary>Takes a sentence in German, Spanish or French apart, as far as its few known words allow.</summary>
internal static class OtherReader
{
    private const int StemLength = 5;
    private const double NameWeight = 1.5;
    private const int LongestMonthDays = 31;

    /// <summary>Reads a claim's text.</summary>
    /// <param name="tokens">Its words and numbers.</param>
    /// <param name="language">Its language.</param>
    /// <param name="said">When it was said.</param>
    public static Statement Read(IReadOnlyList<Token> tokens, OtherLanguage language, PartialDate? said)
    {
        var clauses = new List<Clause> { new() };
        var places = 0;
        for (var next = 0; next < tokens.Count;)
        {
            var at = next++;
            var token = tokens[at];
            if ((token.Before == Break.Strong || (language.Openers.Contains(token.Word) && !token.IsFirst)) && clauses[^1].Terms.Count > 0)
            {
                clauses.Add(new());
            }

            var clause = clauses[^1];
            if (token.Value is { } value)
            {
                next = ReadNumber(tokens, at, value, language, said, clause, places);
            }
            else if (!NoteDenial(tokens, at, language, clause, places) && !IsTime(token, language))
            {
                places += AddTerm(token, language, clause, places);
            }
        }

        clauses.RemoveAll(clause => clause is { Terms.Count: 0, Quantities.Count: 0 });
        return new(clauses, tokens);
    }

    private static bool NoteDenial(IReadOnlyList<Token> tokens, int at, OtherLanguage language, Clause clause, int places)
    {
        var word = tokens[at].Word;
        var next = at + 1 < tokens.Count ? tokens[at + 1].Word : "";
        if (language.Coming.Contains(word))
        {
            clause.Mood = Mood.Coming;
        }

        var isDenying = language.Denying.Contains(word);
        if (!isDenying && !language.No.Contains(word))
        {
            return false;
        }

        if (isDenying)
        {
            clause.Terms.ForEach(term => term.IsAttribution = true);
        }

        clause.IsUnclear |= language.Unclear.Contains(next);
        clause.IsYet |= language.Yet.Contains(next) || (at > 0 && language.Yet.Contains(tokens[at - 1].Word));
        clause.Denials.Add(tokens[at].Text);

        // In German and French the verb stands before the denial as often as after it.
        clause.DeniedFrom = language.Code == "es" || isDenying ? places : 0;
        return true;
    }

    private static int ReadNumber(
        IReadOnlyList<Token> tokens, int at, double value, OtherLanguage language, PartialDate? said, Clause clause, int places)
    {
        var next = at + 1;
        while (next < tokens.Count && tokens[next].Word is "de" or "del")
        {
            next++;
        }

        var month = next < tokens.Count ? Array.IndexOf(language.Months, tokens[next].Word) + 1 : 0;
        if (month > 0 && value is >= 1 and <= LongestMonthDays)
        {
            int? year = null;
            if (said is { Precision: not DatePrecision.Year } when)
            {
                year = month > when.Start.Month ? when.Start.Year - 1 : when.Start.Year;
            }

            clause.Times.Add(new(year, month, (int)value, null, TimeRole.At, $"{tokens[at].Text} {tokens[next].Text}"));
            return next + 1;
        }

        if (tokens[at].Text.Length == 4 && value is >= 1900 and <= 2100)
        {
            clause.Times.Add(new((int)value, null, null, null, TimeRole.At, tokens[at].Text));
            return at + 1;
        }

        if (QuantityReader.Read(tokens, at) is not var (quantity, end))
        {
            return at + 1;
        }

        clause.Quantities.Add(quantity with { Before = places });
        return end;
    }

    private static bool IsTime(Token token, OtherLanguage language) =>
        Array.IndexOf(language.Months, token.Word) >= 0 || Array.IndexOf(language.Weekdays, token.Word) >= 0;

    private static int AddTerm(Token token, OtherLanguage language, Clause clause, int places)
    {
        if (language.Common.Contains(token.Word) || language.Coming.Contains(token.Word))
        {
            return 0;
        }

        var isName = language.CapitalIsName && token is { IsCapital: true, IsFirst: false };
        var stem = token.Word.Length > StemLength ? token.Word[..StemLength] : token.Word;
        clause.Terms.Add(new(token.Text, stem, isName, isName ? NameWeight : 1, isName ? places + 1 : 0, places));
        return 1;
    }
}
