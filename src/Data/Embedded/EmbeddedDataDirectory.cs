using System.Security.Cryptography;
using System.Text;

namespace ClaimCheck.Data.Embedded;

/// <summary>Where data is kept when nobody says where.</summary>
public static class EmbeddedDataDirectory
{
    private const string SolutionFile = "ClaimCheck.sln";

    /// <summary>
    /// <c>.claimcheck</c> beside the solution when run out of a source checkout, else <c>claimcheck</c> under the user's
    /// application data; for root, a folder that the unprivileged user of Postgres can reach.
    /// </summary>
    public static string Default() =>
        Default([Directory.GetCurrentDirectory(), AppContext.BaseDirectory], UnprivilegedUser.WhenRoot());

    internal static string Default(IReadOnlyList<string> startingPoints, UnprivilegedUser? user)
    {
        var checkout = startingPoints.Select(CheckoutAbove).FirstOrDefault(found => found is not null);
        var intended = checkout is not null
            ? Path.Combine(checkout, ".claimcheck")
            : Path.Combine(ApplicationData(), "claimcheck");

        return user is null || ReachablePath.FirstClosedFolder(intended) is null
            ? intended
            : Path.Combine("/var/lib/claimcheck", ShortHash(intended));
    }

    /// <summary>Two checkouts under one closed folder must not end up sharing a cluster.</summary>
    internal static string ShortHash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];

    private static string? CheckoutAbove(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, SolutionFile)))
            {
                return folder.FullName;
            }
        }

        return null;
    }

    private static string ApplicationData()
    {
        var folder = Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData,
            Environment.SpecialFolderOption.DoNotVerify);

        // A user without a home folder (a container's numeric user) has no application data either.
        return folder.Length > 0 ? folder : AppContext.BaseDirectory;
    }
}
