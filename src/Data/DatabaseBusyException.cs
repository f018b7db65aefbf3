namespace ClaimCheck.Data;

/// <summary>Too many were waiting for the database already, so this one was turned away at once: the same request may succeed in a moment.</summary>
public sealed class DatabaseBusyException : Exception
{
    /// <inheritdoc/>
    public DatabaseBusyException()
        : this("Too many are waiting for the database already.")
    {
    }

    /// <inheritdoc/>
    public DatabaseBusyException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public DatabaseBusyException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
