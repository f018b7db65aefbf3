using System.Globalization;

namespace ClaimCheck.Data.Embedded;

/// <summary>Everything that decides how the postmaster is started; the same for every restart.</summary>
internal sealed record ServerPlan(
    PostgresBinaries Binaries, DataLayout Layout, UnprivilegedUser? User, string? SocketFolder, int Port, bool Durable)
{
    /// <summary>
    /// Settings travel as arguments because those win over any file in the cluster: nobody can open the server to the
    /// network, or turn durability off, by leaving a line in a configuration file.
    /// </summary>
    public IEnumerable<string> Arguments() =>
        Settings().SelectMany(setting => new[] { "-c", $"{setting.Name}={setting.Value}" }).Prepend(Layout.Cluster).Prepend("-D");

    private IEnumerable<(string Name, string Value)> Settings() =>
    [
        ("listen_addresses", "127.0.0.1"),
        ("port", Port.ToString(CultureInfo.InvariantCulture)),
        ("unix_socket_directories", SocketFolder is null ? "" : $"\"{SocketFolder.Replace("\"", "\"\"", StringComparison.Ordinal)}\""),
        ("unix_socket_permissions", "0700"),
        ("password_encryption", "scram-sha-256"),
        ("max_connections", "100"),
        .. OperatingSystem.IsLinux() ? FastRecovery : [],
        .. Durable ? DurableSettings : ThrowAwaySettings,

        // Statements here are short; compiling them costs more than it saves.
        ("jit", "off"),
        ("timezone", "UTC"),
        ("lc_messages", "C"),
        ("logging_collector", "on"),
        ("log_directory", Layout.Log),
        ("log_filename", "postgres-%a.log"),
        ("log_rotation_age", "1d"),
        ("log_rotation_size", "0"),
        ("log_truncate_on_rotation", "on"),
        ("log_file_mode", "0600"),
        ("log_timezone", "UTC"),

        // The details of an error quote the row, and what people wrote does not belong in a log.
        ("log_error_verbosity", "terse"),
        ("log_parameter_max_length_on_error", "0"),
    ];

    // After a crash Postgres first flushes its whole folder: file by file that is seconds, in one call a moment.
    private static IEnumerable<(string Name, string Value)> FastRecovery => [("recovery_init_sync_method", "syncfs")];

    private static IEnumerable<(string Name, string Value)> DurableSettings =>
    [
        ("fsync", "on"), ("synchronous_commit", "on"), ("full_page_writes", "on"),
        ("shared_buffers", "256MB"), ("wal_compression", "on"), ("max_wal_size", "2GB"), ("min_wal_size", "128MB"),
        ("checkpoint_completion_target", "0.9"),
    ];

    private static IEnumerable<(string Name, string Value)> ThrowAwaySettings =>
    [
        ("fsync", "off"), ("synchronous_commit", "off"), ("full_page_writes", "off"), ("shared_buffers", "64MB"),
    ];
}
