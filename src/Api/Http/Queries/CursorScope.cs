using System.Text;

namespace ClaimCheck.Api.Http;

/// <summary>The list that a request asks for: its path and filters, without the paging itself.</summary>
internal sealed class CursorScope
{
    private readonly Cursors _cursors;
    private readonly IListQuery _query;
    private readonly string _list;

    private CursorScope(Cursors cursors, IListQuery query, string list)
    {
        _cursors = cursors;
        _query = query;
        _list = list;
    }

    internal static CursorScope Of(HttpContext context, IListQuery query)
    {
        var list = new StringBuilder(context.Request.PathBase + context.Request.Path).Append('?');
        foreach (var (name, values) in context.Request.Query.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (!query.MayDiffer(name))
            {
                list.Append(name).Append('=').Append(Uri.EscapeDataString(values.ToString())).Append('&');
            }
        }

        return new(context.RequestServices.GetRequiredService<Cursors>(), query, list.ToString());
    }

    internal string Write(string position) => _cursors.Write(_list, position);

    internal ProblemAnswer? Read(out string? position)
    {
        position = null;
        if (_query.Continuation is not { } cursor || _cursors.TryRead(_list, cursor, out position))
        {
            return null;
        }

        var errors = new Errors();
        errors.Add(_query.ContinuationName, "was not made for this list with these filters: start again without it");
        return errors.As(ProblemType.InvalidCursor);
    }
}
