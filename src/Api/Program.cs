return await ClaimCheck.Api.Hosting.CommandLine.RunAsync(args);
