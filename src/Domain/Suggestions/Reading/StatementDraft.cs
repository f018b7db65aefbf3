namespace ClaimCheck.Domain.Suggestions.Reading;

/// <summary>A statement while it is read: the clauses that have ended, and the one that has not.</summary>
internal sealed class StatementDraft
{
    /// <summary>Those that have ended.</summary>
    public List<Clause> Clauses { get; } = [];

    /// <summary>The one that is being read.</summary>
    public Clause Clause { get; private set; } = new();

    /// <summary>How many terms have been read, the place of the next one.</summary>
    public int Terms { get; set; }

    /// <summary>Whether it is a side clause.</summary>
    public bool IsOpened { get; set; }

    /// <summary>Whether somebody is said to have called it false.</summary>
    public bool IsDismissed { get; set; }

    /// <summary>Whether somebody is said to deny it.</summary>
    public bool IsDisclaimed { get; set; }

    /// <summary>Where those end who are named in order to be excluded.</summary>
    public int ExcludedUntil { get; set; } = -1;

    /// <summary>Notes that what follows is denied.</summary>
    /// <param name="word">By which word.</param>
    /// <param name="after">The token after it, which is returned.</param>
    public int Deny(string word, int after)
    {
        Clause.Denials.Add(word);
        Clause.DeniedFrom = Terms;
        return after;
    }

    /// <summary>Ends the clause; the next one may be about what this one begins with.</summary>
    /// <param name="carried">How many of its first terms that is.</param>
    public void Close(int carried)
    {
        (IsOpened, IsDismissed, IsDisclaimed) = (false, false, false);
        ExcludedUntil = Math.Min(ExcludedUntil, 0);
        if (Clause is { Terms.Count: 0, Quantities.Count: 0 })
        {
            return;
        }

        Clauses.Add(Clause);
        var subject = Clause.Terms.Take(carried).Select(term => term with { IsAttribution = true, IsExcluded = false }).ToList();
        Clause = new();
        Clause.Terms.AddRange(subject);
    }
}
