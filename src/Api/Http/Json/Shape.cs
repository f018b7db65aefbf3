using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ClaimCheck.Api.Http;

/// <summary>What JSON must look like to become a type, and everything in which it does not.</summary>
public sealed class Shape
{
    private static readonly ConcurrentDictionary<Type, Shape> Known = new();
    private static readonly MethodInfo OwnCheckOf = ((Action<JsonElement, string, Errors>)OwnCheck<NeverSent>).Method.GetGenericMethodDefinition();

    private readonly JsonTypeInfo _info;
    private readonly Action<JsonElement, string, Errors>? _ownCheck;
    private readonly Dictionary<string, ShapeMember> _members = new(StringComparer.Ordinal);
    private readonly string _memberNames = string.Empty;

    private Shape(Type type)
    {
        _info = WireJson.Options.GetTypeInfo(type);
        if (type.IsAssignableTo(typeof(IWireChecked)))
        {
            _ownCheck = OwnCheckOf.MakeGenericMethod(type).CreateDelegate<Action<JsonElement, string, Errors>>();
        }
        else if (_info.Kind == JsonTypeInfoKind.Object)
        {
            _members = _info.Properties.Where(IsTaken).Select(ShapeMember.From).ToDictionary(member => member.Name, StringComparer.Ordinal);
            _memberNames = string.Join(", ", _members.Keys);
        }
    }

    /// <summary>Adds to <paramref name="errors"/> whatever keeps <paramref name="element"/> from being a <typeparamref name="T"/>.</summary>
    public static void Check<T>(JsonElement element, string path, Errors errors) =>
        Of(typeof(T)).Check(element, path, errors, isPatch: false);

    internal static void CheckPatch<T>(JsonElement element, Errors errors) =>
        Of(typeof(T)).Check(element, JsonPath.Root, errors, isPatch: true);

    /// <summary>The members of an object as they are read, or, where they are only written, as they are written.</summary>
    internal static IEnumerable<ShapeMember> MembersOf(Type type)
    {
        var shape = Of(type);
        return shape._ownCheck is null && shape._info.Kind == JsonTypeInfoKind.Object
            ? shape._info.Properties.Select(ShapeMember.From)
            : [];
    }

    private static Shape Of(Type type) => Known.GetOrAdd(Nullable.GetUnderlyingType(type) ?? type, bare => new Shape(bare));

    private static bool IsTaken(JsonPropertyInfo member) => member.Set is not null || member.AssociatedParameter is not null;

    private static void OwnCheck<T>(JsonElement element, string path, Errors errors)
        where T : IWireChecked => T.Check(element, path, errors);

    private void Check(JsonElement element, string path, Errors errors, bool isPatch)
    {
        if (_ownCheck is not null)
        {
            _ownCheck(element, path, errors);
            return;
        }

        switch (_info.Kind)
        {
            case JsonTypeInfoKind.Object when element.ValueKind == JsonValueKind.Object:
                CheckMembers(element, path, errors, isPatch);
                break;
            case JsonTypeInfoKind.Enumerable when element.ValueKind == JsonValueKind.Array:
                CheckItems(element, path, errors);
                break;
            case JsonTypeInfoKind.Dictionary when element.ValueKind == JsonValueKind.Object:
                CheckEntries(element, path, errors);
                break;
            case JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary:
                errors.Add(path, "must be an object");
                break;
            case JsonTypeInfoKind.Enumerable:
                errors.Add(path, "must be a list");
                break;
            default:
                if (Scalar.Complaint(element, _info) is { } complaint)
                {
                    errors.Add(path, complaint);
                }

                break;
        }
    }

    private void CheckMembers(JsonElement element, string path, Errors errors, bool isPatch)
    {
        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (var sent in element.EnumerateObject())
        {
            var memberPath = JsonPath.Member(path, sent.Name);
            if (!_members.TryGetValue(sent.Name, out var member))
            {
                errors.Add(memberPath, _memberNames.Length == 0
                    ? "is not a member of this request, which has none"
                    : $"is not a member of this request; known members are {_memberNames}");
                continue;
            }

            given.Add(sent.Name);
            if (sent.Value.ValueKind != JsonValueKind.Null)
            {
                Of(member.Type).Check(sent.Value, memberPath, errors, isPatch);
            }
            else if (isPatch ? member.IsRequired : !member.TakesNull)
            {
                errors.Add(memberPath, isPatch ? "is required and cannot be removed" : "must not be null");
            }
        }

        foreach (var missing in isPatch ? [] : _members.Values.Where(member => member.IsRequired && !given.Contains(member.Name)))
        {
            errors.Add(JsonPath.Member(path, missing.Name), "is required");
        }
    }

    private void CheckItems(JsonElement element, string path, Errors errors)
    {
        var index = 0;
        foreach (var item in element.EnumerateArray())
        {
            CheckPart(item, JsonPath.Item(path, index++), errors);
        }
    }

    private void CheckEntries(JsonElement element, string path, Errors errors)
    {
        foreach (var entry in element.EnumerateObject())
        {
            CheckPart(entry.Value, JsonPath.Member(path, entry.Name), errors);
        }
    }

    private void CheckPart(JsonElement part, string path, Errors errors)
    {
        if (part.ValueKind == JsonValueKind.Null)
        {
            errors.Add(path, "must not be null");
            return;
        }

        Of(_info.ElementType!).Check(part, path, errors, isPatch: false);
    }

    /// <summary>Stands for any type in the name of the generic method.</summary>
    private sealed class NeverSent : IWireChecked
    {
        static void IWireChecked.Check(JsonElement element, string path, Errors errors) => errors.Add(path, "is never sent");
    }
}
