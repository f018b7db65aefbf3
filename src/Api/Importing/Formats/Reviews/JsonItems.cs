using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace ClaimCheck.Api.Importing.Formats.Reviews;

/// <summary>
/// Cuts the items out of one JSON value of any size: the elements of an array, those of the members that are named, or, where there
/// is neither, the value itself.
/// </summary>
/// <param name="window">The JSON, of which some may have been read.</param>
/// <param name="members">Members of an object at the root whose elements are items.</param>
internal sealed class JsonItems(ByteWindow window, params string[] members)
{
    /// <summary>How deep JSON may be nested before nobody looks for its items any more. A row may be nested less deep, which its parser says.</summary>
    private const int DeepestNesting = 1000;

    /// <summary>A reader takes a text, and the white space before it, as a whole: so much of the body is held at the most.</summary>
    internal const int LongestText = 4 * CutRow.Most;

    private readonly byte[][] _members = [.. members.Select(System.Text.Encoding.UTF8.GetBytes)];
    private JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = DeepestNesting });
    private int _at;
    private int _begin = -1;
    private byte[]? _cut;
    private bool _hasBegun;
    private bool _isFinal;
    private JsonTokenType _token;
    private int _tokenBegin;
    private int _depth;
    private bool _isItemMember;

    /// <summary>Whether the item is the value itself.</summary>
    internal bool IsWhole { get; private set; }

    /// <summary>The items, each until the next one is asked for. Of one that is larger than a row may be, just enough to tell.</summary>
    /// <exception cref="BrokenBodyException">What follows is no JSON.</exception>
    internal async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        if (!await NextAsync(cancellation))
        {
            throw new BrokenBodyException("The body is empty: JSON is needed.");
        }

        BeginItem();
        var isArray = _token == JsonTokenType.StartArray;
        var hasItems = isArray;
        if (isArray)
        {
            _begin = -1;
        }

        // Past the end of the root stands nothing but white space, which reading on makes sure of.
        while (await NextAsync(cancellation))
        {
            if (_depth == 1 && isArray && _token != JsonTokenType.EndArray)
            {
                yield return await ItemAsync(cancellation);
            }
            else if (_depth == 1 && _token == JsonTokenType.PropertyName && _isItemMember)
            {
                (hasItems, _begin, _cut) = (true, -1, null);
                await NextAsync(cancellation);
                if (_token != JsonTokenType.StartArray)
                {
                    yield return await ItemAsync(cancellation);
                    continue;
                }

                while (await NextAsync(cancellation) && _token != JsonTokenType.EndArray)
                {
                    yield return await ItemAsync(cancellation);
                }
            }
        }

        if (!hasItems)
        {
            IsWhole = true;
            yield return EndItem();
        }
    }

    /// <summary>The item whose first token was read, to its end.</summary>
    private async ValueTask<ReadOnlyMemory<byte>> ItemAsync(CancellationToken cancellation)
    {
        BeginItem();
        var depth = _depth;
        if (_token is JsonTokenType.StartArray or JsonTokenType.StartObject)
        {
            while (await NextAsync(cancellation) && _depth > depth)
            {
                // To the end of the item.
            }
        }

        return EndItem();
    }

    private void BeginItem() => (_begin, _cut) = (_tokenBegin, null);

    private ReadOnlyMemory<byte> EndItem()
    {
        var item = _cut ?? window.Take(_begin, _at - _begin);
        _begin = -1;
        return item.Length > CutRow.Most ? item[..(CutRow.Most + 1)] : item;
    }

    private async ValueTask<bool> NextAsync(CancellationToken cancellation)
    {
        while (!Read())
        {
            if (_isFinal)
            {
                return false;
            }

            Release();
            if (window.Unread.Length - _at > LongestText)
            {
                throw new BrokenBodyException($"The body holds a text, or white space, of more than {LongestText} bytes (4 MiB).");
            }

            _isFinal = !await window.ReadMoreAsync(cancellation);
        }

        return true;
    }

    /// <summary>Lets go of what was read and is not part of an item, and of an item that is too large anyway.</summary>
    private void Release()
    {
        if (_begin >= 0 && _at - _begin > CutRow.Most && _cut is null)
        {
            _cut = window.Take(_begin, CutRow.Most + 1).ToArray();
        }

        var skip = _begin >= 0 && _cut is null ? _begin : _at;
        window.Skip(skip);
        _at -= skip;
        _begin = _begin >= 0 ? 0 : -1;
    }

    private bool Read()
    {
        if (!_hasBegun && window.Unread.Trim(" \t\r\n"u8).IsEmpty)
        {
            return false;
        }

        _hasBegun = true;
        var reader = new Utf8JsonReader(window.Unread[_at..], _isFinal, _state);
        try
        {
            if (!reader.Read())
            {
                return false;
            }
        }
        catch (JsonException exception)
        {
            throw new BrokenBodyException(string.Create(
                CultureInfo.InvariantCulture,
                $"The body is not valid JSON at line {(exception.LineNumber ?? 0) + 1}, byte {(exception.BytePositionInLine ?? 0) + 1}."));
        }

        (_token, _depth, _state) = (reader.TokenType, reader.CurrentDepth, reader.CurrentState);
        _tokenBegin = _at + (int)reader.TokenStartIndex;
        _at += (int)reader.BytesConsumed;
        _isItemMember = _depth == 1 && _token == JsonTokenType.PropertyName && IsItemMember(ref reader);
        return true;
    }

    private bool IsItemMember(ref Utf8JsonReader reader)
    {
        foreach (var member in _members)
        {
            if (reader.Is(member))
            {
                return true;
            }
        }

        return false;
    }
}
