namespace ClaimCheck.Api.Http;

/// <summary>A form in which a body may be sent whose rows no schema describes.</summary>
/// <param name="MediaType">Its media type.</param>
/// <param name="Example">What it may look like; works as it stands.</param>
public sealed record TextBody(string MediaType, string Example)
{
    /// <summary>Whether it is JSON after all, which tools know how to send.</summary>
    public bool IsJson => MediaType is "application/json" || MediaType.EndsWith("+json", StringComparison.Ordinal);
}

/// <summary>What bodies an endpoint takes that reads them row by row.</summary>
/// <param name="Forms">The forms they may have; the first is the one to use.</param>
public sealed record TextBodyMetadata(IReadOnlyList<TextBody> Forms);
