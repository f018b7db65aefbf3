using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace ClaimCheck.Api.Tests.Fuzz;

/// <summary>
/// Text that matches a regular expression, for the part of the language that a portable schema uses: literals, classes,
/// groups, alternatives and repetition. What looks ahead is left to whoever checks the text afterwards.
/// </summary>
internal sealed class PatternText
{
    private const int MostRepeats = 8;
    private static readonly ConcurrentDictionary<string, Gen<string>> Known = new(StringComparer.Ordinal);
    private static readonly Gen<string> Nothing = Gen.Constant("");

    private readonly string pattern;
    private int at;

    private PatternText(string pattern) => this.pattern = pattern;

    /// <summary>Texts of this pattern, most of them in ASCII where it leaves the choice.</summary>
    internal static Gen<string> Of(string pattern) => Known.GetOrAdd(pattern, text => new PatternText(text).Whole());

    private Gen<string> Whole()
    {
        var all = Alternatives();
        return at == pattern.Length ? all : throw NotUnderstood();
    }

    private Gen<string> Alternatives()
    {
        List<Gen<string>> ways = [Sequence()];
        while (Take('|'))
        {
            ways.Add(Sequence());
        }

        return Gen.OneOf(ways);
    }

    private Gen<string> Sequence()
    {
        List<Gen<string>> parts = [];
        while (at < pattern.Length && pattern[at] is not ('|' or ')'))
        {
            parts.Add(Repeated(Atom()));
        }

        return Gen.CollectToArray(parts).Select(string.Concat);
    }

    private Gen<string> Atom()
    {
        var first = pattern[at++];
        return first switch
        {
            '^' or '$' => Nothing,
            '(' => Group(),
            '[' => OneOf(Class()),
            '.' => OneOf([(' ', 0x10ffff)]),
            '\\' => Gen.Constant(char.ConvertFromUtf32(Escaped())),
            _ => Gen.Constant(first.ToString()),
        };
    }

    private Gen<string> Group()
    {
        var looksAhead = Take("?=");
        _ = Take("?:");
        var inside = Alternatives();
        if (!Take(')'))
        {
            throw NotUnderstood();
        }

        return looksAhead ? Nothing : inside;
    }

    private Gen<string> Repeated(Gen<string> one)
    {
        var (least, most) = Repetition();
        return (least, most) == (1, 1)
            ? one
            : Gen.Choose(least, most).SelectMany(times => one.ArrayOf(times)).Select(string.Concat);
    }

    private (int Least, int Most) Repetition()
    {
        if (Take('*'))
        {
            return (0, MostRepeats);
        }

        if (Take('+'))
        {
            return (1, MostRepeats);
        }

        if (Take('?'))
        {
            return (0, 1);
        }

        if (!Take('{'))
        {
            return (1, 1);
        }

        var least = Number();
        var most = least;
        if (Take(','))
        {
            most = pattern[at] == '}' ? least + MostRepeats : Number();
        }

        return Take('}') ? (least, most) : throw NotUnderstood();
    }

    private List<(int From, int To)> Class()
    {
        var excludes = Take('^');
        List<(int From, int To)> ranges = [];
        while (!Take(']'))
        {
            var from = Member();
            var isRange = pattern[at] == '-' && pattern[at + 1] != ']';
            at += isRange ? 1 : 0;
            ranges.Add((from, isRange ? Member() : from));
        }

        return excludes ? AllBut(ranges) : ranges;
    }

    private int Member()
    {
        if (Take('\\'))
        {
            return Escaped();
        }

        _ = Rune.DecodeFromUtf16(pattern.AsSpan(at), out var rune, out var length);
        at += length;
        return rune.Value;
    }

    private int Escaped()
    {
        var letter = pattern[at++];
        switch (letter)
        {
            case 'u':
                at += 4;
                return int.Parse(pattern.AsSpan(at - 4, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            case 't':
                return '\t';
            default:
                return char.IsAsciiLetterOrDigit(letter) ? throw NotUnderstood() : letter;
        }
    }

    private int Number()
    {
        var begin = at;
        while (char.IsAsciiDigit(pattern[at]))
        {
            at++;
        }

        return int.Parse(pattern.AsSpan(begin, at - begin), NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private static List<(int From, int To)> AllBut(List<(int From, int To)> excluded)
    {
        List<(int From, int To)> rest = [];
        var next = 0;
        foreach (var (from, to) in excluded.OrderBy(range => range.From))
        {
            if (from > next)
            {
                rest.Add((next, from - 1));
            }

            next = Math.Max(next, to + 1);
        }

        rest.Add((next, 0x10ffff));
        return rest;
    }

    private static Gen<string> OneOf(List<(int From, int To)> ranges) => Gen
        .Frequency(ranges.Select(range => (range.To < 0x80 ? 12 : 1, Gen.Choose(range.From, range.To))))
        .Select(point => Rune.IsValid(point) ? char.ConvertFromUtf32(point) : "\u00e9");

    private bool Take(char wanted) => Take(wanted.ToString());

    private bool Take(string wanted)
    {
        var found = string.CompareOrdinal(pattern, at, wanted, 0, wanted.Length) == 0;
        at += found ? wanted.Length : 0;
        return found;
    }

    private NotSupportedException NotUnderstood() => new($"The pattern {pattern} says something at {at} that no text is made of here.");
}
