using ClaimCheck.Data;

namespace ClaimCheck.Api.Hosting;

/// <summary>Brings the database up to date.</summary>
internal static class MigrateCommand
{
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellation)
    {
        var builder = ServiceHost.CreateBuilder(args);
        var settings = ServiceSettings.Read(builder.Configuration, builder.Environment);
        await using var log = new StartLog(builder.Configuration);
        await using var backend = await Backend.BorrowAsync(settings, TimeProvider.System, log.Log, cancellation);
        var applied = await ApplyAsync(backend, cancellation);
        await Console.Out.WriteLineAsync(applied.Count == 0
            ? "The database is up to date."
            : $"Applied {applied.Count} migrations: {string.Join(", ", applied)}.");
        return 0;
    }

    /// <exception cref="UnusableConfigurationException">The database does not answer.</exception>
    public static async Task<IReadOnlyList<string>> ApplyAsync(Backend backend, CancellationToken cancellation)
    {
        try
        {
            return await backend.Migrator.ApplyAsync(cancellation);
        }
        catch (Exception e) when (DatabaseFailure.Classify(e) is not null)
        {
            throw new UnusableConfigurationException(
                $"The database cannot be brought up to date: {e.Message} Check ConnectionStrings__ClaimCheck and whether the server runs.");
        }
    }
}
