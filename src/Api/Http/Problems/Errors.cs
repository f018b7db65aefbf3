namespace ClaimCheck.Api.Http;

/// <summary>Everything found wrong with one request, by JSON path, query parameter or header.</summary>
public sealed class Errors
{
    private const int Most = 50;

    private readonly Dictionary<string, List<string>> _messages = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>How many messages there are, those beyond the first fifty included.</summary>
    public int Count => _count;

    /// <summary>Notes a message such as "must be a text" about what stands at <paramref name="path"/>.</summary>
    public void Add(string path, string message)
    {
        _count++;
        if (_count > Most)
        {
            return;
        }

        if (!_messages.TryGetValue(path, out var messages))
        {
            _messages[path] = messages = [];
        }

        messages.Add(message);
    }

    /// <summary>The messages as they stand in a problem answer.</summary>
    public IReadOnlyDictionary<string, string[]> ToDictionary() =>
        _messages.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.Ordinal);

    /// <summary>A problem of this type that carries the messages.</summary>
    public ProblemAnswer As(ProblemType type) => Problems.Of(type, Summary, ToDictionary());

    private string Summary => _count switch
    {
        1 => _messages.Select(pair => $"{pair.Key} {pair.Value[0]}.").Single(),
        <= Most => $"{_count} things need changing; errors names each.",
        _ => $"{_count} things need changing; errors names the first {Most}.",
    };
}
