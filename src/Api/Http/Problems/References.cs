namespace ClaimCheck.Api.Http;

/// <summary>Problems about what a request refers to.</summary>
internal static class References
{
    /// <summary>A member names something that is not stored.</summary>
    /// <param name="path">The member, as a JSON path or parameter name.</param>
    /// <param name="kind">What it should name.</param>
    /// <param name="reference">What was sent.</param>
    public static ProblemAnswer Unknown(string path, string kind, IReadOnlyList<string>? reference)
    {
        var errors = new Errors();
        errors.Add(path, $"names no {kind} that is known: {Excerpt.Of(reference?[0])}");
        return errors.As(ProblemType.UnknownReference);
    }

    /// <summary>The way round a circle, in words.</summary>
    public static string Chain(IReadOnlyList<string>? path) => string.Join(" <- ", path ?? []);
}
