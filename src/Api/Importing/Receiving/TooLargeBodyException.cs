namespace ClaimCheck.Api.Importing.Receiving;

/// <summary>A body that is larger than an import takes, as it is sent or once it is inflated.</summary>
/// <param name="problem">What is too large, and what to do about it, in a sentence.</param>
public sealed class TooLargeBodyException(string problem) : Exception(problem)
{
    /// <summary>One that has more bytes than any may have.</summary>
    public TooLargeBodyException()
        : this($"The body may have at most {ImportBody.MostBytes} bytes (512 MiB), as it is sent and once it is inflated: send the file in parts.")
    {
    }
}
