using System.Text;
using ClaimCheck.Api.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ClaimCheck.Api.Access;

/// <summary>
/// Takes the key out of the query where it may stand there: under the paths of Google's API, whose clients send it as <c>key</c>.
/// It must come before everything else, so that no log, cursor or fingerprint of a request can hold what stands in its query.
/// </summary>
internal sealed class KeyInQuery(RequestDelegate next)
{
    /// <summary>The name of the parameter.</summary>
    public const string Parameter = "key";

    public Task InvokeAsync(HttpContext context)
    {
        if (ApiPaths.IsFactCheckTools(context.Request.Path) && context.Request.QueryString.HasValue)
        {
            TakeOut(context);
        }

        return next(context);
    }

    /// <summary>The rest stays as it was sent, escape for escape: whoever reads it looks for those that are broken.</summary>
    private static void TakeOut(HttpContext context)
    {
        List<string> keys = [];
        var rest = new StringBuilder();
        foreach (var pair in new QueryStringEnumerable(context.Request.QueryString.Value))
        {
            if (pair.DecodeName().Span is Parameter)
            {
                keys.Add(pair.DecodeValue().ToString());
            }
            else
            {
                rest.Append(rest.Length == 0 ? '?' : '&').Append(pair.EncodedName).Append('=').Append(pair.EncodedValue);
            }
        }

        if (keys.Count > 0)
        {
            context.Request.QueryString = new QueryString(rest.ToString());
            context.Features.Set(new QueryKeys(keys));
        }
    }
}

/// <summary>What a request brought as <c>key</c> in its query, where it may stand there.</summary>
/// <param name="Texts">In their order; one, where all is well.</param>
internal sealed record QueryKeys(IReadOnlyList<string> Texts);
