namespace ClaimCheck.Domain.Access;

/// <summary>Who writes, and when: goes into the audit log with every change.</summary>
/// <param name="ActorId">The id of the key used; null for the service itself.</param>
/// <param name="Actor">The key's name at the time of writing.</param>
/// <param name="Role">What the actor may do.</param>
/// <param name="At">The service's clock, in UTC, whole microseconds (what Postgres keeps).</param>
/// <param name="TraceId">The W3C trace id of the request, if it had one.</param>
public sealed record Authorship(Guid? ActorId, string Actor, Role Role, DateTimeOffset At, string? TraceId = null);
