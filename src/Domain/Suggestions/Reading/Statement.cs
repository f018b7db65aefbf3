using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.Suggestions.Reading;

/// <summary>What a claim's text says, taken apart.</summary>
/// <param name="Clauses">Its clauses, in order; of very many the first are kept.</param>
/// <param name="Tokens">Its words and numbers, in order.</param>
internal sealed record Statement(IReadOnlyList<Clause> Clauses, IReadOnlyList<Token> Tokens)
{
    // Every clause is compared with every one of another claim.
    private const int MostClauses = 24;

    /// <summary>Its clauses, in order; of very many, the first.</summary>
    public IReadOnlyList<Clause> Clauses { get; } = [.. Clauses.Take(MostClauses)];

    /// <summary>All it tells of, but for who says so.</summary>
    public IReadOnlyList<Term> Terms { get; } = [.. Clauses.Take(MostClauses).SelectMany(clause => clause.Terms).Where(term => !term.IsAttribution && !term.IsExcluded)];

    /// <summary>All numbers in it.</summary>
    public IEnumerable<Quantity> Quantities => Clauses.SelectMany(clause => clause.Quantities);

    /// <summary>All times in it.</summary>
    public IEnumerable<NamedTime> Times => Clauses.SelectMany(clause => clause.Times);

    /// <summary>Reads a claim's text; null in a language that is not read.</summary>
    /// <param name="text">As it was recorded.</param>
    /// <param name="language">BCP 47; where it is not recorded, its commonest words tell.</param>
    /// <param name="said">When it was said.</param>
    /// <param name="modality">How its source puts it.</param>
    public static (Statement Statement, string Language)? Read(string text, string? language, PartialDate? said, Modality modality)
    {
        var tokens = TokenReader.Read(text);
        if (OtherLanguage.CodeOf(language, tokens) is not { } code)
        {
            return null;
        }

        var read = code == "en" ? StatementReader.Read(tokens, said) : OtherReader.Read(tokens, OtherLanguage.Of(code), said);
        foreach (var clause in read.Clauses)
        {
            if (text.TrimEnd().EndsWith('?'))
            {
                clause.Mood = Mood.Possible;
            }
            else if (modality == Modality.Predicted && clause.Mood == Mood.Actual)
            {
                clause.Mood = Mood.Coming;
            }

            // Recorded as denied, and told as if it were so: the denial is in the record, and how far it reaches is not.
            clause.IsUnclear |= modality == Modality.Denied && read.Clauses.All(one => one.Denials.Count == 0);
        }

        return (read, code);
    }
}
