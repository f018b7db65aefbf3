namespace ClaimCheck.Data.Tests.Embedded;

public sealed class SharedFolderTests
{
    [Fact]
    public async Task A_second_service_on_the_same_folder_is_refused_and_told_why()
    {
        using var folder = new OwnFolder();
        await using var first = await folder.StartAsync(folder.Options with { Durable = false });

        var why = await folder.WhyNotAsync();

        Assert.StartsWith($"Another ClaimCheck (process {Environment.ProcessId}) is already using {folder.Path}", why, StringComparison.Ordinal);
        Assert.Contains("Embedded__DataDirectory", why, StringComparison.Ordinal);
        Assert.Equal(1, await OwnFolder.AskAsync(first.ServiceConnectionString, "select 1"));
    }

    [Fact]
    public async Task Of_two_services_starting_at_once_one_gets_the_folder()
    {
        using var folder = new OwnFolder();
        var starts = Enumerable.Range(0, 2).Select(_ => Task.Run(() => folder.StartAsync(folder.Options with { Durable = false }))).ToList();
        await Task.WhenAll(starts).ContinueWith(_ => { }, TaskScheduler.Default);

        var winner = Assert.Single(starts, start => start.IsCompletedSuccessfully);
        var loser = Assert.Single(starts, start => start.IsFaulted);
        Assert.IsType<UnusableConfigurationException>(loser.Exception!.InnerException);
        await (await winner).DisposeAsync();
    }

    [Fact]
    public async Task A_command_finds_the_server_of_the_running_service_and_leaves_it_running()
    {
        using var folder = new OwnFolder();
        await using var service = await folder.StartAsync(folder.Options with { Durable = false });

        var attached = await folder.AttachAsync();
        Assert.NotNull(attached);
        Assert.Equal(service.AdminConnectionString, attached.AdminConnectionString);
        Assert.Equal(service.ServiceConnectionString, attached.ServiceConnectionString);
        await attached.DisposeAsync();

        Assert.Equal(1, await OwnFolder.AskAsync(service.ServiceConnectionString, "select 1"));
    }

    [Fact]
    public async Task A_command_finds_nothing_when_no_service_runs()
    {
        using var folder = new OwnFolder();
        Assert.Null(await folder.AttachAsync());

        await (await folder.StartAsync(folder.Options with { Durable = false })).DisposeAsync();

        Assert.Null(await folder.AttachAsync());
    }

    [Fact]
    public async Task A_command_started_with_the_service_waits_for_its_server()
    {
        using var folder = new OwnFolder();
        var starting = Task.Run(() => folder.StartAsync(folder.Options with { Durable = false }));
        await OwnFolder.UntilAsync(() => File.Exists(folder.Layout.SuperuserPassword));

        var attached = await folder.AttachAsync();

        await using var service = await starting;
        Assert.Equal(service.AdminConnectionString, attached?.AdminConnectionString);
    }
}
