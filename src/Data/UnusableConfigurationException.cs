namespace ClaimCheck.Data;

/// <summary>
/// The service cannot run as it is set up. The message is one clear text for the person who starts it, says what to
/// change, and is all they should see: no stack trace, exit code 1.
/// </summary>
/// <param name="message">What is wrong and what to change.</param>
public sealed class UnusableConfigurationException(string message) : Exception(message);
