using System.Text.Json.Nodes;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace ClaimCheck.Api.Exporting;

internal static class ExportsApi
{
    public static readonly ApiTag Tag = new(
        "Exports", "Everything of one kind in one file, however much it is: a table for a spreadsheet, lines that another ledger imports, or a backup of all.");

    private const string Snapshot =
        "Oldest first, all of one moment: what is written meanwhile is not in it. What was taken down is not either. A download that breaks off before its end is not whole: ask again. At most two are made at a time.";

    public static void MapExports(this RouteGroupBuilder api)
    {
        var exports = api.MapGroup("/exports").WithTags(Tag.Name);

        exports.MapGet("/claims", ExportClaims.Handle).IsExport(Operation.ExportClaims, "claims", ExportExamples.Claims)
            .WithSummary("Export claims")
            .WithDescription($"With the filters of their list. {Snapshot} In a table the attribution is one cell, nearest hop first, such as `bbc-news > \"sources in Tehran\" (background)`.")
            .ProducesProblems(ProblemType.UnknownReference);

        exports.MapGet("/links", ExportLinks.Handle).IsExport(Operation.ExportLinks, "links", ExportExamples.Links)
            .WithSummary("Export links")
            .WithDescription($"With the filters of their list, in every state. {Snapshot}");

        exports.MapGet("/sources", ExportSources.Handle).IsExport(Operation.ExportSources, "sources", ExportExamples.Sources)
            .WithSummary("Export sources")
            .WithDescription($"With the filters of their list. {Snapshot}")
            .ProducesProblems(ProblemType.UnknownReference);

        exports.MapGet("/articles", ExportArticles.Handle).IsExport(Operation.ExportArticles, "articles", ExportExamples.Articles)
            .WithSummary("Export articles")
            .WithDescription($"With the filters of their list. {Snapshot}")
            .ProducesProblems(ProblemType.UnknownReference);

        exports.MapGet("/assessments", ExportAssessments.Handle).IsExport(Operation.ExportAssessments, "assessments", ExportExamples.Assessments)
            .WithSummary("Export assessments")
            .WithDescription($"With the filters of their list, in every state. As ClaimReview only those that are published, as one schema.org DataFeed. {Snapshot}")
            .WithMetadata(new ResponseFormMetadata(
                StatusCodes.Status200OK, ExportForm.ClaimReview.MediaType, "A schema.org DataFeed of ClaimReviews.", ExportExamples.Feed()));

        exports.MapGet("/all.ndjson", ExportAll.Handle).Is(Operation.ExportAll).MayTakeLong()
            .IsDownload("all.ndjson", [(ExportForm.NdJson, "Records of every kind, one a line: what others refer to comes first.", ExportExamples.All)])
            .WithSummary("Export everything")
            .WithDescription($"Sources, rating scales, articles, claims, links and assessments, what was judged, corrected and taken back of them, and pages of ClaimReview markup, as lines that an import takes. Imported into an empty ledger by an admin they make the same records under the same ids. {Snapshot}");
    }

    private static RouteHandlerBuilder IsExport(this RouteHandlerBuilder endpoint, Operation operation, string name, ExportExample example) =>
        endpoint.Is(operation).MayTakeLong().IsDownload(
            $"{name}.csv",
            [
                (ExportForm.NdJson, "One record a line, as an import takes it.", example.Line),
                (ExportForm.Csv, "A table with a header and a byte order mark (RFC 4180).", example.Table),
            ]);

    private static RouteHandlerBuilder IsDownload(
        this RouteHandlerBuilder endpoint, string fileName, (ExportForm Form, string Description, string Example)[] forms)
    {
        string[] types = [.. forms.Select(form => form.Form.MediaType)];
        endpoint.ProducesProblems(ProblemType.NotAcceptable).WithMetadata(
            new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), types),
            new ResponseHeaderMetadata(
                StatusCodes.Status200OK, HeaderNames.ContentDisposition, "The name of the file.", $"attachment; filename=\"{fileName}\""),
            new ResponseHeaderMetadata(
                StatusCodes.Status200OK, HeaderNames.Vary, "Names `Accept`: without `format`, that header decides the form.", HeaderNames.Accept));
        foreach (var (form, description, example) in forms)
        {
            endpoint.WithMetadata(new ResponseFormMetadata(StatusCodes.Status200OK, form.MediaType, description, JsonValue.Create(example)));
        }

        return endpoint;
    }
}
