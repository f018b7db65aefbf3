namespace ClaimCheck.Api.Http;

/// <summary>Problems for which nothing more is known than their type.</summary>
internal static class BareProblems
{
    internal static ProblemAnswer Of(ProblemType type, HttpContext context)
    {
        var allow = context.Response.Headers.Allow.ToString();
        return Problems.Of(type, type == ProblemType.MethodNotAllowed && allow.Length > 0
            ? $"This path takes {allow}."
            : type.Meaning);
    }
}
