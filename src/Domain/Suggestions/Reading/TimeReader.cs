using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.Suggestions.Reading;

/// <summary>Reads the times that a text names; a day of the week is the last one before the claim was made, if that day is known.</summary>
/// <param name="said">When the claim was made.</param>
internal sealed class TimeReader(PartialDate? said)
{
    private const int FirstYear = 1900;
    private const int LastYear = 2100;
    private const int LongestMonthDays = 31;

    private static readonly HashSet<string> Spans = ["since", "until", "till", "before", "after", "from", "through", "by", "past", "than"];
    private static readonly HashSet<string> PartsOfDay = ["night", "morning", "evening", "afternoon", "noon"];

    /// <summary>Reads the time that begins at a token; null where none does.</summary>
    public (NamedTime Time, int End)? Read(IReadOnlyList<Token> tokens, int at)
    {
        var end = at;
        int? year = null, month = null, day = null;
        DayOfWeek? weekday = null;
        if (Weekday(tokens[end]) is { } found)
        {
            weekday = found;
            end++;
            if (end < tokens.Count && PartsOfDay.Contains(tokens[end].Word))
            {
                end++;
            }
        }

        if (end < tokens.Count && DayNumber(tokens[end]) is { } number && MonthAfter(tokens, end) is var (named, after))
        {
            (day, month, end) = (number, named, after);
        }
        else if (end < tokens.Count && Month(tokens, end) is { } alone)
        {
            (month, end) = (alone, end + 1);
            if (end < tokens.Count && DayNumber(tokens[end]) is { } later && tokens[end].Value is not null)
            {
                (day, end) = (later, end + 1);
            }
        }

        if (end < tokens.Count && Year(tokens, end, at == end) is { } known && (at == end || month is not null))
        {
            (year, end) = (known, end + 1);
        }

        if (end == at)
        {
            return Relative(tokens, at);
        }

        var text = string.Join(' ', tokens.Skip(at).Take(end - at).Select(token => token.Text));
        return (Resolved(new(year, month, day, weekday, RoleOf(tokens, at), text)), end);
    }

    private (NamedTime Time, int End)? Relative(IReadOnlyList<Token> tokens, int at)
    {
        if (tokens[at].Word is "yesterday" or "today" or "tonight")
        {
            if (said is not { Precision: DatePrecision.Day or DatePrecision.Instant } day)
            {
                return null;
            }

            var date = day.Start.AddDays(tokens[at].Word == "yesterday" ? -1 : 0);
            return (new(date.Year, date.Month, date.Day, null, TimeRole.At, tokens[at].Text), at + 1);
        }

        if (tokens[at].Word is "last" or "this" && at + 1 < tokens.Count && tokens[at + 1].Word is "month" or "year" && said is { } when && when.Precision != DatePrecision.Year)
        {
            var back = tokens[at].Word == "last" ? -1 : 0;
            var start = tokens[at + 1].Word == "month" ? when.Start.AddMonths(back) : when.Start.AddYears(back);
            return (new(start.Year, tokens[at + 1].Word == "month" ? start.Month : null, null, null, RoleOf(tokens, at), $"{tokens[at].Text} {tokens[at + 1].Text}"), at + 2);
        }

        return null;
    }

    private NamedTime Resolved(NamedTime time)
    {
        if (time is { Weekday: { } weekday, Day: null, Month: null } && said is { Precision: DatePrecision.Day or DatePrecision.Instant } day)
        {
            var back = ((int)day.Start.DayOfWeek - (int)weekday + 7) % 7;
            var date = day.Start.AddDays(-back);
            return time with { Year = date.Year, Month = date.Month, Day = date.Day };
        }

        // A month without a year is the last one before the claim was made.
        if (time is { Year: null, Month: { } month } && said is { Precision: not DatePrecision.Year } when)
        {
            return time with { Year = month <= when.Start.Month ? when.Start.Year : when.Start.Year - 1 };
        }

        return time;
    }

    private static TimeRole RoleOf(IReadOnlyList<Token> tokens, int at) =>
        at > 0 && (Spans.Contains(tokens[at - 1].Word) || (at > 1 && Spans.Contains(tokens[at - 2].Word) && tokens[at - 1].Word is "the" or "early" or "late"))
            ? TimeRole.Span
            : TimeRole.At;

    private static DayOfWeek? Weekday(Token token)
    {
        var index = Array.IndexOf(FunctionWords.Weekdays, token.Word.EndsWith('s') ? token.Word[..^1] : token.Word);
        return index < 0 || !token.IsCapital ? null : (DayOfWeek)index;
    }

    private static int? DayNumber(Token token) =>
        token.Value is >= 1 and <= LongestMonthDays && double.IsInteger(token.Value.Value) ? (int)token.Value : null;

    private static (int Month, int End)? MonthAfter(IReadOnlyList<Token> tokens, int at)
    {
        var next = at + 1 < tokens.Count && tokens[at + 1].Word == "of" ? at + 2 : at + 1;
        return next < tokens.Count && Month(tokens, next) is { } month ? (month, next + 1) : null;
    }

    private static int? Month(IReadOnlyList<Token> tokens, int at)
    {
        var token = tokens[at];
        if (!token.IsCapital || token.Value is not null)
        {
            return null;
        }

        var index = Array.FindIndex(FunctionWords.Months, month => month == token.Word || (token.Word.Length is 3 or 4 && token.Word.Length < month.Length && month.StartsWith(token.Word, StringComparison.Ordinal)));

        // "May" and "March" at the head of a sentence are verbs as well.
        return index < 0 || (token is { IsFirst: true, Word: "may" or "march" }) ? null : index + 1;
    }

    private static int? Year(IReadOnlyList<Token> tokens, int at, bool alone)
    {
        var token = tokens[at];
        var isYear = token is { Value: >= FirstYear and <= LastYear, Text.Length: 4 };
        var isAlone = !alone || (at > 0 && tokens[at - 1].Word is "in" or "since" or "until" or "by" or "of" or "from" or "before" or "after" or "early" or "late" or "during");
        return isYear && isAlone ? (int)token.Value!.Value : null;
    }
}
