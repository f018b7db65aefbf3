using System.Net.Http.Headers;

namespace ClaimCheck.Client;

/// <summary>The API key, which leaves this class in the header of a request only.</summary>
internal sealed class AccessKey
{
    private readonly string _key;

    public AccessKey(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        // Checked here because a header refuses such a value with a message that shows it.
        if (key.Length == 0 || key.Any(letter => letter is < '!' or > '~'))
        {
            throw new ArgumentException("The API key is empty, or holds blanks or characters that no key has.", nameof(key));
        }

        _key = key;
    }

    public void Authorize(HttpRequestMessage request) => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _key);

    /// <summary>The text without the key, should something between here and the service have put it into an answer.</summary>
    public string? RemoveFrom(string? text) => text?.Replace(_key, "[key]", StringComparison.Ordinal);

    public override string ToString() => "[key]";
}
