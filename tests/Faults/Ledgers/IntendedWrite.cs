namespace ClaimCheck.Faults.Ledgers;

/// <summary>What a writer may want to be done.</summary>
internal enum WriteKind
{
    /// <summary>A claim with two hops.</summary>
    Claim = 1,

    /// <summary>A link between two claims.</summary>
    Link,

    /// <summary>A judgement on a link.</summary>
    Review,
}

/// <summary>One write that somebody wants to be done once, however often he has to ask.</summary>
/// <param name="kind">What is written.</param>
/// <param name="words">Its text, which no other write of the ledger has: by it rows are told apart.</param>
/// <param name="path">Where it is sent.</param>
/// <param name="body">What is sent, as JSON.</param>
internal sealed class IntendedWrite(WriteKind kind, string words, string path, string body)
{
    public WriteKind Kind => kind;

    public string Words => words;

    public string Path => path;

    public string Body => body;

    /// <summary>What the service said in the end; null while nobody knows.</summary>
    public int? Status { get; private set; }

    /// <summary>The id it was given, where the service said that it is done.</summary>
    public Guid? Id { get; private set; }

    public bool IsAcknowledged => Id is not null;

    public void Acknowledge(int status, Guid id) => (Status, Id) = (status, id);

    public void Refuse(int status) => Status = status;
}
