namespace ClaimCheck.Data.Tests.Embedded;

/// <summary>Scripts that stand where server programs would.</summary>
internal static class FakePrograms
{
    public static void Put(string folder, string postgresScript)
    {
        foreach (var name in new[] { "initdb", "postgres" })
        {
            var path = Path.Combine(folder, name);
            File.WriteAllText(path, $"#!/bin/sh\n{postgresScript}\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
            }
        }
    }
}
