using ClaimCheck.Data;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Api.Hosting;

/// <summary>Makes an API key from the command line: the way to the first one.</summary>
internal static class CreateKeyCommand
{
    public static async Task<int> RunAsync(string[] args, Role role, string name, CancellationToken cancellation)
    {
        if (PlainText.IsBlank(name) || PlainText.Length(name) > 200 || PlainText.FirstRefused(name) is not null)
        {
            throw new UnusableConfigurationException("--name must be 1 to 200 characters, without control characters.");
        }

        var builder = ServiceHost.CreateBuilder(args);
        var settings = ServiceSettings.Read(builder.Configuration, builder.Environment);
        await using var log = new StartLog(builder.Configuration);
        await using var backend = await Backend.BorrowAsync(settings, TimeProvider.System, log.Log, cancellation);
        if (backend.IsEmbedded)
        {
            await MigrateCommand.ApplyAsync(backend, cancellation);
        }

        await Console.Out.WriteLineAsync(await CreateAsync(backend, role, name, cancellation));
        return 0;
    }

    private static async Task<string> CreateAsync(Backend backend, Role role, string name, CancellationToken cancellation)
    {
        try
        {
            var by = new Authorship(null, "create-key", Role.Admin, TimeProvider.System.Now());
            var (_, token) = await backend.Data.ApiKeyStore.AddAsync(NewId.At(by.At), name, role, null, by, cancellation);
            return token.Reveal();
        }
        catch (Exception e) when (DatabaseFailure.Classify(e) is not null)
        {
            throw new UnusableConfigurationException(
                $"The key cannot be stored: {e.Message} Check ConnectionStrings__ClaimCheck, and whether `-- migrate` has been run.");
        }
    }
}
