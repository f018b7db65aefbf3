namespace ClaimCheck.Client.Tests.Guide;

/// <summary>Programs of this machine.</summary>
public static class Tool
{
    /// <summary>The program's full path. The test is skipped, and says what is missing, where it is not installed.</summary>
    /// <param name="name">The program.</param>
    /// <param name="package">What installs it.</param>
    public static string Find(string name, string package)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(found is null, $"{name} is not on PATH. On Debian: apt-get install {package}.");
        return found;
    }
}
