using CaseWorkflows.Cases.People;

namespace CaseWorkflows.Host.Reads;

/// <summary>What a request was given to see of people, gathered where it is given out, so that no page or operation can forget it.</summary>
internal sealed class Sights
{
    private readonly List<Sight> _all = [];

    /// <summary>Nothing told who somebody is as long as this is empty.</summary>
    public IReadOnlyList<Sight> All => _all;

    /// <summary>A case that was looked at. A summary tells nobody's name and is left out.</summary>
    /// <param name="association">Whose case.</param>
    /// <param name="caseId">Its id.</param>
    /// <param name="disclosure">How much of its person.</param>
    /// <param name="basis">On what it rests.</param>
    /// <param name="isAnswer">True for what goes out in whatever answer this request gets; false for what only a page or a read shows.</param>
    public void Add(string association, string caseId, Disclosure disclosure, ReadBasis basis, bool isAnswer = false)
    {
        if (disclosure != Disclosure.Summary)
        {
            _all.Add(new(association, caseId, disclosure, basis, isAnswer));
        }
    }
}

/// <summary>One case in what a request was given to see.</summary>
internal sealed record Sight(string Association, string CaseId, Disclosure Disclosure, ReadBasis Basis, bool IsAnswer);
