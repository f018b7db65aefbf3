using ClaimCheck.Faults.Ledgers;
using ClaimCheck.Faults.Load;
using ClaimCheck.Faults.Servers;

namespace ClaimCheck.Faults.Imports;

/// <summary>One file after another is imported while something is done to the service or its database, at moments that nobody chose.</summary>
internal static class Ordeal
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    /// <summary>How many claims a file must have for an import to last while it is hurt.</summary>
    public static int Claims => Form.Times(5_000, 20_000);

    /// <summary>Hurts so many times while something is being imported. In the end every import must be done, and all files stored.</summary>
    /// <param name="postgres">Where it is stored.</param>
    /// <param name="service">To whom files are sent.</param>
    /// <param name="times">How often.</param>
    /// <param name="hurt">Does it, and returns when whatever was hurt can work again.</param>
    /// <returns>Of all files.</returns>
    public static async Task<Balance> RunAsync(PostgresServer postgres, TestedService service, int times, Func<Task> hurt)
    {
        var (left, balance) = (times, new Balance(0, 0, 0, 0, 0, 0));
        while (left > 0)
        {
            var file = MadeUpFile.Next(Claims);
            var import = await service.SendAsync(file);
            while (left > 0 && await postgres.IsOpenAsync(import))
            {
                await Pause.UpToAsync(LongestWait);
                if (await postgres.IsOpenAsync(import))
                {
                    await hurt();
                    left--;
                }
            }

            var ended = await service.EndAsync(postgres, import);
            Assert.True(ended.GetProperty("state").GetString() == "completed", ended.ToString());
            Assert.Equal(file.Rows, ended.GetProperty("counts").GetProperty("created").GetInt32());
            balance += await StoredFile.CompareAsync(postgres.AdminConnectionString, file, import);
        }

        return balance;
    }
}
