using ClaimCheck.Domain.Values;

namespace ClaimCheck.Api.Http;

/// <summary>Instants: <see cref="Rfc3339"/> with an offset on the way in, UTC on the way out.</summary>
public sealed class InstantJson : WireText<DateTimeOffset>
{
    /// <inheritdoc/>
    public override string? Format => "date-time";

    /// <inheritdoc/>
    public override int MaxLength => Rfc3339.MaxLength;

    /// <inheritdoc/>
    public override string Example => "2014-09-19T08:30:00Z";

    /// <inheritdoc/>
    public override string? Read(string text, out DateTimeOffset value) => Rfc3339.Read(text, out value);

    /// <inheritdoc/>
    public override string Write(DateTimeOffset value) => Rfc3339.Write(value);
}
