namespace ClaimCheck.Data.Pools;

/// <summary>No connection could be made: nothing was sent, so whatever it was may be tried again without doubling anything.</summary>
public sealed class NotReachedException : Exception
{
    /// <inheritdoc/>
    public NotReachedException()
    {
    }

    /// <inheritdoc/>
    public NotReachedException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public NotReachedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
