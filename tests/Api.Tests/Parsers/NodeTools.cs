using ClaimCheck.Api.Tests.Http;

namespace ClaimCheck.Api.Tests.Parsers;

/// <summary>The parsers out of npm, in <c>tests/parsers</c>: installed when a test needs them first.</summary>
internal static class NodeTools
{
    /// <summary>What separates documents: no text that the service writes can hold it.</summary>
    private const char Separator = '\0';

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);

    /// <summary>The npm project.</summary>
    internal static string Folder { get; } = Path.Combine(Repository.Root, "tests", "parsers");

    private static string Wanted => Path.Combine(Folder, "package-lock.json");

    /// <summary>npm's own record of what it has installed.</summary>
    private static string There => Path.Combine(Folder, "node_modules", ".package-lock.json");

    /// <summary>What a script understood of each document; the test fails where there is one that it cannot read.</summary>
    internal static async Task<string[]> ReadAsync(string script, params IReadOnlyList<string> documents)
    {
        var understood = (await RunAsync(script, documents)).Understood().Split(Separator);
        Assert.Equal(documents.Count, understood.Length);
        return understood;
    }

    /// <summary>Runs a script over documents, whatever it says of them. The test is skipped where there is no node or npm.</summary>
    internal static async Task<Reading> RunAsync(string script, params IReadOnlyList<string> documents)
    {
        var stop = TestContext.Current.CancellationToken;
        var node = Installed.Find("node", "nodejs");
        await InstallAsync(Installed.Find("npm", "npm"), stop);
        return await Installed.RunAsync(node, [script], string.Join(Separator, documents), stop);
    }

    private static async Task InstallAsync(string npm, CancellationToken stop)
    {
        await OneAtATime.WaitAsync(stop);
        try
        {
            if (IsUpToDate())
            {
                return;
            }

            // Another run of the tests may be about to do the same.
            await using var only = await LockAsync(stop);
            if (!IsUpToDate())
            {
                (await Installed.RunAsync(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], "", stop)).Understood();
            }
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private static bool IsUpToDate() => File.Exists(There) && File.GetLastWriteTimeUtc(There) >= File.GetLastWriteTimeUtc(Wanted);

    private static async Task<FileStream> LockAsync(CancellationToken stop)
    {
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(Folder, ".installing"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(Pause, TimeProvider.System, stop);
            }
        }
    }
}
