using System.Text.Json;

namespace ClaimCheck.Api.Http;

/// <summary>A request type with a JSON converter of its own, which also says itself what is wrong with the JSON sent for it.</summary>
public interface IWireChecked
{
    /// <summary>Adds to <paramref name="errors"/> whatever is wrong; use <see cref="Shape.Check"/> for parts that have an ordinary shape.</summary>
    static abstract void Check(JsonElement element, string path, Errors errors);
}
