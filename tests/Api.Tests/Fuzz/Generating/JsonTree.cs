using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ClaimCheck.Api.Tests.Fuzz;

/// <summary>JSON on its way out, right or wrong: a member may come twice, and a token may be anything at all.</summary>
internal abstract record JsonTree
{
    internal sealed record Members(ImmutableList<KeyValuePair<string, JsonTree>> Of) : JsonTree;

    internal sealed record Items(ImmutableList<JsonTree> Of) : JsonTree;

    /// <summary>A text, which may hold half of a surrogate pair.</summary>
    internal sealed record Text(string Value) : JsonTree;

    /// <summary>A number or literal, or something that no parser takes.</summary>
    internal sealed record Token(string Raw) : JsonTree;

    /// <summary>What a document says.</summary>
    internal static JsonTree From(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => new Members([.. json.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, From(member.Value)))]),
        JsonValueKind.Array => new Items([.. json.EnumerateArray().Select(From)]),
        JsonValueKind.String => new Text(json.GetString()!),
        _ => new Token(json.GetRawText()),
    };

    /// <summary>How many values there are in it, itself included.</summary>
    internal int Count => 1 + Children.Sum(child => child.Count);

    private IEnumerable<JsonTree> Children => this switch
    {
        Members members => members.Of.Select(member => member.Value),
        Items items => items.Of,
        _ => [],
    };

    /// <summary>The same with the value at this place, counted as it is written, changed.</summary>
    internal JsonTree With(int place, Func<JsonTree, JsonTree> change)
    {
        if (place == 0)
        {
            return change(this);
        }

        var at = 1;
        var index = 0;
        foreach (var child in Children)
        {
            if (place < at + child.Count)
            {
                return WithChild(index, child.With(place - at, change));
            }

            at += child.Count;
            index++;
        }

        return this;
    }

    /// <summary>The same with another value for a member that it has.</summary>
    internal JsonTree WithMember(string name, JsonTree value) =>
        this is Members members ? new Members(members.Of.ConvertAll(member => member.Key == name ? new(name, value) : member)) : this;

    /// <summary>Smaller ones, the smallest first.</summary>
    internal IEnumerable<JsonTree> Shrink() => this switch
    {
        Members members => members.Of.Select((_, index) => (JsonTree)new Members(members.Of.RemoveAt(index))).Concat(ShrinkChildren()),
        Items { Of.IsEmpty: false } items =>
            items.Of.Select((_, index) => (JsonTree)new Items(items.Of.RemoveAt(index))).Prepend(new Items([])).Concat(ShrinkChildren()),
        Text { Value.Length: > 1 } text => ShrinkText(text.Value).Select(value => new Text(value)),
        _ => [],
    };

    public sealed override string ToString()
    {
        var json = new StringBuilder();
        Write(json);
        return json.ToString();
    }

    private static IEnumerable<string> ShrinkText(string text) =>
        [text[..(text.Length / 2)], text[(text.Length / 2)..], text[1..], text[..^1]];

    private IEnumerable<JsonTree> ShrinkChildren() =>
        Children.SelectMany((child, index) => child.Shrink().Select(smaller => WithChild(index, smaller)));

    private JsonTree WithChild(int index, JsonTree child) => this switch
    {
        Members members => new Members(members.Of.SetItem(index, new(members.Of[index].Key, child))),
        Items items => new Items(items.Of.SetItem(index, child)),
        _ => this,
    };

    private void Write(StringBuilder json)
    {
        switch (this)
        {
            case Members members:
                WriteAll(json, '{', '}', members.Of, member =>
                {
                    Quote(json, member.Key);
                    json.Append(':');
                    member.Value.Write(json);
                });
                break;
            case Items items:
                WriteAll(json, '[', ']', items.Of, item => item.Write(json));
                break;
            case Text text:
                Quote(json, text.Value);
                break;
            case Token token:
                json.Append(token.Raw);
                break;
        }
    }

    private static void WriteAll<T>(StringBuilder json, char open, char close, ImmutableList<T> all, Action<T> write)
    {
        json.Append(open);
        foreach (var (index, one) in all.Index())
        {
            json.Append(index == 0 ? "" : ",");
            write(one);
        }

        json.Append(close);
    }

    private static void Quote(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (var (index, letter) in text.Index())
        {
            if (letter is '"' or '\\' or < ' ' || IsUnpaired(text, index))
            {
                json.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
            }
            else
            {
                json.Append(letter);
            }
        }

        json.Append('"');
    }

    private static bool IsUnpaired(string text, int index) =>
        (char.IsHighSurrogate(text[index]) && (index + 1 == text.Length || !char.IsLowSurrogate(text[index + 1])))
        || (char.IsLowSurrogate(text[index]) && (index == 0 || !char.IsHighSurrogate(text[index - 1])));
}
