namespace CaseWorkflows.Engine.Exploration;

/// <summary>
/// Decides for the activities of one burst. A burst with several decisions is run again for each combination, from the same state: the script says
/// what was decided the time before, and the last decision that has another answer gets it.
/// </summary>
internal sealed class Chooser
{
    /// <summary>How often one activity may be passed in one burst before it has to wait for its turn: circles without a wait would never end.</summary>
    private const int MostPasses = 2;

    private readonly List<(int Chosen, int Ways)> _script = [];
    private readonly Dictionary<string, int> _passes = new(StringComparer.Ordinal);
    private int _next;

    /// <summary>What the activity now resumed was told to do.</summary>
    public int Told { get; private set; }

    /// <summary>Begins the first run of a burst.</summary>
    public void Begin(int told)
    {
        _script.Clear();
        Restart(told);
    }

    /// <summary>Prepares the next run of the same burst; false when every combination was run.</summary>
    public bool TryNext()
    {
        while (_script.Count > 0)
        {
            var (chosen, ways) = _script[^1];
            _script.RemoveAt(_script.Count - 1);
            if (chosen + 1 < ways)
            {
                _script.Add((chosen + 1, ways));
                Restart(Told);
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// True when the activity is to decide within the burst. With nothing else queued it may as well wait and decide first thing in the next: the
    /// order of things is the same, and states that are alike meet.
    /// </summary>
    public bool DecidesNow(ActivityExecutionContext context, int ways)
    {
        var passes = _passes[context.NodeId] = _passes.GetValueOrDefault(context.NodeId) + 1;
        return passes <= MostPasses && (ways == 1 || context.WorkflowExecutionContext.Scheduler.HasAny);
    }

    /// <summary>One of so many ways, counted from 0.</summary>
    public int Choose(int ways)
    {
        if (ways <= 1)
        {
            return 0;
        }

        if (_next == _script.Count)
        {
            _script.Add((0, ways));
        }

        return _script[_next++].Chosen;
    }

    private void Restart(int told)
    {
        (_next, Told) = (0, told);
        _passes.Clear();
    }
}
