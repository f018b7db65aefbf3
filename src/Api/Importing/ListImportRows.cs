using System.Globalization;
using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using ClaimCheck.Domain.Importing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace ClaimCheck.Api.Importing;

/// <summary>The form of a list of rows.</summary>
public enum RowsFormat
{
    /// <summary>A page of JSON.</summary>
    Json = 1,

    /// <summary>All of them, one JSON object a line.</summary>
    Ndjson,

    /// <summary>All of them as CSV: those of a CSV file with their own columns.</summary>
    Csv,
}

/// <summary>Which rows.</summary>
public sealed class ListImportRowsQuery : PageQuery
{
    /// <summary>What became of them.</summary>
    [QueryWord("Only rows with this result.", Example = "failed")]
    public RowResult? Result { get; init; }

    /// <summary>The form.</summary>
    [QueryWord("The form of the answer, whatever `Accept` says: a page of `json`, or all rows at once as `ndjson` or `csv`.")]
    public RowsFormat? Format { get; init; }
}

internal static class ListImportRows
{
    private static readonly string[] MediaTypes = ["application/json", RowsDownload.Ndjson, RowsDownload.Csv];

    public static async Task<Results<PageAnswer<Page<ImportedRow>>, RowsDownload, ProblemAnswer>> Handle(
        Guid id, Query<ListImportRowsQuery> query, HttpRequest request, DataServices data, CancellationToken cancellation)
    {
        var asked = query.Value;
        if ((asked.Format ?? Accepted(request)) is not { } format)
        {
            return Problems.Of(
                ProblemType.NotAcceptable,
                $"Accept allows none of the forms of this answer: {string.Join(", ", MediaTypes)}. Name one of them, or say with format which you want.")
                .WithHeader(HeaderNames.Vary, HeaderNames.Accept);
        }

        if (await data.ImportReader.GetAsync(id, cancellation) is not { } import)
        {
            return Problems.NotFound("import", id);
        }

        if (format != RowsFormat.Json)
        {
            return new RowsDownload(import, asked.Result, format, data);
        }

        var after = query.After is { } position ? int.Parse(position, CultureInfo.InvariantCulture) : 0;
        var rows = await data.ImportReader.ListRowsAsync(id, asked.Result, after, asked.Limit, cancellation);
        return query.Page([.. rows.Rows.Select(ImportedRow.Of)], rows.HasMore, row => row.Line.ToString(CultureInfo.InvariantCulture));
    }

    private static RowsFormat? Accepted(HttpRequest request) => Accept.BestOf(request, MediaTypes) is { } place ? (RowsFormat)(place + 1) : null;
}
