namespace ClaimCheck.Testing;

/// <summary>Waits for what takes a moment to come true.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    /// <param name="condition">Asked again and again.</param>
    /// <param name="what">What did not happen, for the message.</param>
    /// <exception cref="TimeoutException">It did not come true within many times what it should need.</exception>
    public static async Task TrueAsync(Func<Task<bool>> condition, string what)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
            {
                throw new TimeoutException($"It did not happen: {what}.");
            }

            await Task.Delay(Step);
        }
    }
}
