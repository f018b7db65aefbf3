namespace ClaimCheck.Api.Importing.Receiving;

/// <summary>A body that is larger than an import takes, as it is sent or once it is inflated.</summary>
public sealed class TooLargeBodyException() : Exception("The body is too large.");
