namespace ClaimCheck.Cli;

/// <summary>Which service to talk to, out of what was typed, what is set and what is in the settings file.</summary>
internal static class ProfileChoice
{
    /// <summary>The profile taken where none is named.</summary>
    public const string Default = "default";

    private const string Local = "http://localhost:5080";

    /// <summary>
    /// A profile named on the command line is taken as it is. Else <c>CLAIMCHECK_URL</c> and <c>CLAIMCHECK_KEY</c> come first, and the profile of
    /// <c>CLAIMCHECK_PROFILE</c>, or the one called "default", has what they lack. A key out of a profile goes to that profile's address only.
    /// </summary>
    public static Profile Resolve(string? named, Surroundings surroundings)
    {
        var path = ProfileFile.PathIn(surroundings.SettingsFolder);
        var name = named ?? surroundings.Variable("CLAIMCHECK_PROFILE");
        var file = ProfileFile.Read(path, surroundings.Error);
        var profile = file.Profiles.GetValueOrDefault(name ?? Default);
        if (profile is null && name is not null)
        {
            throw new UsageException($"There is no profile \"{name}\" in {path}. There are: {string.Join(", ", file.Profiles.Keys.DefaultIfEmpty("none"))}.");
        }

        var setUrl = named is null ? surroundings.Variable("CLAIMCHECK_URL") : null;
        var setKey = named is null ? surroundings.Variable("CLAIMCHECK_KEY") : null;
        var isAddressOfProfile = setUrl is null || setUrl.TrimEnd('/') == profile?.Url?.TrimEnd('/');
        var key = (setKey ?? (isAddressOfProfile ? profile?.Key : null))?.Trim();
        if (string.IsNullOrEmpty(key))
        {
            throw new UsageException(
                setUrl is not null && profile?.Key is not null
                    ? "CLAIMCHECK_URL is set to another address than the profile's, whose key is not sent there: set CLAIMCHECK_KEY too."
                    : $"No key: set CLAIMCHECK_URL and CLAIMCHECK_KEY, or write a profile into {path}: {{\"profiles\":{{\"{name ?? Default}\":{{\"url\":\"{Local}\",\"key\":\"...\"}}}}}}.");
        }

        if (key.Any(letter => letter is < '!' or > '~'))
        {
            throw new UsageException("The key holds blanks or characters that no key has.");
        }

        return new(AddressOf(setUrl ?? profile?.Url ?? Local, surroundings.Error), key);
    }

    private static Uri AddressOf(string text, TextWriter warnings)
    {
        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")
            || address.UserInfo.Length > 0 || address.Query.Length > 0)
        {
            throw new UsageException("The address of the service begins with http:// or https:// and holds neither a user name nor a query: see CLAIMCHECK_URL or the profile's url.");
        }

        if (address.Scheme == "http" && !address.IsLoopback)
        {
            warnings.WriteLine($"Warning: {address.Authority} is not asked over https, so that whoever is between can read the key.");
        }

        return address;
    }
}
