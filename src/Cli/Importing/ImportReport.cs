namespace ClaimCheck.Cli;

/// <summary>Tells somebody how imports go. What one kind of reader does not want to hear is left as it is here: said to nobody.</summary>
internal abstract class ImportReport
{
    /// <summary>Does the work while it is being told of.</summary>
    public virtual Task<int> ShowAsync(Func<Task<int>> work) => work();

    /// <summary>A file is about to be sent.</summary>
    public virtual void Sending(ImportSource source)
    {
    }

    /// <summary>So many of its bytes are on their way.</summary>
    public virtual void Sent(ImportSource source, long bytes)
    {
    }

    /// <summary>The service has it. A replay is an import that an earlier sending of the same file began.</summary>
    public virtual void Started(ImportSource source, StartedImport started)
    {
    }

    /// <summary>How far it has come.</summary>
    public virtual void Progress(ImportSource source, Import import)
    {
    }

    /// <summary>A row failed.</summary>
    public virtual void RowFailed(ImportSource source, ImportedRow row)
    {
    }

    /// <summary>It has ended.</summary>
    /// <param name="source">The file.</param>
    /// <param name="import">How.</param>
    /// <param name="errors">Where the rows that failed are, if any did.</param>
    /// <param name="exitCode">What it comes to.</param>
    public abstract void Ended(ImportSource source, Import import, string? errors, int exitCode);

    /// <summary>It could not be sent or followed.</summary>
    /// <param name="file">The file, as it was typed.</param>
    /// <param name="failure">Why.</param>
    public abstract void Failed(string file, Failure failure);
}
