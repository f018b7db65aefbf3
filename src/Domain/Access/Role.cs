namespace ClaimCheck.Domain.Access;

/// <summary>What a key's holder may do. Each role may do all that the ones before it may.</summary>
public enum Role
{
    /// <summary>Reads.</summary>
    Reader = 1,

    /// <summary>Writes sources, articles, claims, and links as suggestions.</summary>
    Contributor,

    /// <summary>Judges: confirms links, grades sources, retracts.</summary>
    Editor,

    /// <summary>Manages keys and carries out legal takedowns.</summary>
    Admin,
}
