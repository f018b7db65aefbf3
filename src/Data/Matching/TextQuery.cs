namespace ClaimCheck.Data.Matching;

/// <summary>Queries of Postgres's text search, made of lexemes rather than of what somebody typed.</summary>
internal static class TextQuery
{
    /// <summary>Finds what holds any of the lexemes.</summary>
    public static string AnyOf(IEnumerable<string> lexemes) => string.Join(" | ", lexemes.Select(Quoted));

    /// <summary>Finds what all of the queries find.</summary>
    public static string AllOf(IEnumerable<string> queries) => string.Join(" & ", queries.Select(query => $"({query})"));

    private static string Quoted(string lexeme) =>
        $"'{lexeme.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";
}
