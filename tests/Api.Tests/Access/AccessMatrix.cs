using ClaimCheck.Api.Tests.Http;

namespace ClaimCheck.Api.Tests.Access;

/// <summary>Who comes: a column of the table.</summary>
public enum Caller
{
    /// <summary>Sends no key.</summary>
    Nobody = 1,

    /// <summary>Sends a key that was never given out.</summary>
    Garbage,

    /// <summary>Sends something that is no key at all.</summary>
    Malformed,

    /// <summary>Sends a key that was revoked.</summary>
    Revoked,

    /// <summary>Sends a key that has expired.</summary>
    Expired,

    Reader,
    Contributor,
    Editor,
    Admin,
}

/// <summary>The table of access-matrix.txt: what each caller is to get of each operation.</summary>
internal sealed class AccessMatrix
{
    private readonly Dictionary<string, Dictionary<Caller, string>> rows;

    private AccessMatrix(Dictionary<string, Dictionary<Caller, string>> rows) => this.rows = rows;

    /// <summary>The operations it has a line for.</summary>
    internal IReadOnlyCollection<string> Operations => rows.Keys;

    /// <summary>How many cells it has.</summary>
    internal int Cells => rows.Values.Sum(row => row.Count);

    /// <summary>What the caller is to get: <c>401</c>, <c>403</c> or <c>in</c>.</summary>
    internal string this[string operation, Caller caller] => rows[operation][caller];

    /// <summary>Reads it as it is committed.</summary>
    internal static AccessMatrix Read() =>
        Parse(File.ReadAllLines(Path.Combine(Repository.Root, "tests", "Api.Tests", "Access", "access-matrix.txt")));

    private static AccessMatrix Parse(IEnumerable<string> lines)
    {
        var table = lines.Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        var callers = table[0].Skip(1).Select(name => Enum.Parse<Caller>(name, ignoreCase: true)).ToList();
        Assert.Equal(Enum.GetValues<Caller>(), callers);
        Assert.All(table.Skip(1), row =>
        {
            Assert.Equal(callers.Count + 1, row.Length);
            Assert.All(row.Skip(1), cell => Assert.Contains(cell, (string[])["401", "403", "in"]));
        });
        return new AccessMatrix(table.Skip(1).ToDictionary(
            row => row[0], row => callers.Zip(row.Skip(1)).ToDictionary(cell => cell.First, cell => cell.Second)));
    }
}
