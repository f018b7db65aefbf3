using System.Text.RegularExpressions;

namespace ClaimCheck.Client.Tests.Guide;

/// <summary>A fenced block of a page: <c>```language name</c>, where a name says that it is a whole file.</summary>
public sealed record Fence(string Language, string Name, string Text)
{
    public bool IsFile => Name.Length > 0;

    /// <summary>A class of the program that the pieces in C# make.</summary>
    public bool IsType => Language == "csharp" && Text.StartsWith("static class ", StringComparison.Ordinal);

    /// <summary>A piece in C# that is run in its turn.</summary>
    public bool IsPiece => Language == "csharp" && !IsFile && !IsType && !IsBeginning;

    /// <summary>What the program begins with.</summary>
    public bool IsBeginning => Language == "csharp" && !IsFile && Text.StartsWith("#:", StringComparison.Ordinal);
}

/// <summary>The blocks of docs/cms.md in their order, with the ports that a test has put in place of the page's own.</summary>
public sealed partial class GuidePage
{
    private const string ServicePort = "localhost:5080";
    private const string ReceiverPort = "8000";

    private GuidePage(IReadOnlyList<Fence> fences) => Fences = fences;

    public IReadOnlyList<Fence> Fences { get; }

    public IEnumerable<Fence> Files => Fences.Where(fence => fence.IsFile);

    public static GuidePage Read(Uri service, int receiverPort)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Folder, "docs", "cms.md")).ReplaceLineEndings("\n")
            .Replace(ServicePort, service.Authority, StringComparison.Ordinal)
            .Replace(ReceiverPort, $"{receiverPort}", StringComparison.Ordinal);
        return new([.. Block().Matches(text).Select(block => new Fence(block.Groups[1].Value, block.Groups[2].Value, block.Groups[3].Value))]);
    }

    [GeneratedRegex(@"^```([a-z]+)(?: ([a-z.]+))?\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
