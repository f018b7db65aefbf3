namespace ClaimCheck.Domain.Evidence.Copying;

/// <summary>
/// Passages that two writers hardly choose alike: many words in a row, enough of them uncommon. What is uncommon is told by
/// the word itself, not by how many of the texts have it.
/// </summary>
internal static class Passages
{
    /// <summary>The hashes of the passages of a wording that others may have: every shingle of them stands elsewhere too.</summary>
    public static IEnumerable<ulong> In(Wording wording)
    {
        var tokens = wording.Tokens;
        var uncommon = 0;
        var eligible = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            // A passage begins anew after a quotation and in scripts that mark no words, of which it cannot be told which are uncommon.
            if (tokens[i].Quoted || tokens[i].Kind is TokenKind.Ideographs or TokenKind.UnspacedLetters)
            {
                (uncommon, eligible) = (0, 0);
                continue;
            }

            eligible++;
            uncommon += tokens[i].Kind == TokenKind.Uncommon ? 1 : 0;
            if (eligible > CopyThresholds.PassageLength)
            {
                uncommon -= tokens[i - CopyThresholds.PassageLength].Kind == TokenKind.Uncommon ? 1 : 0;
            }

            var start = i - CopyThresholds.PassageLength + 1;
            if (eligible >= CopyThresholds.PassageLength && uncommon >= CopyThresholds.UncommonInPassage && IsShared(wording, start))
            {
                yield return HashOf(tokens, start);
            }
        }
    }

    // Saves hashing nearly all passages: where a shingle stands nowhere else, the passage around it does not either.
    private static bool IsShared(Wording wording, int start)
    {
        if (wording.Members.Count > 1)
        {
            return true;
        }

        for (var i = start; i <= start + CopyThresholds.PassageLength - wording.ShingleLength; i++)
        {
            if (wording.ShingleAt[i] == Vocabulary.None && wording.IsShingle(i))
            {
                return false;
            }
        }

        return true;
    }

    private static ulong HashOf(Token[] tokens, int start)
    {
        var hash = Hashes.Empty;
        for (var i = start; i < start + CopyThresholds.PassageLength; i++)
        {
            hash = Hashes.Combine(hash, tokens[i].Hash);
        }

        return Hashes.Finish(hash);
    }
}
