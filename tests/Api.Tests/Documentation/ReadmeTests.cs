using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using ClaimCheck.Api.Hosting;
using ClaimCheck.Api.Tests.Http;
using ClaimCheck.Domain.Access;
using Microsoft.Extensions.Configuration;

namespace ClaimCheck.Api.Tests.Documentation;

/// <summary>What README.md tells a reader to set and to type.</summary>
public sealed partial class ReadmeTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    /// <summary>Read by the framework before the service reads its own.</summary>
    private static readonly string[] OfTheFramework = ["Urls", "ASPNETCORE_ENVIRONMENT"];

    private static readonly string Readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md")).ReplaceLineEndings("\n");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void The_table_of_settings_lists_what_is_read_and_nothing_else()
    {
        var reads = new RecordedReads();
        ServiceSettings.Read(new ConfigurationBuilder().Add(reads).Build(), ServiceHost.CreateBuilder([]).Environment);
        var table = Readme.Split("\n## Settings\n")[1].Split("\n## ")[0];
        var listed = TableRow().Matches(table).Select(row => row.Groups[1].Value);

        Assert.Equal(
            reads.Keys.Select(key => key.Replace(":", "__", StringComparison.Ordinal)).Concat(OfTheFramework).Order(StringComparer.Ordinal),
            listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_first_requests_work_as_they_stand()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no sh to read the commands.");
        var commands = ShellBlock().Matches(Readme).Select(block => block.Groups[1].Value)
            .Where(command => command.StartsWith("curl ", StringComparison.Ordinal)).ToList();

        Assert.True(commands.Count >= 3);
        foreach (var command in commands)
        {
            using var request = RequestOf(await WordsAsync(command));
            using var response = await api.Anonymous.SendAsync(request, Stop);
            var answer = await response.Content.ReadAsStringAsync(Stop);
            Assert.True(response.IsSuccessStatusCode, $"{command}\n{answer}");
            Assert.DoesNotContain("\"items\":[]", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("\"result\":\"failed\"", answer, StringComparison.Ordinal);
        }
    }

    [GeneratedRegex(@"^\| `([A-Za-z_]+)` \|", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    [GeneratedRegex(@"^```sh\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ShellBlock();

    /// <summary>What curl would be given: the shell itself takes the quotes and line ends apart.</summary>
    private async Task<string[]> WordsAsync(string command)
    {
        var start = new ProcessStartInfo("sh", ["-c", $"curl() {{ printf '%s\\0' \"$@\"; }}\n{command}"])
        {
            RedirectStandardOutput = true,
            Environment = { ["KEY"] = api.KeyOf(Role.Admin) },
        };
        using var shell = Process.Start(start)!;
        var words = await shell.StandardOutput.ReadToEndAsync(Stop);
        await shell.WaitForExitAsync(Stop);
        Assert.Equal(0, shell.ExitCode);
        return words.TrimEnd('\0').Split('\0');
    }

    private HttpRequestMessage RequestOf(string[] words)
    {
        var request = new HttpRequestMessage();
        var headers = new List<string[]>();
        var rest = new Queue<string>(words);
        while (rest.TryDequeue(out var word))
        {
            switch (word)
            {
                case "-H":
                    headers.Add(rest.Dequeue().Split(": ", 2));
                    break;
                case "-d" or "--data-binary":
                    request.Method = HttpMethod.Post;
                    request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(rest.Dequeue()));
                    break;
                default:
                    request.RequestUri = new Uri(api.Address, new Uri(word).PathAndQuery);
                    break;
            }
        }

        foreach (var header in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(header[0], header[1]))
            {
                request.Content!.Headers.TryAddWithoutValidation(header[0], header[1]);
            }
        }

        return request;
    }

    /// <summary>Settings that hold nothing and remember what they were asked for.</summary>
    private sealed class RecordedReads : ConfigurationProvider, IConfigurationSource
    {
        public SortedSet<string> Keys { get; } = new(StringComparer.Ordinal);

        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

        public override bool TryGet(string key, out string? value)
        {
            Keys.Add(key);
            return base.TryGet(key, out value);
        }
    }
}
