namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>
/// Something made of a name once and kept, because few names stand in many events. It stops keeping where names turn out to be many, so that no log can fill the memory.
/// </summary>
internal sealed class Kept<TKey, TMade>(Func<TKey, TMade> make)
    where TKey : notnull
{
    private const int Most = 4096;

    private readonly Dictionary<TKey, TMade> _made = [];

    public TMade this[TKey key]
    {
        get
        {
            if (!_made.TryGetValue(key, out var made))
            {
                made = make(key);
                if (_made.Count < Most)
                {
                    _made.Add(key, made);
                }
            }

            return made;
        }
    }
}
