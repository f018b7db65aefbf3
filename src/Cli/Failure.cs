using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace ClaimCheck.Cli;

/// <summary>The command cannot be carried out as it was typed; the message says what to change.</summary>
/// <param name="message">What to change.</param>
public sealed class UsageException(string message) : Exception(message);

/// <summary>What went wrong, as it is shown.</summary>
/// <param name="ExitCode">How the command ends.</param>
/// <param name="Message">What happened and what to do.</param>
/// <param name="Problem">The service's own words, where it was the service that refused.</param>
internal sealed record Failure(int ExitCode, string Message, ProblemException? Problem = null)
{
    /// <summary>
    /// Null for what nobody foresaw, and for an <see cref="OutputException"/>: that is the failure of no one file, and with <c>--json</c> the
    /// place is gone where failures are told.
    /// </summary>
    public static Failure? Of(Exception e) => e switch
    {
        UsageException => new(Cli.ExitCode.WrongUsage, e.Message),
        OperationCanceledException => new(Cli.ExitCode.Interrupted, "Interrupted."),
        ProblemException problem => Of(problem),
        HttpRequestException => new(Cli.ExitCode.NotReachable, $"The service cannot be reached: {(e.InnerException is AuthenticationException untrusted ? untrusted.Message : e.Message)}"),
        HttpIOException or IOException { InnerException: SocketException } =>
            new(Cli.ExitCode.NotReachable, "The connection to the service broke off: run the same command again."),
        IOException or UnauthorizedAccessException => new(Cli.ExitCode.Refused, e.Message),
        _ => null,
    };

    private static Failure Of(ProblemException problem)
    {
        var exitCode = problem.Status is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
            ? Cli.ExitCode.NotReachable
            : Cli.ExitCode.Refused;
        var advice = problem.Status switch
        {
            HttpStatusCode.Unauthorized => "\nSet CLAIMCHECK_KEY, or the key of the profile, to one that the service knows.",
            >= HttpStatusCode.InternalServerError when problem.TraceId is { } trace => $"\nWhen reporting it, quote {trace}.",
            _ => "",
        };
        return new(exitCode, problem.Message + advice, problem);
    }
}
