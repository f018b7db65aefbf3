using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Values;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Importing;

internal static class GetImport
{
    public static async Task<Results<TaggedOk<ImportResponse>, ProblemAnswer>> Handle(
        Guid id, DataServices data, TimeProvider clock, CancellationToken cancellation)
    {
        if (await data.ImportReader.GetAsync(id, cancellation) is not { } import)
        {
            return Problems.NotFound("import", id);
        }

        return new TaggedOk<ImportResponse>(await DescribeAsync(import, data, clock, cancellation));
    }

    /// <summary>An import with its first failures.</summary>
    public static async Task<ImportResponse> DescribeAsync(Import import, DataServices data, TimeProvider clock, CancellationToken cancellation)
    {
        var failures = import.Counts.Failed == 0
            ? []
            : (await data.ImportReader.ListRowsAsync(import.Id, RowResult.Failed, 0, ImportResponse.MostFailures, cancellation)).Rows;
        return ImportResponse.Of(import, clock.Now(), failures);
    }
}
