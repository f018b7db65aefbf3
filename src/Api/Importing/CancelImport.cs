using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Importing.Running;
using ClaimCheck.Data;
using ClaimCheck.Domain.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Importing;

internal static class CancelImport
{
    public static async Task<Results<TaggedOk<ImportResponse>, ProblemAnswer>> Handle(
        Guid id, Caller caller, DataServices data, ImportWorker worker, CancellationToken cancellation)
    {
        if (await data.ImportReader.GetAsync(id, cancellation) is not { } import)
        {
            return Problems.NotFound("import", id);
        }

        if (import.HasEnded)
        {
            return new TaggedOk<ImportResponse>(ImportResponse.Of(import, caller.Now));
        }

        if (import.By.ActorId != caller.Key.Id && caller.Key.Role < Role.Admin)
        {
            return Problems.Of(ProblemType.Forbidden, "The import was sent with another key: only that one or an admin may stop it.");
        }

        await data.ImportStore.CancelAsync(id, caller.Now, cancellation);
        worker.Wake();
        return new TaggedOk<ImportResponse>(ImportResponse.Of((await data.ImportReader.GetAsync(id, cancellation))!, caller.Now));
    }
}
