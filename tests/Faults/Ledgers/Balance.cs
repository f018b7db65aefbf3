namespace ClaimCheck.Faults.Ledgers;

/// <summary>What a ledger shows when it is compared with the database.</summary>
/// <param name="Acknowledged">Writes that the service said are done.</param>
/// <param name="Lost">Of those, how many are not there as they were sent.</param>
/// <param name="Doubled">Rows beyond the first of one intended write.</param>
/// <param name="Torn">Rows without all that belongs to them: hops, or the entry in the history.</param>
/// <param name="Refused">Writes that the service said can never be done, although nothing was wrong with them.</param>
/// <param name="Open">Writes of which nobody knows what became of them.</param>
internal sealed record Balance(int Acknowledged, int Lost, int Doubled, int Torn, int Refused, int Open)
{
    /// <summary>What asking twice did: a second row, or a refusal because the first stands in the way.</summary>
    public int Repeated => Doubled + Refused;

    /// <summary>Nothing but the writes that were acknowledged, each once and whole.</summary>
    public bool IsEven => this == new Balance(Acknowledged, 0, 0, 0, 0, 0) && Acknowledged > 0;

    public static Balance operator +(Balance one, Balance other) => new(
        one.Acknowledged + other.Acknowledged, one.Lost + other.Lost, one.Doubled + other.Doubled,
        one.Torn + other.Torn, one.Refused + other.Refused, one.Open + other.Open);
}
