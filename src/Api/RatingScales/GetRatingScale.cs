using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using ClaimCheck.Domain.Sources;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.RatingScales;

internal static class GetRatingScale
{
    public static async Task<Results<VersionedOk<RatingScaleResponse>, NotModified, ProblemAnswer>> Handle(
        [MaxLength(Slug.MaxLength)] string scale, IfNoneMatch known, DataServices data, CancellationToken cancellation)
    {
        if (known.IsGiven && await data.ScaleReader.FindVersionAsync(scale, cancellation) is { } version && known.Has(version))
        {
            return Versioned.NotModified(version);
        }

        return await data.ScaleReader.FindAsync(scale, cancellation) is { } found
            ? Versioned.Ok(RatingScaleResponse.Of(found), found.Version)
            : Problems.NotFound("rating scale", scale);
    }
}
