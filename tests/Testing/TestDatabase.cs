namespace ClaimCheck.Testing;

/// <summary>One database of a throw-away server.</summary>
/// <param name="Name">Its name, unique within the server.</param>
/// <param name="AdminConnectionString">As superuser.</param>
/// <param name="ServiceConnectionString">As the role the service runs with.</param>
public sealed record TestDatabase(string Name, string AdminConnectionString, string ServiceConnectionString);
