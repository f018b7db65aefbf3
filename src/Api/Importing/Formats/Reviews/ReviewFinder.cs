using System.Text.Json;

namespace ClaimCheck.Api.Importing.Formats.Reviews;

/// <summary>Finds the ClaimReviews in an item, wherever they are: it may be one, a page that has one, or an element of a feed around one.</summary>
internal static class ReviewFinder
{
    /// <summary>Where the reviews stand in the item, which is valid JSON: the outermost ones. An item that is no object is looked at as if it were one.</summary>
    internal static IReadOnlyList<Range> In(ReadOnlySpan<byte> item)
    {
        var found = new List<Range>();
        var open = new Stack<(int Begin, bool IsReview)>();
        var reader = new Utf8JsonReader(item, new JsonReaderOptions { MaxDepth = int.MaxValue });
        if (reader.Read() && reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return [Range.All];
        }

        do
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    open.Push(((int)reader.TokenStartIndex, false));
                    break;
                case JsonTokenType.EndObject when open.Pop() is { IsReview: true } review:
                    found.RemoveAll(inner => inner.Start.Value > review.Begin);
                    found.Add(review.Begin..(int)reader.BytesConsumed);
                    break;
                case JsonTokenType.PropertyName when IsTypeOfReview(ref reader):
                    open.Push(open.Pop() with { IsReview = true });
                    break;
            }
        }
        while (reader.Read());
        return found;
    }

    /// <summary>Whether the member that was read makes its object a review.</summary>
    private static bool IsTypeOfReview(ref Utf8JsonReader reader)
    {
        if (reader.Is("claimReviewed"u8))
        {
            return true;
        }

        if (!reader.Is("@type"u8))
        {
            return false;
        }

        // Looked at in a copy: the loop reads on where it is.
        var value = reader;
        value.Read();
        var isList = value.TokenType == JsonTokenType.StartArray;
        do
        {
            if (value.TokenType == JsonTokenType.String && IsReview(ref value))
            {
                return true;
            }
        }
        while (isList && value.Read() && value.TokenType is JsonTokenType.String);
        return false;
    }

    private static bool IsReview(ref Utf8JsonReader reader) => reader.Is("ClaimReview"u8) || reader.Is("schema:ClaimReview"u8)
        || reader.Is("http://schema.org/ClaimReview"u8) || reader.Is("https://schema.org/ClaimReview"u8);
}
