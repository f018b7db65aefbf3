using System.Collections.Frozen;
using System.Reflection;

namespace ClaimCheck.Data;

/// <summary>
/// The named statements of one <c>.sql</c> file beside its store. A statement begins at a line <c>-- name: ClaimInsert</c>; a
/// fragment (<c>-- fragment: ...</c>) is text that a list puts at its <c>/*filters*/</c> mark, and a part (<c>-- part: rows</c>) what
/// several statements have in common, at their marks <c>/*part rows*/</c> further down. Nothing a user sent ever becomes SQL.
/// Each is sent with its name as a comment, by which it is known again in spans, <c>pg_stat_activity</c> and slow-query logs; but for
/// a COPY (<c>-- copy: ...</c>), which Npgsql takes only as it stands.
/// </summary>
internal sealed class Sql
{
    private const string StatementMark = "-- name: ";
    private const string NameMark = "-- ";
    private const string FragmentMark = "-- fragment: ";
    private const string CopyMark = "-- copy: ";
    private const string PartMark = "-- part: ";
    private const string PartPlace = "/*part ";
    private const string PlaceEnd = "*/";
    private const string FilterMark = "/*filters*/";

    private readonly FrozenDictionary<string, string> statements;
    private readonly FrozenDictionary<string, string> fragments;
    private readonly FrozenDictionary<string, string> copies;

    private Sql(Dictionary<string, string> statements, Dictionary<string, string> fragments, Dictionary<string, string> copies)
    {
        this.statements = statements.ToFrozenDictionary();
        this.fragments = fragments.ToFrozenDictionary();
        this.copies = copies.ToFrozenDictionary();
    }

    /// <summary>Every statement as it is sent, by name; a list's once bare and once with every one of its file's fragments.</summary>
    public IEnumerable<(string Name, string Text)> All =>
        statements.Select(s => (s.Key, s.Value)).Concat(
            statements.Where(s => s.Value.Contains(FilterMark, StringComparison.Ordinal))
                .SelectMany(s => fragments.Select(f => ($"{s.Key} {f.Key}", s.Value.Replace(FilterMark, f.Value, StringComparison.Ordinal)))));

    /// <summary>The files there are.</summary>
    public static IEnumerable<string> Files => typeof(Sql).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith("sql/", StringComparison.Ordinal))
        .Select(name => name["sql/".Length..^".sql".Length]);

    /// <summary>The statement of this name.</summary>
    public string this[string name] => statements[name];

    /// <summary>The COPY of this name.</summary>
    public string Copy(string name) => copies[name];

    /// <summary>A list's statement with the named fragments in its place for filters.</summary>
    public string With(string name, IEnumerable<string> filters) =>
        statements[name].Replace(FilterMark, string.Concat(filters.Select(f => fragments[f])), StringComparison.Ordinal);

    /// <summary>Reads a file that was built into this assembly.</summary>
    public static Sql Load(string file)
    {
        var statements = new Dictionary<string, string>();
        var fragments = new Dictionary<string, string>();
        var copies = new Dictionary<string, string>();
        var parts = new Dictionary<string, string>();
        Dictionary<string, string> into = statements;
        var name = "";
        foreach (var line in ReadResource($"sql/{file}.sql").Split('\n'))
        {
            if (line.StartsWith(StatementMark, StringComparison.Ordinal))
            {
                (into, name) = (statements, line[StatementMark.Length..].Trim());
                into.Add(name, $"{NameMark}{name}\n");
            }
            else if (line.StartsWith(CopyMark, StringComparison.Ordinal))
            {
                (into, name) = (copies, line[CopyMark.Length..].Trim());
                into.Add(name, "");
            }
            else if (line.StartsWith(PartMark, StringComparison.Ordinal))
            {
                (into, name) = (parts, line[PartMark.Length..].Trim());
                into.Add(name, "");
            }
            else if (line.StartsWith(FragmentMark, StringComparison.Ordinal))
            {
                (into, name) = (fragments, line[FragmentMark.Length..].Trim());
                into.Add(name, "");
            }
            else if (name.Length > 0 && !line.StartsWith("--", StringComparison.Ordinal))
            {
                into[name] += (line.StartsWith(PartPlace, StringComparison.Ordinal) ? parts[line[PartPlace.Length..^PlaceEnd.Length]].TrimEnd() : line) + "\n";
            }
        }

        return new Sql(statements, fragments, copies);
    }

    /// <summary>The name that a statement was sent with; null where it is none of these.</summary>
    public static string? NameOf(string text) =>
        text.StartsWith(NameMark, StringComparison.Ordinal) ? text[NameMark.Length..text.IndexOf('\n', StringComparison.Ordinal)] : null;

    internal static string ReadResource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} was not built into the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
