using System.Diagnostics;
using ClaimCheck.Data.Embedded;

namespace ClaimCheck.Data.Tests.Embedded;

/// <summary>A process that has nothing to do with Postgres, of the user Postgres runs as.</summary>
internal sealed class Stranger : IDisposable
{
    private readonly Process process;

    private Stranger(Process process) => this.process = process;

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public static Stranger OfPostgresUser() =>
        new(Process.Start(ShortCommand.For("/bin/sleep", ["120"], folder: null, UnprivilegedUser.WhenRoot()))!);

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
