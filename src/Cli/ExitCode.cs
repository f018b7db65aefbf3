namespace ClaimCheck.Cli;

/// <summary>How a command ends: what scripts branch on. docs/command-line.md and <c>--help</c> say the same.</summary>
internal static class ExitCode
{
    /// <summary>All rows are in; or what was asked for was given.</summary>
    public const int Done = 0;

    /// <summary>Some rows failed, all others are in.</summary>
    public const int RowsFailed = 1;

    /// <summary>The command was not understood, or has no file or key to work with.</summary>
    public const int WrongUsage = 2;

    /// <summary>The service refused, the import ended without a result for each row, or the result cannot be written; the same again will not help by itself.</summary>
    public const int Refused = 3;

    /// <summary>The service cannot be reached, or cannot answer just now: the same command later goes on.</summary>
    public const int NotReachable = 4;

    /// <summary>Stopped from outside, with Ctrl+C for instance.</summary>
    public const int Interrupted = 130;

    /// <summary>What <c>--help</c> says of them.</summary>
    public const string Help = """
        Exit codes:
          0    all rows are in, or what was asked for was given
          1    some rows failed; all others are in
          2    wrong usage: an unknown option, no such file, no key
          3    refused or failed: there is no result for each row
          4    the service cannot be reached or cannot answer just now: run the same command later
          130  interrupted
        """;

    /// <summary>Of several files: the worst.</summary>
    public static int Worse(int one, int other) => Math.Max(one, other);

    /// <summary>Of an import that has ended.</summary>
    /// <param name="import">The import.</param>
    /// <param name="declaredRows">How many rows were sent, where they were counted.</param>
    public static int Of(Import import, long? declaredRows)
    {
        var everyRowHasResult = (import.Rows is null || import.Rows == import.Counts.Total)
            && (declaredRows is null || declaredRows == import.Counts.Total);
        return import.State switch
        {
            ImportState.Completed when everyRowHasResult => import.Counts.Failed == 0 ? Done : RowsFailed,
            ImportState.Completed or ImportState.Incomplete or ImportState.Failed or ImportState.Cancelled
                or ImportState.Queued or ImportState.Running or ImportState.Unknown => Refused,
        };
    }
}
