using System.CommandLine;
using System.Text.Json;

namespace ClaimCheck.Cli;

/// <summary>An option whose value is one of a few words, which are those on the wire.</summary>
internal static class Choice
{
    /// <summary>Makes one.</summary>
    /// <param name="name">As it is typed.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="words">What may be typed, and what it means.</param>
    /// <typeparam name="T">What it means.</typeparam>
    public static Option<T?> Of<T>(string name, string description, IReadOnlyDictionary<string, T> words)
        where T : struct, Enum
    {
        var option = new Option<T?>(name)
        {
            Description = description,
            HelpName = string.Join('|', words.Keys),
            CustomParser = result =>
            {
                var typed = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
                if (words.TryGetValue(typed, out var value))
                {
                    return value;
                }

                result.AddError($"{name} is one of {string.Join(", ", words.Keys)}.");
                return null;
            },
        };
        option.CompletionSources.Add([.. words.Keys]);
        return option;
    }

    /// <summary>The words for all members of an enum but the one for words that are not known.</summary>
    public static Dictionary<string, T> Words<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>().Where(member => !member.Equals(default(T)))
            .ToDictionary(member => JsonNamingPolicy.SnakeCaseLower.ConvertName(member.ToString()), member => member);
}
