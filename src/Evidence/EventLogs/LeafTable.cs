using System.Runtime.InteropServices;

namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>The leaves of one text, their keys one after the other in one buffer. It is used again for the next text and grows to what the largest needs.</summary>
internal sealed class LeafTable
{
    private byte[] _keys = new byte[1024];
    private int _keysLength;
    private Slot[] _slots = new Slot[32];
    private int[] _hashes = new int[32];

    /// <summary>Where a leaf's key and its JSON stand.</summary>
    [StructLayout(LayoutKind.Auto)]
    private record struct Slot(int Key, int KeyLength, int Raw, int RawLength, LeafKind Kind, bool IsEscaped);

    public int Count { get; private set; }

    public void Clear() => (Count, _keysLength) = (0, 0);

    public DataLeaf Get(int index, ReadOnlySpan<byte> json)
    {
        ref var slot = ref _slots[index];
        return new(_keys.AsSpan(slot.Key, slot.KeyLength), slot.Kind, json.Slice(slot.Raw, slot.RawLength), slot.IsEscaped);
    }

    /// <summary>The place of the leaf with that key; -1 when there is none.</summary>
    public int Find(ReadOnlySpan<byte> key)
    {
        for (var i = 0; i < Count; i++)
        {
            if (_keys.AsSpan(_slots[i].Key, _slots[i].KeyLength).SequenceEqual(key))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>False when there is a leaf with that key, and nothing is added.</summary>
    public bool TryAdd(ReadOnlySpan<byte> key, int raw, int rawLength, LeafKind kind, bool isEscaped)
    {
        var hash = Hash(key);
        if (_hashes.AsSpan(0, Count).Contains(hash) && Find(key) >= 0)
        {
            return false;
        }

        if (Count == _slots.Length)
        {
            Array.Resize(ref _slots, Count * 2);
            Array.Resize(ref _hashes, Count * 2);
        }

        if (_keys.Length - _keysLength < key.Length)
        {
            Array.Resize(ref _keys, Math.Max(_keys.Length * 2, _keysLength + key.Length));
        }

        key.CopyTo(_keys.AsSpan(_keysLength));
        (_slots[Count], _hashes[Count]) = (new(_keysLength, key.Length, raw, rawLength, kind, isEscaped), hash);
        _keysLength += key.Length;
        Count++;
        return true;
    }

    private static int Hash(ReadOnlySpan<byte> key)
    {
        var hash = new HashCode();
        hash.AddBytes(key);
        return hash.ToHashCode();
    }
}
