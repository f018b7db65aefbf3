using System.ComponentModel;
using System.Diagnostics;

namespace ClaimCheck.Data.Embedded;

/// <summary>One running postmaster, a child of this process.</summary>
internal sealed class Postmaster : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan ImmediatePatience = TimeSpan.FromSeconds(5);

    private readonly Process process;
    private readonly ServerPlan plan;
    private readonly Task<string[]> spoken;

    private Postmaster(Process process, ServerPlan plan)
    {
        this.process = process;
        this.plan = plan;

        // Only what it says before its log is open comes this way; unread, the pipe could block it.
        spoken = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        Exited = process.WaitForExitAsync(CancellationToken.None);
    }

    public int Id => process.Id;

    public Task Exited { get; }

    public int ExitCode => process.ExitCode;

    /// <summary>Returns once it accepts connections, however long recovery takes.</summary>
    /// <exception cref="PostmasterFailedException">It ended instead.</exception>
    public static async Task<Postmaster> StartAsync(ServerPlan plan, TimeSpan stopTimeout, TimeProvider clock, CancellationToken ct)
    {
        var log = new LogTail(plan.Layout.Log);
        var started = new Postmaster(Launch(plan), plan);
        try
        {
            while (PostmasterFile.Read(plan.Layout.Cluster) is not { Ready: true } file || file.Process != started.Id)
            {
                if (started.process.HasExited)
                {
                    throw new PostmasterFailedException(await started.LastWordsAsync(log));
                }

                await Task.Delay(Step, clock, ct);
            }

            return started;
        }
        catch
        {
            await started.StopAsync(stopTimeout, clock);
            started.Dispose();
            throw;
        }
    }

    /// <summary>Fast shutdown; harder means when that takes too long.</summary>
    public async Task StopAsync(TimeSpan patience, TimeProvider clock)
    {
        if (!await EndsAsync(PostgresSignal.FastShutdown, patience, clock)
            && !await EndsAsync(PostgresSignal.ImmediateShutdown, ImmediatePatience, clock))
        {
            process.Kill(entireProcessTree: true);
            await Exited;
        }

        // The process that writes the log outlives the postmaster by a moment, to write its last words.
        await Patience.WithinAsync(
            ImmediatePatience, () => ProcessesIn.Folder(plan.Layout.Cluster).Count == 0, clock, CancellationToken.None);
    }

    public void Dispose() => process.Dispose();

    private static Process Launch(ServerPlan plan)
    {
        try
        {
            var process = Process.Start(
                ShortCommand.For(plan.Binaries.Postgres, plan.Arguments(), plan.Layout.Cluster, plan.User))!;
            process.StandardInput.Close();
            return process;
        }
        catch (Win32Exception refusal)
        {
            throw new PostmasterFailedException(refusal.Message);
        }
    }

    private async Task<bool> EndsAsync(PostgresSignal signal, TimeSpan patience, TimeProvider clock)
    {
        if (!process.HasExited)
        {
            SignalDelivery.Send(process.Id, signal, plan.Binaries);
        }

        try
        {
            await Exited.WaitAsync(patience, clock);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task<string> LastWordsAsync(LogTail log)
    {
        string[] early = [];
        try
        {
            early = await spoken.WaitAsync(ImmediatePatience);
        }
        catch (TimeoutException)
        {
            // A child of it still holds the pipe; the log has to do.
        }

        return string.Join('\n', early.Append(log.Added()).Select(text => text.Trim()).Where(text => text.Length > 0));
    }
}
