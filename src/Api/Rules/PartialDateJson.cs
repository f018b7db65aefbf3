using ClaimCheck.Api.Http;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Api.Rules;

/// <summary>Dates that keep the precision they were sent in.</summary>
public sealed class PartialDateJson : WireText<PartialDate>
{
    /// <inheritdoc/>
    public override string? Pattern => @"^[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2}))?)?)?$";

    /// <inheritdoc/>
    public override int MaxLength => 35;

    /// <inheritdoc/>
    public override string Example => "2014-09";

    /// <inheritdoc/>
    public override string? Read(string text, out PartialDate value) =>
        PartialDate.TryParse(text, out value) ? null : "must be " + PartialDate.Expected;

    /// <inheritdoc/>
    public override string Write(PartialDate value) => value.ToString();
}
