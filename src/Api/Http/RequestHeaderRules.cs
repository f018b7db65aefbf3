namespace ClaimCheck.Api.Http;

/// <summary>Refuses request headers whose form is wrong.</summary>
internal sealed class RequestHeaderRules(RequestDelegate next)
{
    internal const string IdempotencyKey = "Idempotency-Key";
    internal const int LongestKey = 255;

    public Task InvokeAsync(HttpContext context)
    {
        if (HttpMethods.IsPost(context.Request.Method)
            && context.Request.Headers.TryGetValue(IdempotencyKey, out var keys)
            && !IsKey(keys))
        {
            var errors = new Errors();
            errors.Add(IdempotencyKey, $"must be sent once, with 1 to {LongestKey} visible ASCII characters");
            return errors.As(ProblemType.InvalidHeader).ExecuteAsync(context);
        }

        return next(context);
    }

    private static bool IsKey(IReadOnlyList<string?> keys) =>
        keys is [{ Length: >= 1 and <= LongestKey } key] && key.All(letter => letter is > ' ' and <= '~');
}
