using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClaimCheck.Api.Http;

/// <summary>The words that enum values have on the wire, in their declared order.</summary>
public static class EnumWords
{
    private static readonly ConcurrentDictionary<Type, Vocabulary> Known = new();

    /// <summary>The words of an enum type.</summary>
    public static IReadOnlyList<string> Of(Type type) => Known.GetOrAdd(type, Vocabulary.From).Words;

    /// <summary>The value that a word stands for; words are compared letter by letter.</summary>
    public static bool TryRead(Type type, string word, out object? value) =>
        Known.GetOrAdd(type, Vocabulary.From).Values.TryGetValue(word, out value);

    /// <summary>What to say when a word is none of them.</summary>
    public static string Complaint(Type type) => $"must be one of: {string.Join(", ", Of(type))}";

    private sealed record Vocabulary(IReadOnlyList<string> Words, Dictionary<string, object?> Values)
    {
        internal static Vocabulary From(Type type)
        {
            var fields = type.GetFields(BindingFlags.Public | BindingFlags.Static);
            var words = fields.Select(WordOf).ToArray();
            return new(words, words.Zip(fields).ToDictionary(pair => pair.First, pair => pair.Second.GetValue(null), StringComparer.Ordinal));
        }

        private static string WordOf(FieldInfo field) =>
            field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
            ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(field.Name);
    }
}
