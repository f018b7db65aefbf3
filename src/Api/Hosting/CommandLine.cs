using System.CommandLine;
using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;

namespace ClaimCheck.Api.Hosting;

/// <summary>What can be typed: nothing to serve, <c>migrate</c>, or <c>create-key</c>. Settings may be given as <c>--Embedded:Port 5433</c>.</summary>
internal static class CommandLine
{
    /// <summary>Runs what was asked for. A configuration that cannot work ends in one message and exit code 1.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var parsed = Define(args).Parse(args);
            if (parsed.Errors.Count == 0 && FindStray(parsed.UnmatchedTokens) is { } stray)
            {
                throw new UnusableConfigurationException(
                    $"\"{Excerpt.Of(stray)}\" is not a command. Commands are migrate and create-key; without one the service serves. "
                    + "A setting is given as --Embedded:Port 5433.");
            }

            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception e) when (e is UnusableConfigurationException or MigrationRefusedException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static RootCommand Define(string[] args)
    {
        var serve = new RootCommand("ClaimCheck: an evidence ledger for newsrooms. Without a command it serves the API.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        serve.SetAction((_, cancellation) => ServiceHost.RunAsync(args, cancellation));
        serve.Subcommands.Add(DefineMigrate(args));
        serve.Subcommands.Add(DefineCreateKey(args));
        return serve;
    }

    /// <summary>The first word that is neither a setting nor the value of one: probably a command mistyped.</summary>
    private static string? FindStray(IReadOnlyList<string> unmatched)
    {
        var isValue = false;
        foreach (var word in unmatched.Where(word => word.Length > 0))
        {
            // As the configuration reads it: NAME=VALUE, or a name with - or / before it, and then whatever follows is its value.
            var isWhole = word.Contains('=', StringComparison.Ordinal);
            if (!isValue && !isWhole && word[0] is not ('-' or '/'))
            {
                return word;
            }

            isValue = !isValue && !isWhole;
        }

        return null;
    }

    private static Command DefineMigrate(string[] args)
    {
        var migrate = new Command("migrate", "Brings the database up to date and ends.") { TreatUnmatchedTokensAsErrors = false };
        migrate.SetAction((_, cancellation) => MigrateCommand.RunAsync(args, cancellation));
        return migrate;
    }

    private static Command DefineCreateKey(string[] args)
    {
        var role = new Option<string>("--role") { Description = "What the key allows.", Required = true };
        role.AcceptOnlyFromAmong([.. Words<Role>.All]);
        var name = new Option<string>("--name") { Description = "Whose it is or what it is for; histories show it.", Required = true };
        var createKey = new Command("create-key", "Makes an API key and prints it, once, on the last line.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        createKey.Options.Add(role);
        createKey.Options.Add(name);
        createKey.SetAction((parsed, cancellation) => CreateKeyCommand.RunAsync(
            args, Words<Role>.Parse(parsed.GetRequiredValue(role)), parsed.GetRequiredValue(name), cancellation));
        return createKey;
    }
}
