using ClaimCheck.Data.Pools;
using Npgsql;

namespace ClaimCheck.Data.Tests;

public sealed class DatabaseFailureTests
{
    [Theory]
    [InlineData("08006", DatabaseFailureKind.Unavailable)]
    [InlineData("57P01", DatabaseFailureKind.Unavailable)]
    [InlineData("53300", DatabaseFailureKind.Unavailable)]
    [InlineData("57014", DatabaseFailureKind.Unavailable)]
    [InlineData("40001", DatabaseFailureKind.Unavailable)]
    [InlineData("25P03", DatabaseFailureKind.Unavailable)]
    [InlineData("28P01", DatabaseFailureKind.Unavailable)]
    [InlineData("3D000", DatabaseFailureKind.Unavailable)]
    [InlineData("53100", DatabaseFailureKind.StorageFull)]
    [InlineData("23505", DatabaseFailureKind.Conflict)]
    [InlineData("22P02", DatabaseFailureKind.Defect)]
    public void What_Postgres_says_means_something_for_the_caller(string state, DatabaseFailureKind kind) =>
        Assert.Equal(kind, DatabaseFailure.Classify(Said(state)));

    [Theory]
    [InlineData("40001")]
    [InlineData("40P01")]
    [InlineData("25006")]
    [InlineData("25P03")]
    public void What_wrote_nothing_may_be_written_again(string state) => Assert.True(Failures.WroteNothing(Said(state)));

    [Theory]
    [InlineData("08006")]
    [InlineData("57P01")]
    [InlineData("23505")]
    [InlineData("57014")]
    public void What_may_have_written_something_or_would_fail_again_is_not_written_again(string state) =>
        Assert.False(Failures.WroteNothing(Said(state)));

    [Fact]
    public void Whoever_is_not_let_in_may_knock_again_but_those_who_are_in_stay()
    {
        var full = new NotReachedException("No.", Said("53300"));

        Assert.True(Failures.WroteNothing(full));
        Assert.False(Failures.IsConnectionLost(full));
    }

    [Fact]
    public void A_replica_that_has_not_heard_of_a_migration_may_be_passed_over() => Assert.True(Failures.MayAskAnother(Said("42703")));

    private static PostgresException Said(string state) => new("Somehow.", "ERROR", "ERROR", state);
}
