using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClaimCheck.Domain;

/// <summary>
/// The words by which an enum's members are known on the wire and in the database: <c>snake_case</c>, or what
/// <see cref="JsonStringEnumMemberNameAttribute"/> says (the Admiralty grades are capital letters).
/// </summary>
/// <typeparam name="T">The enum.</typeparam>
public static class Words<T> where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> ByMember = Enum.GetValues<T>().ToFrozenDictionary(m => m, WordOf);

    private static readonly FrozenDictionary<string, T> ByWord =
        ByMember.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>Every word, in the order in which the members are declared.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<T>().Select(m => ByMember[m])];

    /// <summary>The word of a member.</summary>
    public static string Of(T member) => ByMember[member];

    /// <summary>The member a word stands for. The word comes from a checked place: an unknown one is a defect.</summary>
    /// <exception cref="KeyNotFoundException">No member has this word.</exception>
    public static T Parse(string word) => ByWord[word];

    /// <summary>The member a word stands for, if there is one. Case matters.</summary>
    public static bool TryParse(string word, out T member) => ByWord.TryGetValue(word, out member);

    private static string WordOf(T member)
    {
        var name = member.ToString();
        var given = typeof(T).GetField(name)!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>();
        return given?.Name ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
    }
}
