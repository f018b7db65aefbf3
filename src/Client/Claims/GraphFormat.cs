namespace ClaimCheck.Client;

/// <summary>As what a graph is given.</summary>
public enum GraphFormat
{
    /// <summary>For programs.</summary>
    Json = 1,

    /// <summary>W3C PROV-O and schema.org.</summary>
    Jsonld,

    /// <summary>For Gephi, yEd, NetworkX and their like.</summary>
    Graphml,

    /// <summary>For Graphviz.</summary>
    Dot,

    /// <summary>A Mermaid flowchart.</summary>
    Mermaid,
}
