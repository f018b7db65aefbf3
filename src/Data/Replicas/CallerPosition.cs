namespace ClaimCheck.Data.Replicas;

/// <summary>
/// How far in the database's log a caller has written, so that a read after it is not answered by a replica that has not come
/// so far. Lives as long as one request.
/// </summary>
/// <param name="after">Where the caller's last write ended, as Postgres writes it (<c>0/16B3748</c>); null where nothing is known.</param>
/// <param name="mayReadReplicas">Whether what this request reads may come from a replica at all.</param>
public sealed class CallerPosition(string? after, bool mayReadReplicas)
{
    /// <summary>Where the caller's last write ended, this request's included.</summary>
    public string? After { get; private set; } = after;

    /// <summary>Whether this request has written.</summary>
    public bool HasWritten { get; private set; }

    internal bool MayReadReplicas => mayReadReplicas;

    internal void Wrote(string position)
    {
        After = position;
        HasWritten = true;
    }
}
