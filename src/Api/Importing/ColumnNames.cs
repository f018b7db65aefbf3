using ClaimCheck.Api.Http;

namespace ClaimCheck.Api.Importing;

/// <summary>Reads <c>theirs:ours,theirs:ours</c>: what a file calls its columns, and what they are called here.</summary>
internal static class ColumnNames
{
    /// <returns>Null when it is fine, else what is wrong with it.</returns>
    public static ProblemAnswer? Read(string? text, out IReadOnlyDictionary<string, string> columns)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        columns = read;
        foreach (var pair in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // The last colon: names of ours hold none.
            var colon = pair.LastIndexOf(':');
            var (theirs, ours) = colon < 0 ? ("", "") : (pair[..colon].TrimEnd(), pair[(colon + 1)..].TrimStart());
            if (theirs.Length == 0 || ours.Length == 0 || !read.TryAdd(theirs, ours))
            {
                var errors = new Errors();
                errors.Add("columns", "must be pairs of names with a colon between them, each of the file's names once, such as headline:text,outlet:source");
                return errors.As(ProblemType.InvalidQuery);
            }
        }

        return null;
    }
}
