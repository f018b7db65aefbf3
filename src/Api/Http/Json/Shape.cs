using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ClaimCheck.Api.Http;

/// <summary>What JSON must look like to become a type, and everything in which it does not.</summary>
public sealed class Shape
{
    private static readonly ConcurrentDictionary<Type, Shape> Known = new();
    private static readonly MethodInfo OwnCheckOf = ((Action<JsonElement, string, Errors>)OwnCheck<NeverSent>).Method.GetGenericMethodDefinition();

    private const int LongestPlainName = 64;

    private readonly JsonTypeInfo _info;
    private readonly Action<JsonElement, string, Errors>? _ownCheck;
    private readonly Place[] _order = [];
    private readonly Dictionary<string, Place> _members = new(StringComparer.Ordinal);
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
            _order = [.. _info.Properties.Where(IsTaken).Select((member, index) => new Place(ShapeMember.From(member), index))];
            _members = _order.ToDictionary(place => place.Member.Name, StringComparer.Ordinal);
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
        Span<bool> given = stackalloc bool[_order.Length];
        foreach (var sent in element.EnumerateObject())
        {
            if (Find(sent) is not { } place)
            {
                errors.Add(JsonPath.Member(path, sent.Name), _memberNames.Length == 0
                    ? "is not a member of this request, which has none"
                    : $"is not a member of this request; known members are {_memberNames}");
                continue;
            }

            given[place.Index] = true;
            var member = place.Member;
            if (sent.Value.ValueKind != JsonValueKind.Null)
            {
                place.Shape.CheckMember(sent.Value, path, member.Name, errors, isPatch);
            }
            else if (isPatch ? member.IsRequired : !member.TakesNull)
            {
                errors.Add(JsonPath.Member(path, member.Name), isPatch ? "is required and cannot be removed" : "must not be null");
            }
        }

        foreach (var place in _order)
        {
            if (!isPatch && place.Member.IsRequired && !given[place.Index])
            {
                errors.Add(JsonPath.Member(path, place.Member.Name), "is required");
            }
        }
    }

    /// <summary>Checks the value of a member. Its path is put together only where something is wrong or there is more inside.</summary>
    private void CheckMember(JsonElement value, string ownerPath, string name, Errors errors, bool isPatch)
    {
        if (_ownCheck is not null || _info.Kind != JsonTypeInfoKind.None)
        {
            Check(value, JsonPath.Member(ownerPath, name), errors, isPatch);
        }
        else if (Scalar.Complaint(value, _info) is { } complaint)
        {
            errors.Add(JsonPath.Member(ownerPath, name), complaint);
        }
    }

    /// <summary>The member that is sent, found without making a text of its name if that is a plain one.</summary>
    private Place? Find(JsonProperty sent)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(sent);
        if (raw.Length > LongestPlainName || raw.Contains((byte)'\\'))
        {
            return _members.GetValueOrDefault(sent.Name);
        }

        Span<char> name = stackalloc char[LongestPlainName];
        var length = Encoding.UTF8.GetChars(raw, name);
        return _members.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name[..length], out var place) ? place : null;
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

    /// <summary>A member, where it stands among the others, and what it must look like, which is found out when it is first sent: types may hold themselves.</summary>
    private sealed class Place(ShapeMember member, int index)
    {
        private Shape? _shape;

        internal ShapeMember Member => member;

        internal int Index => index;

        internal Shape Shape => _shape ??= Of(member.Type);
    }

    /// <summary>Stands for any type in the name of the generic method.</summary>
    private sealed class NeverSent : IWireChecked
    {
        static void IWireChecked.Check(JsonElement element, string path, Errors errors) => errors.Add(path, "is never sent");
    }
}
