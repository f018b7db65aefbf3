using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.OriginJudgements;

internal static class GetOriginJudgement
{
    public static async Task<Results<VersionedOk<OriginJudgementResponse>, NotModified, ProblemAnswer>> Handle(
        Guid id, IfNoneMatch known, DataServices data, CancellationToken cancellation)
    {
        if (known.IsGiven && await data.OriginJudgementReader.GetVersionAsync(id, cancellation) is { } version && known.Has(version))
        {
            return Versioned.NotModified(version);
        }

        return await data.OriginJudgementReader.GetAsync(id, cancellation) is { } judgement
            ? Versioned.Ok(OriginJudgementResponse.Of(judgement), judgement.Version)
            : Problems.NotFound("judgement on origins", id);
    }
}
