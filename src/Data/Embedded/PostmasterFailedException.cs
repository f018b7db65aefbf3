namespace ClaimCheck.Data.Embedded;

/// <summary>The postmaster ended before it accepted connections.</summary>
/// <param name="said">What it wrote, the last lines of it.</param>
public sealed class PostmasterFailedException(string said) : Exception(said)
{
    /// <summary>Somebody else took the port first.</summary>
    internal bool PortTaken =>
        Says("could not bind") || Says("could not create any TCP/IP sockets");

    /// <summary>Backends of a killed postmaster are still ending.</summary>
    internal bool StillInUse =>
        Says("pre-existing shared memory block");

    private bool ForeignFiles =>
        Says("wrong ownership") || Says("Permission denied");

    /// <summary>The same in words for the person who starts the service.</summary>
    internal UnusableConfigurationException InWords(ServerPlan plan)
    {
        if (PortTaken)
        {
            return new UnusableConfigurationException(
                $"Port {plan.Port} (Embedded__Port) is taken by another program. Set Embedded__Port to another port, or to 0 for "
                + "any free one.");
        }

        return new UnusableConfigurationException(ForeignFiles
            ? $"The files in {plan.Layout.Cluster} belong to another user. Start ClaimCheck as the user that made them, or set "
              + "Embedded__DataDirectory to another folder."
            : $"Postgres in {plan.Layout.Root} did not start. It said: {Message} (Its log is in {plan.Layout.Log}.)");
    }

    private bool Says(string text) => Message.Contains(text, StringComparison.Ordinal);
}
