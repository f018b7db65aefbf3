using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data.Sample;

namespace ClaimCheck.Api.Importing;

internal static class ImportsApi
{
    public static readonly ApiTag Tag = new(
        "Imports", "Ten rows or a million at once: each has a result, one that fails costs no other, and the same file again changes nothing.");

    private const string IdMeaning = "The import's id.";

    public static void MapImports(this RouteGroupBuilder api)
    {
        var imports = api.MapGroup("/imports").WithTags(Tag.Name);

        imports.MapPost("/", StartImport.Handle).Is(Operation.StartImport)
            .WithSummary("Import a file")
            .WithDescription("Sources, articles, claims, links, assessments and ClaimReviews in any order, as NDJSON; claims as CSV; ClaimReviews as JSON-LD or out of a web page; answers of Google's claim search. Rows are found again by their externalId or slug, or by what they say, so that a file can be sent again. What is done within two seconds is answered with its results, anything longer with 202 and where to look. With `Idempotency-Key` the answer is always 202.")
            .MayTakeLong();

        imports.MapGet("/", ListImports.Handle).Is(Operation.ListImports)
            .WithSummary("List imports")
            .WithDescription("Newest first, for 30 days after they ended.");

        imports.MapGet("/{id:uuid}", GetImport.Handle).Is(Operation.GetImport)
            .WithSummary("Read an import")
            .WithDescription("How far it has come, how quick it is, and the first rows that failed.")
            .WithExample("id", SampleImport.Id.ToString(), IdMeaning)
            .ProducesProblems(ProblemType.NotFound);

        imports.MapDelete("/{id:uuid}", CancelImport.Handle).Is(Operation.CancelImport)
            .WithSummary("Stop an import")
            .WithDescription("What is stored by then stays; the rest counts as skipped. Only with the key it was sent with, or as an admin. One that has ended stays as it is.")
            .WithExample("id", SampleImport.Id.ToString(), IdMeaning)
            .ProducesProblems(ProblemType.NotFound);

        imports.MapGet("/{id:uuid}/rows", ListImportRows.Handle).Is(Operation.ListImportRows)
            .WithSummary("Read what became of the rows")
            .WithDescription("In the order of the file. `result=failed` with `format=csv` or `ndjson` gives back the rows that failed as they were sent, with the reason beside them, to be mended and sent again.")
            .WithExample("id", SampleImport.Id.ToString(), IdMeaning)
            .ProducesProblems(ProblemType.NotFound, ProblemType.NotAcceptable)
            .MayTakeLong();

        imports.MapGet("/{id:uuid}/events", WatchImport.Handle).Is(Operation.WatchImport)
            .WithSummary("Watch an import")
            .WithDescription("Server-sent events, one a second: `progress` with the import as it is, and `end` when it has ended.")
            .WithExample("id", SampleImport.Id.ToString(), IdMeaning)
            .ProducesProblems(ProblemType.NotFound)
            .MayTakeLong();
    }
}
