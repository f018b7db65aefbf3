namespace ClaimCheck.Client;

/// <summary>A part of a list.</summary>
/// <param name="Items">What is in it.</param>
/// <param name="NextCursor">Give it, with the same filters, for the next page; null on the last.</param>
/// <typeparam name="T">What is listed.</typeparam>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);
