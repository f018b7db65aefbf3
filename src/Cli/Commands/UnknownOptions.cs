using System.CommandLine;

namespace ClaimCheck.Cli;

/// <summary>Keeps an option that is mistyped from being taken for one of several values.</summary>
internal static class UnknownOptions
{
    public static void RefuseIn(Argument<string[]> argument, Func<string, bool> looksLikeOption, string otherwise) => argument.Validators.Add(result =>
    {
        foreach (var token in result.Tokens.Where(token => looksLikeOption(token.Value)))
        {
            result.AddError($"There is no option {token.Value}. {otherwise}");
        }
    });
}
