using System.Diagnostics;
using System.Globalization;

namespace ClaimCheck.Data.Embedded;

/// <summary>Brings a signal to a Postgres process on any platform.</summary>
internal static class SignalDelivery
{
    public static void Send(int process, PostgresSignal signal, PostgresBinaries binaries)
    {
        if (!OperatingSystem.IsWindows())
        {
            UnixCalls.Signal(process, signal);
            return;
        }

        // Windows has no signals: Postgres brings a pipe of its own, and pg_ctl knows how to write to it.
        var word = signal switch
        {
            PostgresSignal.FastShutdown => "INT",
            PostgresSignal.ImmediateShutdown => "QUIT",
            PostgresSignal.Kill => "KILL",
        };
        using var control = Process.Start(
            ShortCommand.For(binaries.Control, ["kill", word, process.ToString(CultureInfo.InvariantCulture)], binaries.Folder, user: null));
        control?.WaitForExit();
    }
}
