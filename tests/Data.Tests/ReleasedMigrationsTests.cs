namespace ClaimCheck.Data.Tests;

/// <summary>
/// What has been released is in databases that are not ours, and is never changed: a migration that comes after it mends it. With a
/// release its new migrations are added here.
/// </summary>
public sealed class ReleasedMigrationsTests
{
    [Theory]
    [InlineData("0001_foundation.sql", "1c104c38df7354bf")]
    [InlineData("0002_search_languages.sql", "e4e42d45f0b4257c")]
    [InlineData("0003_audit_log.sql", "301a7babc8595d8e")]
    [InlineData("0004_api_keys.sql", "6c69671d781d4b65")]
    [InlineData("0005_sources.sql", "f86a418d8d5b463d")]
    [InlineData("0006_articles.sql", "332b4960fd4fa49e")]
    [InlineData("0007_claims.sql", "615485f2c9e1071c")]
    [InlineData("0008_claim_links.sql", "16601d52773d34eb")]
    [InlineData("0009_takedown.sql", "7eba9ee1d99e427f")]
    public void A_released_migration_is_as_it_was(string name, string checksum) =>
        Assert.StartsWith(checksum, Assert.Single(Migrator.BuiltIn, migration => migration.Name == name).Checksum, StringComparison.Ordinal);
}
