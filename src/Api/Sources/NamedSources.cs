using ClaimCheck.Api.Http;
using ClaimCheck.Data;

namespace ClaimCheck.Api.Sources;

/// <summary>Turns the sources that a list's filters name into ids; a name that nobody has is refused rather than found nowhere.</summary>
/// <param name="data">Where sources are.</param>
internal sealed class NamedSources(DataServices data)
{
    private readonly Errors errors = new();

    /// <summary>The answer to a request that named unknown sources; null while all are known.</summary>
    public ProblemAnswer? Refusal => errors.IsEmpty ? null : errors.As(ProblemType.UnknownReference);

    public async Task<Guid?> FindAsync(string parameter, string? reference, CancellationToken cancellation)
    {
        if (reference is null)
        {
            return null;
        }

        var source = await data.Directory.FindAsync(reference, cancellation);
        if (source is null)
        {
            errors.Add(parameter, "names no source that is known");
        }

        return source?.Id;
    }

    public async Task<Guid?> FindFamilyAsync(string parameter, string? reference, CancellationToken cancellation) =>
        await FindAsync(parameter, reference, cancellation) is { } id
            ? (await data.SourceReader.GetAsync(id, cancellation))?.Family.Id
            : null;
}
