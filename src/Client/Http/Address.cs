using System.Globalization;
using System.Text;

namespace ClaimCheck.Client;

/// <summary>Puts a path and its query together; what is null or empty is left out.</summary>
internal sealed class Address(string path)
{
    private readonly StringBuilder _text = new(path);
    private char _next = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';

    public Address With(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            _text.Append(_next).Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
            _next = '&';
        }

        return this;
    }

    public Address With(string name, int? value) => With(name, value?.ToString(CultureInfo.InvariantCulture));

    public Address With(string name, DateTimeOffset? value) => With(name, value?.ToString("O", CultureInfo.InvariantCulture));

    public Address With(string name, bool value) => With(name, value ? "true" : null);

    public Address With<T>(string name, T? value)
        where T : struct, Enum => With(name, value is { } word ? Words<T>.Of(word) : null);

    public Address With(IEnumerable<KeyValuePair<string, string>>? filters)
    {
        foreach (var (name, value) in filters ?? [])
        {
            With(name, value);
        }

        return this;
    }

    public override string ToString() => _text.ToString();
}
