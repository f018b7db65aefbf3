namespace ClaimCheck.Cli;

/// <summary>Says that something went wrong, to people or to machines.</summary>
internal static class FailureOutput
{
    public static void Write(Failure failure, Surroundings surroundings, bool asJson, string? file = null)
    {
        if (!asJson)
        {
            surroundings.Error.WriteLine(Shown.Text(file is null ? failure.Message : $"{file}: {failure.Message}"));
            return;
        }

        surroundings.Out.WriteLine(JsonLines.Of(new
        {
            Event = "problem",
            File = file,
            failure.ExitCode,
            failure.Problem?.Type,
            Status = (int?)failure.Problem?.Status,
            Title = failure.Problem?.Title ?? failure.Message,
            failure.Problem?.Detail,
            Errors = failure.Problem?.Errors is { Count: > 0 } errors ? errors : null,
            failure.Problem?.TraceId,
        }));
    }
}
