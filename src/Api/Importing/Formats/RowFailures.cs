using System.Globalization;
using ClaimCheck.Api.Http;
using ClaimCheck.Domain.Importing;

namespace ClaimCheck.Api.Importing.Formats;

/// <summary>Says of a row what a single write would have been answered.</summary>
internal static class RowFailures
{
    /// <summary>What a row is called.</summary>
    internal const string Row = "the row";

    /// <summary>A row that is no JSON, or is something else than an object.</summary>
    internal static RowFailure NotJson(string message) => new(ProblemType.InvalidRequest.Slug, JsonPath.Root, message);

    /// <summary>The first thing that is wrong, with the number of others. A member is called by its path, the row as a whole by its name.</summary>
    internal static RowFailure Of(ProblemAnswer refusal)
    {
        var (path, messages) = refusal.Errors.First();
        var others = refusal.Errors.Values.Sum(each => each.Length) - 1;
        return new(refusal.Type.Slug, path, Sentence(path, messages[0], others));
    }

    /// <summary>What is wrong with what stands at a path, as a sentence.</summary>
    internal static string Sentence(string path, string message, int others = 0)
    {
        var (subject, complaint) = (path, message);
        if (path == JsonPath.Root)
        {
            (subject, complaint) = ("The row", message.StartsWith($"{Row} ", StringComparison.Ordinal) ? message[(Row.Length + 1)..] : message);
        }
        else if (path.StartsWith("$.", StringComparison.Ordinal))
        {
            subject = path[2..];
        }

        return others == 0
            ? $"{subject} {complaint}."
            : string.Create(CultureInfo.InvariantCulture, $"{subject} {complaint} (and {others} more).");
    }
}
