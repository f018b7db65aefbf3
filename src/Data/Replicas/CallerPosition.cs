namespace ClaimCheck.Data.Replicas;

/// <summary>
/// How far in the database's log a caller has written, or was told of what others wrote, so that a read after it is not answered
/// by a replica that has not come so far. Lives as long as one request.
/// </summary>
/// <param name="after">How far that was before, as Postgres writes it (<c>0/16B3748</c>); null where nothing is known.</param>
/// <param name="mayReadReplicas">Whether what this request reads may come from a replica at all.</param>
public sealed class CallerPosition(string? after, bool mayReadReplicas)
{
    /// <summary>How far it is, this request included.</summary>
    public string? After { get; private set; } = after;

    /// <summary>Whether this request has written, or met what was written.</summary>
    public bool HasMoved { get; private set; }

    internal bool MayReadReplicas => mayReadReplicas;

    internal void MoveTo(string position)
    {
        After = position;
        HasMoved = true;
    }
}
