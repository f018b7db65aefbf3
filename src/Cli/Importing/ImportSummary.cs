using System.Globalization;

namespace ClaimCheck.Cli;

/// <summary>What became of an import, in words.</summary>
internal static class ImportSummary
{
    /// <summary>How it ended, with what to do about it.</summary>
    public static string Of(string file, Import import, string? errors, int exitCode)
    {
        var counts = Counts(import.Counts);
        var text = import.State switch
        {
            ImportState.Completed when exitCode == ExitCode.Refused =>
                $"the service gave a result for {Shown.Number(import.Counts.Total)} rows only ({counts}), not for all that were sent",
            ImportState.Completed => $"{Done(import)}: {counts}{Time(import)}",
            ImportState.Incomplete => $"incomplete, nothing was stored. {Shown.Line(import.Problem)}",
            ImportState.Failed => $"failed. {Shown.Line(import.Problem)} {Capitalised(counts)}.",
            ImportState.Cancelled when import.OnError == OnError.Abort || import.Mode == ImportMode.DryRun => $"cancelled, nothing was stored: {counts}",
            ImportState.Cancelled => $"cancelled; what was stored stays: {counts}",
            ImportState.Queued or ImportState.Running or ImportState.Unknown => $"not ended: {counts}",
        };
        return $"{file}: {text.Trim()}{(errors is null ? "" : $"\n{WhatToMend(import, errors)}")}";
    }

    /// <summary>How far a running import has come.</summary>
    public static string OfProgress(Import import)
    {
        if (import.State == ImportState.Queued)
        {
            return "waiting for its turn";
        }

        var rows = import.Rows is { } all ? $"{Shown.Number(import.Counts.Total)} of {Shown.Number(all)} rows" : $"{Shown.Number(import.Counts.Total)} rows";
        var rate = import.RowsPerSecond is { } speed ? $" · {Shown.Number(speed)}/s" : "";
        var left = import.SecondsLeft is { } seconds ? $" · {Span(TimeSpan.FromSeconds(Math.Clamp(seconds, 0, 1e7)))} left" : "";
        var failed = import.Counts.Failed > 0 ? $" · {Shown.Number(import.Counts.Failed)} failed" : "";
        return rows + rate + left + failed;
    }

    private static string WhatToMend(Import import, string errors) => import.Format == ImportFormat.Csv
        ? $"Rows that failed: {errors}, with the reasons beside them. Mend them there and import that file with the same options."
        : $"Why rows failed: {errors}. To mend them and send them again: claimcheck rows {import.Id} --result failed --output again.ndjson";

    private static string Done(Import import)
    {
        var rows = import.Counts.Total == 1 ? "1 row" : $"{Shown.Number(import.Counts.Total)} rows";
        return import.Mode == ImportMode.DryRun ? $"checked {rows}, stored nothing" : $"imported {rows}";
    }

    private static string Counts(ImportCounts counts)
    {
        (long Count, string Word)[] all =
        [
            (counts.Created, "created"), (counts.Updated, "updated"), (counts.Unchanged, "unchanged"), (counts.Skipped, "skipped"), (counts.Failed, "failed"),
        ];
        var said = all.Where(part => part.Count > 0).Select(part => $"{Shown.Number(part.Count)} {part.Word}");
        return string.Join(", ", said.DefaultIfEmpty("no rows"));
    }

    private static string Time(Import import)
    {
        if (import.FinishedAt - import.StartedAt is not { } taken || taken <= TimeSpan.Zero)
        {
            return "";
        }

        return string.Create(CultureInfo.InvariantCulture, $", in {Span(taken)}");
    }

    private static string Span(TimeSpan span)
    {
        if (span < TimeSpan.FromMinutes(1))
        {
            return string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(span.TotalSeconds)} s");
        }

        var (hours, rest) = ((int)span.TotalHours, span.ToString(@"mm\:ss", CultureInfo.InvariantCulture));
        return hours == 0 ? rest : string.Create(CultureInfo.InvariantCulture, $"{hours}:{rest}");
    }

    private static string Capitalised(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
