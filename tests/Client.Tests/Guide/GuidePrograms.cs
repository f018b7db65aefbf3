using System.Diagnostics;
using System.Globalization;
using System.Text;
using ClaimCheck.Testing;

namespace ClaimCheck.Client.Tests.Guide;

/// <summary>Makes programs of the page's C#, with the compiler of the SDK and nothing else.</summary>
public static class GuidePrograms
{
    // What the SDK adds to every file by itself (ImplicitUsings).
    private const string OfEveryProgram =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private const string OfTheWeb =
        """
        global using System.Net.Http.Json;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    private static string ClientLibrary => typeof(ClaimCheckClient).Assembly.Location;

    /// <summary>The pieces as a reader puts them together: one after the other, the classes at the end.</summary>
    public static string Whole(GuidePage page) => Join(page, pieces => string.Concat(pieces));

    /// <summary>The same with the piece to run named by its number, so that a test can do something in between.</summary>
    public static string StepByStep(GuidePage page) => Join(page, pieces =>
    {
        var text = new StringBuilder("switch (args[0])\n{\n");
        foreach (var (number, piece) in pieces.Index())
        {
            text.Append(CultureInfo.InvariantCulture, $"case \"{number}\":\n{{\n{piece}\nbreak;\n}}\n");
        }

        return text.Append("}\n").ToString();
    });

    /// <summary>Something of a test's own, with the classes of the page.</summary>
    public static string WithItsClasses(GuidePage page, string text) => string.Join('\n',
        ["using System.Net;\nusing System.Text.Json;\nusing ClaimCheck.Client;", text, .. ClassesOf(page)]);

    /// <summary>Compiles a program; the test fails where the compiler has anything to say.</summary>
    /// <returns>Where it is.</returns>
    public static async Task<string> CompileAsync(string folder, string name, string text, CancellationToken stop)
    {
        var (source, usings, program) = (Path.Combine(folder, name + ".cs"), Path.Combine(folder, name + ".usings.cs"), Path.Combine(folder, name + ".dll"));
        await File.WriteAllTextAsync(source, text, stop);
        await File.WriteAllTextAsync(usings, text.Contains("Microsoft.NET.Sdk.Web", StringComparison.Ordinal) ? OfEveryProgram + "\n" + OfTheWeb : OfEveryProgram, stop);
        await File.WriteAllTextAsync(
            Path.ChangeExtension(program, ".runtimeconfig.json"),
            """{"runtimeOptions":{"frameworks":[{"name":"Microsoft.NETCore.App","version":"10.0.0"},{"name":"Microsoft.AspNetCore.App","version":"10.0.0"}]}}""",
            stop);
        File.Copy(ClientLibrary, Path.Combine(folder, Path.GetFileName(ClientLibrary)), overwrite: true);

        var (exitCode, said) = await RunAsync(
            folder,
            [
                "exec", await CompilerAsync(stop), "-nologo", "-langversion:latest", "-nullable:enable", "-warnaserror", "-nostdlib",
                "-features:FileBasedProgram", "-target:exe", "-out:" + program, source, usings, "-r:" + ClientLibrary, .. Framework(),
            ],
            stop);
        Assert.True(exitCode == 0, $"{name}.cs of docs/cms.md does not compile:\n{said}");
        return program;
    }

    private static string Join(GuidePage page, Func<IEnumerable<string>, string> join) => string.Join('\n',
    [
        page.Fences.Single(fence => fence.IsBeginning).Text,
        join(page.Fences.Where(fence => fence.IsPiece).Select(fence => fence.Text)),
        .. ClassesOf(page),
    ]);

    private static IEnumerable<string> ClassesOf(GuidePage page) => page.Fences.Where(fence => fence.IsType).Select(fence => fence.Text);

    /// <summary>The libraries that this very test runs on, but for its own.</summary>
    private static IEnumerable<string> Framework() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(library => !library.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal)).Select(library => "-r:" + library);

    private static async Task<string> CompilerAsync(CancellationToken stop)
    {
        var (_, version) = await RunAsync(Repository.Folder, ["--version"], stop);
        var compiler = Path.Combine(Path.GetDirectoryName(ServiceProcess.Host)!, "sdk", version.Trim(), "Roslyn", "bincore", "csc.dll");
        Assert.True(File.Exists(compiler), $"The compiler of the SDK is not at {compiler}.");
        return compiler;
    }

    private static async Task<(int ExitCode, string Said)> RunAsync(string folder, IEnumerable<string> words, CancellationToken stop)
    {
        using var process = Process.Start(new ProcessStartInfo(ServiceProcess.Host, words)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop));
        await process.WaitForExitAsync(stop);
        return (process.ExitCode, await output + await errors);
    }
}
