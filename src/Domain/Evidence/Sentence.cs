namespace ClaimCheck.Domain.Evidence;

/// <summary>Pieces of sentences.</summary>
internal static class Sentence
{
    private const int MostNames = 5;

    /// <summary>One, two or three things in a row; of many, the first few and how many more.</summary>
    public static string Listed(IReadOnlyList<string> names) => names switch
    {
        [] => "nobody",
        [var only] => only,
        { Count: > MostNames } => $"{string.Join(", ", names.Take(MostNames))} and {names.Count - MostNames} more",
        _ => $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}",
    };

    /// <summary>A number and what it counts.</summary>
    public static string Counted(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";
}
