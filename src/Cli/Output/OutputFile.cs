using System.CommandLine;

namespace ClaimCheck.Cli;

/// <summary>Where what is downloaded goes: into a file that has its name only when it is whole, or to standard output.</summary>
internal static class OutputFile
{
    public static Option<string> MakeOption() => new("--output", "-o")
    {
        Description = "The file to write. Until it is whole it is called FILE.part. Without it, standard output.",
        HelpName = "FILE",
    };

    public static async Task WriteAsync(Stream content, string? path, Surroundings surroundings, CancellationToken cancellation)
    {
        if (path is null)
        {
            await content.CopyToAsync(surroundings.Output, cancellation);
            await surroundings.Output.FlushAsync(cancellation);
            return;
        }

        await PartFile.WriteAsync(path, content, cancellation);
    }
}
