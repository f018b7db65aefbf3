using System.Text;
using System.Text.Unicode;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Importing.Lines;
using ClaimCheck.Domain.Importing;
using FluentValidation.Results;

namespace ClaimCheck.Api.Importing.Formats.Csv;

/// <summary>Reads records as claims, by the rules of single writes.</summary>
internal sealed class CsvParser(CsvHeader header, TimeProvider clock) : RowParser
{
    private readonly ClaimLineValidator _claims = new(clock);
    private readonly List<string> _cells = new(header.Count);
    private readonly CsvRow _row = new(header);

    protected override ParsedRow Read(ReadOnlySpan<byte> bytes)
    {
        if (!Utf8.IsValid(bytes))
        {
            return Refuse(null, "The row is not valid UTF-8: save the file as CSV UTF-8.");
        }

        if (CsvCells.Split(Encoding.UTF8.GetString(bytes), (char)header.Layout.Delimiter, _cells) is { } broken)
        {
            return Refuse(header.NameAt(_cells.Count), RowFailures.Sentence(header.NameAt(_cells.Count), broken));
        }

        if (_cells.Count != header.Count)
        {
            return Refuse(null, $"The row has {_cells.Count} cells and the header {header.Count}: put cells that hold a delimiter into quotes.");
        }

        return ToClaim();
    }

    private ParsedRow ToClaim()
    {
        var claim = _row.Read(_cells, out var complaints);
        if (complaints.Count > 0)
        {
            return Refuse(
                complaints[0].Column, RowFailures.Sentence(complaints[0].Column, complaints[0].Message, complaints.Count - 1));
        }

        var verdict = _claims.Validate(claim);
        return verdict.IsValid ? ParsedRow.Of(claim.ToRecord()) : ParsedRow.Failed(FailureOf(verdict.Errors));
    }

    private RowFailure FailureOf(List<ValidationFailure> failures)
    {
        var column = header.NameOf(ColumnOf(JsonPath.OfProperty(failures[0].PropertyName)[2..]));
        var type = ProblemType.WithSlug(failures[0].ErrorCode) ?? ProblemType.InvalidRequest;
        return new(type.Slug, column, RowFailures.Sentence(column, failures[0].ErrorMessage, failures.Count - 1));
    }

    /// <summary>The column of a member of a claim, such as that of <c>article.url</c> or <c>topics[2]</c>.</summary>
    private static string ColumnOf(string member) => member switch
    {
        "article.url" => CsvColumn.ArticleUrl,
        "article.title" => CsvColumn.ArticleTitle,
        "article.publishedAt" => CsvColumn.ArticlePublishedAt,
        _ when member.StartsWith(CsvColumn.Article, StringComparison.Ordinal) => CsvColumn.Article,
        _ => member[..(member.AsSpan().IndexOfAny('.', '[') is var end and >= 0 ? end : member.Length)],
    };

    private static ParsedRow Refuse(string? column, string message) =>
        ParsedRow.Failed(new(ProblemType.InvalidRequest.Slug, column, message));
}
