namespace ClaimCheck.Api.Http;

/// <summary>Under which paths the service answers as an API.</summary>
internal static class ApiPaths
{
    /// <summary>ClaimCheck's own API.</summary>
    internal const string Own = "/v1";

    /// <summary>The Google Fact Check Tools API as it is served here: where Google's clients look for it.</summary>
    internal const string FactCheckTools = "/v1alpha1";

    /// <summary>Whether what is asked for is an operation, or would be one if there were such a path.</summary>
    internal static bool IsApi(PathString path) => IsBelow(path, Own) || IsFactCheckTools(path);

    /// <summary>Whether it is one of those that Google's clients ask for.</summary>
    internal static bool IsFactCheckTools(PathString path) => IsBelow(path, FactCheckTools);

    // As routing compares paths.
    private static bool IsBelow(PathString path, string prefix) => path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase);
}
