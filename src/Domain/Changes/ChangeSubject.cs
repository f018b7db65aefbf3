namespace ClaimCheck.Domain.Changes;

/// <summary>What a change concerns, as far as it can be asked for.</summary>
/// <param name="Type">What happened.</param>
/// <param name="Claims">The claims: both of a link, the one that is assessed.</param>
/// <param name="Sources">The sources of those claims, or the source itself.</param>
/// <param name="Topics">The topics of those claims now, and of a claim that changed as they were before and after.</param>
public sealed record ChangeSubject(ChangeType Type, IReadOnlyList<Guid> Claims, IReadOnlyList<Guid> Sources, IReadOnlyList<string> Topics);

/// <summary>Which changes somebody wants to hear of. What is left open lets everything pass.</summary>
/// <param name="Types">One of these happened; empty for whatever happens.</param>
/// <param name="Topics">A claim with one of these topics, in NFC and lower case, is concerned.</param>
/// <param name="Sources">One of these sources, or a claim of one, is concerned.</param>
/// <param name="Claims">One of these claims is concerned.</param>
public sealed record ChangeFilter(
    IReadOnlyCollection<ChangeType> Types, IReadOnlyCollection<string> Topics, IReadOnlyCollection<Guid> Sources, IReadOnlyCollection<Guid> Claims)
{
    /// <summary>Lets everything pass.</summary>
    public static ChangeFilter None { get; } = new([], [], [], []);

    /// <summary>Whether a change is wanted.</summary>
    public bool Passes(ChangeSubject subject) =>
        (Types.Count == 0 || Types.Contains(subject.Type))
        && (Claims.Count == 0 || subject.Claims.Any(Claims.Contains))
        && (Sources.Count == 0 || subject.Sources.Any(Sources.Contains))
        && (Topics.Count == 0 || PassesTopics(subject));

    /// <summary>
    /// A claim that was taken down has no topics any longer, not even in its history: whoever follows any topic hears of it, since it
    /// may be one that he shows.
    /// </summary>
    private bool PassesTopics(ChangeSubject subject) =>
        subject.Type == ChangeType.ClaimTakenDown || subject.Topics.Any(Topics.Contains);
}
