using ClaimCheck.Data;
using ClaimCheck.Data.Embedded;

namespace ClaimCheck.Api.Hosting;

/// <summary>The Postgres behind this process: the service's own, or the one it was told to use.</summary>
internal sealed class Backend : IAsyncDisposable
{
    private readonly EmbeddedPostgres? embedded;

    private Backend(EmbeddedPostgres? embedded, string adminConnectionString, DatabaseOptions options)
    {
        this.embedded = embedded;
        Migrator = new Migrator(adminConnectionString, global::ClaimCheck.Data.Migrator.BuiltIn);
        Data = new DataServices(options);
    }

    /// <summary>Whether it is the service's own.</summary>
    public bool IsEmbedded => embedded is not null;

    /// <summary>With the service's own: where keys are kept beside the data.</summary>
    public string? SecretsDirectory => embedded?.SecretsDirectory;

    public Migrator Migrator { get; }

    public DataServices Data { get; }

    /// <summary>For the service: starts its own server where none is named.</summary>
    public static async Task<Backend> OpenAsync(ServiceSettings settings, TimeProvider clock, ILogger log, CancellationToken cancellation) =>
        settings.ConnectionString is { } external
            ? new Backend(null, external, settings.DatabaseAt(external))
            : Of(await EmbeddedPostgres.StartAsync(settings.Embedded, clock, log, cancellation), settings);

    /// <summary>For commands: shares the server of a service that is running on the same folder, else starts it for a while.</summary>
    public static async Task<Backend> BorrowAsync(ServiceSettings settings, TimeProvider clock, ILogger log, CancellationToken cancellation) =>
        settings.ConnectionString is null && await EmbeddedPostgres.AttachAsync(settings.Embedded, clock, cancellation) is { } running
            ? Of(running, settings)
            : await OpenAsync(settings, clock, log, cancellation);

    public async ValueTask DisposeAsync()
    {
        await Data.DisposeAsync();
        if (embedded is not null)
        {
            await embedded.DisposeAsync();
        }
    }

    private static Backend Of(EmbeddedPostgres embedded, ServiceSettings settings) =>
        new(embedded, embedded.AdminConnectionString, settings.DatabaseAt(embedded.ServiceConnectionString));
}
