namespace ClaimCheck.Data.Embedded;

/// <summary>The user Postgres runs as when the service runs as root, because Postgres refuses to run as root.</summary>
/// <param name="Name">The account's name.</param>
/// <param name="UserId">Its number.</param>
/// <param name="GroupId">The number of its main group.</param>
internal sealed record UnprivilegedUser(string Name, uint UserId, uint GroupId)
{
    private static readonly string[] Candidates = ["postgres", "_postgres", "nobody"];

    /// <summary>Null when the service is not root: then Postgres runs as the same user.</summary>
    public static UnprivilegedUser? WhenRoot() =>
        OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess
            ? null
            : Choose(File.ReadLines("/etc/passwd"))
              ?? throw new UnusableConfigurationException(
                  "ClaimCheck was started by root, Postgres refuses to run as root, and there is neither a user 'postgres' nor "
                  + "'nobody' to run it as. Start ClaimCheck as an ordinary user, or create one of the two.");

    internal static UnprivilegedUser? Choose(IEnumerable<string> passwordFile)
    {
        var accounts = passwordFile
            .Select(line => line.Split(':'))
            .Where(fields => fields.Length >= 4 && fields[0].Length > 0)
            .ToLookup(fields => fields[0], StringComparer.Ordinal);

        foreach (var fields in Candidates.SelectMany(name => accounts[name]))
        {
            // macOS gives nobody the number -2, which the kernel reads as the same bits unsigned.
            if (long.TryParse(fields[2], out var user) && long.TryParse(fields[3], out var group) && user != 0)
            {
                return new UnprivilegedUser(fields[0], unchecked((uint)user), unchecked((uint)group));
            }
        }

        return null;
    }

    /// <summary>Makes the user the owner of a file or folder.</summary>
    public void Own(string path) => UnixCalls.ChangeOwner(path, UserId, GroupId);
}
