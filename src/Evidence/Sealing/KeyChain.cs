namespace CaseWorkflows.Evidence.Sealing;

/// <summary>
/// An association's keys, oldest first, and which of them lead back to the first: each has the id its content gives, is endorsed by the one right before it, and begins where that one
/// ended. From the first that does not, none is endorsed.
/// </summary>
public sealed class KeyChain
{
    private readonly Dictionary<string, SealKey> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    /// <summary>The chain of keys that may come from anywhere, in their order.</summary>
    public KeyChain(IReadOnlyList<SealKey> keys)
    {
        Keys = keys;
        for (var at = 0; at < keys.Count; at++)
        {
            var (key, before) = (keys[at], at == 0 ? null : keys[at - 1]);
            if (_places.TryAdd(key.Id, at) && IsItself(key))
            {
                _byId.Add(key.Id, key);
            }

            if (FirstUnendorsed is null && !(_byId.GetValueOrDefault(key.Id) == key && Follows(before, key)))
            {
                FirstUnendorsed = key;
            }
        }
    }

    /// <summary>All of them, oldest first.</summary>
    public IReadOnlyList<SealKey> Keys { get; }

    /// <summary>The first that does not lead back to the first key; null when all do.</summary>
    public SealKey? FirstUnendorsed { get; }

    /// <summary>The key with that id whose id is that of its content; null when there is none.</summary>
    public SealKey? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>True for a key that leads back to the first.</summary>
    public bool IsEndorsed(string id) => _byId.ContainsKey(id) && (FirstUnendorsed is null || _places[id] < _places[FirstUnendorsed.Id]);

    /// <summary>True when that key is the other or came after it in the chain, both endorsed: whoever trusts the other may trust it.</summary>
    public bool ComesFrom(string id, string trusted) => IsEndorsed(id) && IsEndorsed(trusted) && _places[trusted] <= _places[id];

    private static bool IsItself(SealKey key) => key.Spki() is { Length: > 0 } spki && Signatures.KeyId(spki) == key.Id;

    private static bool Follows(SealKey? before, SealKey key) => before is null
        ? key.EndorsedBy is null
        : key.EndorsedBy == before.Id && before.Until == key.From && string.CompareOrdinal(before.From, key.From) < 0
            && Signatures.Verify(before.Spki(), key.EndorsedBytes(), key.Endorsement);
}
