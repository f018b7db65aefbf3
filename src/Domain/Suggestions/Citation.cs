using ClaimCheck.Domain.Suggestions.Reading;

namespace ClaimCheck.Domain.Suggestions;

/// <summary>That one claim cites the source of another.</summary>
/// <param name="ByFirst">Whether the first cites the second's source, or the other way round.</param>
/// <param name="InHop">Whether its attribution says so; else its text does.</param>
/// <param name="Words">By which it cites it.</param>
internal sealed record Citation(bool ByFirst, bool InHop, string Words)
{
    private const int FewestInitials = 3;

    /// <summary>The citation between two claims, if there is one. What is said before something does not cite it.</summary>
    public static Citation? Between(ComparedClaim one, ComparedClaim other)
    {
        if (one.Source.Id == other.Source.Id)
        {
            return null;
        }

        if (!CameBefore(one, other) && Find(one, other, true) is { } cites)
        {
            return cites;
        }

        var (citing, cited) = (other, one);
        return CameBefore(citing, cited) ? null : Find(citing, cited, false);
    }

    /// <summary>The source that both name in a hop, nearest first, or null.</summary>
    public static string? Common(ComparedClaim one, ComparedClaim other) =>
        one.Hops.FirstOrDefault(hop => hop.Source is { } source && other.Hops.Any(each => each.Source?.Id == source.Id))?.Source?.Name;

    private static bool CameBefore(ComparedClaim earlier, ComparedClaim later) => earlier.Said is { } first && later.Said is { } second && first.End <= second.Start;

    private static Citation? Find(ComparedClaim claim, ComparedClaim cited, bool byFirst)
    {
        // What is recorded as its upstream need not be suggested.
        if (claim.Hops.Any(each => each.Upstream == cited.Id))
        {
            return null;
        }

        var source = cited.Source;
        if (claim.Hops.Any(each => each.Source?.Id == source.Id && each.Upstream is null))
        {
            return new(byFirst, true, source.Name);
        }

        return Names(claim.Text, source.Name) || Names(claim.Text, source.Slug.Replace('-', ' ')) ? new(byFirst, false, source.Name) : null;
    }

    // Whether a text has the words of a name in a row.
    private static bool Names(string text, string name)
    {
        var words = TokenReader.Read(name).ConvertAll(token => token.Word);
        if (words is ["the", _, ..])
        {
            words.RemoveAt(0);
        }

        var tokens = TokenReader.Read(text);
        var initials = string.Concat(words.Where(word => !FunctionWords.Empty.Contains(word)).Select(word => word[0]));
        if (initials.Length >= FewestInitials && tokens.Exists(token => token.IsCapital && token.Word == initials && token.Text.Count(char.IsUpper) > 1))
        {
            return true;
        }

        for (var at = 0; words.Count > 0 && at + words.Count <= tokens.Count; at++)
        {
            if (tokens[at].IsCapital && words.Select((word, i) => word == tokens[at + i].Word).All(same => same))
            {
                return true;
            }
        }

        return false;
    }
}
