using ClaimCheck.Api.Articles;
using ClaimCheck.Api.Claims;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Importing.Lines;
using ClaimCheck.Api.Rules;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Claims;

namespace ClaimCheck.Api.Importing.Formats.Csv;

/// <summary>Makes a claim of the cells of one record. An empty cell is one that was left out.</summary>
internal sealed class CsvRow(CsvHeader header)
{
    private static readonly PartialDateJson Dates = new();
    private static readonly InstantJson Times = new();
    private static readonly char[] BetweenTopics = [';', '|'];

    private readonly List<(string Column, string Message)> _complaints = [];
    private IReadOnlyList<string> _cells = [];

    /// <summary>The claim; it counts only where nothing is complained of.</summary>
    internal ClaimLine Read(IReadOnlyList<string> cells, out IReadOnlyList<(string Column, string Message)> complaints)
    {
        _cells = cells;
        _complaints.Clear();
        complaints = _complaints;
        return new ClaimLine
        {
            Id = Value<Guid>(CsvColumn.Id, (string text, out Guid id) => CanonicalId.TryRead(text, out id) ? null : CanonicalId.Complaint),
            ExternalId = Word(CsvColumn.ExternalId),
            Source = Word(CsvColumn.Source) is { } source ? SourceName.ToReference(source) : Missing(CsvColumn.Source),
            Article = Article(),
            Text = Cell(CsvColumn.Text) ?? Missing(CsvColumn.Text),
            Quote = Cell(CsvColumn.Quote),
            ClaimedAt = Value<Domain.Values.PartialDate>(CsvColumn.ClaimedAt, Dates.Read),
            Language = Word(CsvColumn.Language),
            Modality = OneOf<Modality>(CsvColumn.Modality) ?? Modality.Asserted,
            Basis = OneOf<Basis>(CsvColumn.Basis) ?? Basis.Unknown,
            Status = OneOf<ClaimStatus>(CsvColumn.Status) ?? ClaimStatus.Active,
            Topics = Word(CsvColumn.Topics)?.Split(BetweenTopics, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            Attribution = Attribution(),
            Version = Value<int>(CsvColumn.Version, ReadNumber),
            CreatedAt = Value<DateTimeOffset>(CsvColumn.CreatedAt, Times.Read),
            UpdatedAt = Value<DateTimeOffset>(CsvColumn.UpdatedAt, Times.Read),
        };
    }

    private delegate string? Reading<T>(string text, out T value);

    /// <summary>A cell as it is; null where it is empty or not there.</summary>
    private string? Cell(string column)
    {
        if (header.IndexOf(column) is not { } index || _cells[index].Length == 0)
        {
            return null;
        }

        return header.IsGuarded ? FormulaGuard.Release(_cells[index]) : _cells[index];
    }

    /// <summary>A cell without the white space around it.</summary>
    private string? Word(string column) => Cell(column)?.Trim() is { Length: > 0 } word ? word : null;

    private string Missing(string column)
    {
        Complain(column, "is required");
        return string.Empty;
    }

    private void Complain(string column, string message) => _complaints.Add((header.NameOf(column), message));

    private T? Value<T>(string column, Reading<T> read)
        where T : struct
    {
        if (Word(column) is not { } word)
        {
            return null;
        }

        if (read(word, out var value) is not { } complaint)
        {
            return value;
        }

        Complain(column, complaint);
        return null;
    }

    private T? OneOf<T>(string column)
        where T : struct, Enum => Value<T>(column, (string word, out T member) =>
            Words<T>.TryParse(word.ToLowerInvariant(), out member) ? null : EnumWords.Complaint(typeof(T)));

    private static string? ReadNumber(string word, out int number) =>
        int.TryParse(word, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out number)
            ? null
            : "must be a whole number";

    /// <summary>An article that is described, or one that is only named.</summary>
    private ArticleOfClaim? Article()
    {
        var reference = Word(CsvColumn.Article);
        var url = Word(CsvColumn.ArticleUrl);
        var title = Cell(CsvColumn.ArticleTitle);
        var publishedAt = Value<Domain.Values.PartialDate>(CsvColumn.ArticlePublishedAt, Dates.Read);
        if (url is null && title is null && publishedAt is null)
        {
            return reference is null ? null : new ArticleOfClaim(reference, null);
        }

        if (url is null && reference is null)
        {
            Complain(title is null ? CsvColumn.ArticlePublishedAt : CsvColumn.ArticleTitle, "needs the address or the id of the article beside it: columns articleUrl and article");
            return null;
        }

        return new ArticleOfClaim(null, new InlineArticle(url, reference, Title: title, PublishedAt: publishedAt));
    }

    private IReadOnlyList<HopRequest>? Attribution()
    {
        if (Word(CsvColumn.Attribution) is not { } text)
        {
            return null;
        }

        if (AttributionText.Read(text, out var hops) is { } complaint)
        {
            Complain(CsvColumn.Attribution, complaint);
        }

        return hops;
    }
}
