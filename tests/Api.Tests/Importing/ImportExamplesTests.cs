using System.Diagnostics;
using ClaimCheck.Api.Tests.Http;
using ClaimCheck.Domain.Access;
using ClaimCheck.Testing;

namespace ClaimCheck.Api.Tests.Importing;

/// <summary>What docs/import.md shows is run as it stands, where its interpreter is there.</summary>
public sealed class ImportExamplesTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Fence = "```";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sh", "sh", "example.sh")]
    [InlineData("python", "python3", "example.py")]
    [InlineData("powershell", "pwsh", "example.ps1")]
    public async Task An_example_imports_its_file(string language, string interpreter, string file)
    {
        Assert.SkipUnless(IsThere(interpreter), $"{interpreter} is not installed.");
        var folder = ThrowAwayFolder.Make();
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, file), await ExampleAsync(language), Stop);
            await File.WriteAllTextAsync(
                Path.Combine(folder, "claims.ndjson"),
                $$"""{"record":"claim","source":"cnn","externalId":"example-{{language}}","text":"By an example."}""",
                Stop);

            var (code, said) = await RunAsync(folder, interpreter, file);

            Assert.True(code == 0, said);
            Assert.Contains("created", said, StringComparison.Ordinal);
            Assert.Single((await api.Reader.ReadAsync($"/v1/claims?externalId=example-{language}")).Items);
        }
        finally
        {
            ThrowAwayFolder.Remove(folder);
        }
    }

    /// <summary>The first block of the document in this language.</summary>
    private static async Task<string> ExampleAsync(string language)
    {
        var document = (await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "import.md"), Stop)).ReplaceLineEndings("\n");
        var begin = document.IndexOf($"{Fence}{language}\n", StringComparison.Ordinal) + Fence.Length + language.Length + 1;
        return document[begin..document.IndexOf(Fence, begin, StringComparison.Ordinal)];
    }

    private static bool IsThere(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, $"{program}.exe")));

    private async Task<(int Code, string Said)> RunAsync(string folder, string interpreter, string file)
    {
        var start = new ProcessStartInfo(interpreter, [file])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["CLAIMCHECK_URL"] = api.Address.ToString().TrimEnd('/'),
                ["CLAIMCHECK_KEY"] = api.KeyOf(Role.Contributor),
            },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Stop);
        var errors = process.StandardError.ReadToEndAsync(Stop);
        await process.WaitForExitAsync(Stop);
        return (process.ExitCode, await output + await errors);
    }
}
