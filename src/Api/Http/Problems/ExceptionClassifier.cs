namespace ClaimCheck.Api.Http;

/// <summary>Says which problem an exception is.</summary>
internal sealed class ExceptionClassifier(IEnumerable<Func<Exception, ProblemType?>> hooks)
{
    private readonly Func<Exception, ProblemType?>[] _hooks = [.. hooks];

    internal ProblemType Classify(Exception exception) => exception switch
    {
        BadHttpRequestException refused => ProblemType.ForStatus(refused.StatusCode) ?? ProblemType.BadRequest,
        _ when Hooked(exception) is { } type => type,
        TimeoutException or OperationCanceledException => ProblemType.Unavailable,
        _ => ProblemType.Internal,
    };

    private ProblemType? Hooked(Exception exception)
    {
        foreach (var hook in _hooks)
        {
            if (hook(exception) is { } type)
            {
                return type;
            }
        }

        return null;
    }
}
