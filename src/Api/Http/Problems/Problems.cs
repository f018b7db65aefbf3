namespace ClaimCheck.Api.Http;

/// <summary>Makes problem answers and declares them on endpoints.</summary>
public static class Problems
{
    /// <summary>An answer of this type.</summary>
    /// <param name="type">Which kind of problem.</param>
    /// <param name="detail">What happened this time and what to change, in plain words.</param>
    /// <param name="errors">Messages by JSON path, query parameter or header.</param>
    /// <param name="extensions">Further members of the answer, such as <c>existingId</c>.</param>
    public static ProblemAnswer Of(
        ProblemType type,
        string detail,
        IReadOnlyDictionary<string, string[]>? errors = null,
        IReadOnlyDictionary<string, object?>? extensions = null)
    {
        ArgumentNullException.ThrowIfNull(type);
        return new ProblemAnswer(type, detail, errors, extensions);
    }

    /// <summary>No resource of this kind has this id.</summary>
    public static ProblemAnswer NotFound(string kind, object id) =>
        Of(ProblemType.NotFound, $"There is no {kind} {Excerpt.Of($"{id}")}.");

    /// <summary>The resource is stored already, under <paramref name="existingId"/>.</summary>
    public static ProblemAnswer AlreadyExists(string detail, Guid existingId) =>
        Of(ProblemType.AlreadyExists, detail, extensions: new Dictionary<string, object?> { ["existingId"] = existingId });

    /// <summary>Declares which problems an endpoint, or every endpoint of a group, can answer with.</summary>
    public static TBuilder ProducesProblems<TBuilder>(this TBuilder builder, params ProblemType[] types)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new ProblemMetadata(types));
}

/// <summary>The problems that an endpoint declares; several of these on one endpoint add up.</summary>
/// <param name="Types">The declared types.</param>
public sealed record ProblemMetadata(IReadOnlyList<ProblemType> Types);
