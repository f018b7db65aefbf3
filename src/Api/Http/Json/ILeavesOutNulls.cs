using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;

namespace ClaimCheck.Api.Http;

/// <summary>Marks what goes both ways in the manner of Google's APIs: null may be sent for what is not there, and is never answered.</summary>
[SuppressMessage("Design", "CA1040", Justification = "Says how a type is written, for which the serializer has no attribute.")]
public interface ILeavesOutNulls;

/// <summary>Makes the serializer heed the mark.</summary>
internal static class NullsLeftOut
{
    internal static void Modify(JsonTypeInfo info)
    {
        if (!info.Type.IsAssignableTo(typeof(ILeavesOutNulls)))
        {
            return;
        }

        foreach (var member in info.Properties)
        {
            member.ShouldSerialize = (_, value) => value is not null;
        }
    }
}
