namespace CaseWorkflows.Evidence.Sealing;

/// <summary>
/// Checks an association's seals in their order: numbers from 1 without gaps, each tied to the one before and signed by a key that leads back to the first and was in use. One pass, and
/// no seal is kept.
/// </summary>
/// <param name="association">The association's key; null for whichever the first seal names.</param>
/// <param name="keys">Its keys.</param>
public sealed class SealChain(string? association, KeyChain keys)
{
    private string? _association = association;
    private string _previous = CaseWorkflows.Cases.History.HashChain.Genesis;
    private string _at = "";
    private long _number;

    /// <summary>The first seal that did not hold; null while all did.</summary>
    public SealBreak? Broken { get; private set; }

    /// <summary>
    /// Takes the next seal. True when it was signed as it stands, by a key that may be believed: it may then serve as a witness even if the seals around it do not hold.
    /// </summary>
    /// <param name="seal">Null for a line that is none.</param>
    public bool Add(Seal? seal)
    {
        var expected = _number + 1;
        var signature = seal is null ? SealFault.Unreadable : Signed(seal);
        var fault = seal is null ? SealFault.Unreadable
            : seal.Number != expected ? SealFault.Missing
            : seal.Association != (_association ?? seal.Association) ? SealFault.OtherAssociation
            : signature
            ?? (seal.Previous != _previous ? SealFault.WrongPrevious
            : string.CompareOrdinal(seal.At, _at) < 0 ? SealFault.BeforeThePrevious
            : (SealFault?)null);
        Broken ??= fault is { } found ? new(expected, found) : null;
        if (seal is not null)
        {
            _association ??= seal.Association;
            (_previous, _at) = (seal.Hash(), seal.At);
        }

        _number = seal?.Number ?? expected;
        return seal is not null && signature is null && seal.Association == _association;
    }

    /// <summary>The first of some seals that does not hold, and how; null when all do, also when there are none.</summary>
    /// <param name="seals">All of one association, oldest first.</param>
    /// <param name="keys">Its keys.</param>
    public static SealBreak? Verify(IEnumerable<Seal> seals, KeyChain keys)
    {
        var chain = new SealChain(association: null, keys);
        foreach (var seal in seals)
        {
            chain.Add(seal);
            if (chain.Broken is not null)
            {
                break;
            }
        }

        return chain.Broken;
    }

    private SealFault? Signed(Seal seal) => keys.Find(seal.Key) is not { } key ? SealFault.UnknownKey
        : !keys.IsEndorsed(key.Id) ? SealFault.KeyNotEndorsed
        : !Signatures.Verify(key.Spki(), seal.SignedBytes(), seal.Signature) ? SealFault.BadSignature
        : !key.IsInUse(seal.At) ? SealFault.KeyOutsideItsTime
        : null;
}
