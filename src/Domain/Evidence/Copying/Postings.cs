namespace ClaimCheck.Domain.Evidence.Copying;

/// <summary>Which wordings have been put down under which thing: a chain for each, the last put down first.</summary>
/// <param name="things">How many things there are.</param>
internal sealed class Postings(int things)
{
    /// <summary>The end of a chain.</summary>
    public const int End = 0;

    private readonly int[] heads = new int[things];
    private readonly List<(int Owner, int Next)> links = [default];

    /// <summary>Puts a wording down under a thing.</summary>
    public void Add(int thing, int owner)
    {
        links.Add((owner, heads[thing]));
        heads[thing] = links.Count - 1;
    }

    /// <summary>The first link of a thing's chain, or <see cref="End"/>.</summary>
    public int FirstOf(int thing) => heads[thing];

    /// <summary>The wording at a link, and the link after it.</summary>
    public (int Owner, int Next) At(int link) => links[link];
}
