using System.Text;
using System.Text.RegularExpressions;

namespace ClaimCheck.Benchmarks.Yardstick;

/// <summary>
/// A pgbench script out of the service's statements. pgbench's variables are numbers, so every other value is an expression
/// of one: a made-up id, or an element of a constant array. Such an expression costs about a microsecond.
/// </summary>
internal sealed partial class PgbenchScript
{
    private readonly StringBuilder lines = new();
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    public override string ToString() => lines.ToString();

    /// <summary>Sets a variable to a new number for every transaction.</summary>
    public PgbenchScript Draw(string variable, string expression)
    {
        lines.Append("\\set ").Append(variable).Append(' ').Append(expression).Append('\n');
        return this;
    }

    /// <summary>Says what a parameter of the statements is in SQL.</summary>
    public PgbenchScript Bind(string parameter, string expression)
    {
        values[parameter] = expression;
        return this;
    }

    /// <summary>Adds statements; several go out together, as the service sends them.</summary>
    /// <exception cref="BenchmarkFailedException">A statement has a parameter that was not bound: the service has changed.</exception>
    public PgbenchScript Run(params string[] statements)
    {
        lines.Append(statements.Length > 1 ? "\\startpipeline\n" : "");
        foreach (var statement in statements)
        {
            lines.Append(Parameter().Replace(statement.Trim(), name => ValueOf(name.Groups[1].Value))).Append('\n');
        }

        lines.Append(statements.Length > 1 ? "\\endpipeline\n" : "");
        return this;
    }

    /// <summary>One of a constant list of texts, chosen by a variable that counts from 1.</summary>
    public static string OneOf(IEnumerable<string> texts, string variable) =>
        $"(array[{string.Join(", ", texts.Select(Literal))}])[{variable}]";

    public static string Literal(string text) =>

        // pgbench takes a colon before a letter or digit for a variable, inside of quotes too.
        $"'{text.Replace("'", "''", StringComparison.Ordinal).Replace(":", ": ", StringComparison.Ordinal)}'";

    private string ValueOf(string parameter) => values.TryGetValue(parameter, out var value)
        ? value
        : throw new BenchmarkFailedException($"The yardstick does not know the parameter @{parameter}.");

    // Not the operators @@ and @>.
    [GeneratedRegex(@"(?<!@)@([A-Za-z]\w*)")]
    private static partial Regex Parameter();
}
