namespace ClaimCheck.Cli;

/// <summary>Standard output takes no more, because a disk is full for instance. Only standard error is left to say so, in <c>--json</c> too.</summary>
/// <param name="cause">What the system says.</param>
public sealed class OutputException(IOException cause) : Exception($"Standard output cannot be written: {cause?.Message.TrimEnd('.')}.", cause);
