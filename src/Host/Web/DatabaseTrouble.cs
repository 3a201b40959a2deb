using System.Data.Common;

namespace CaseWorkflows.Host.Web;

/// <summary>What a database says that is no bug of ours.</summary>
internal static class DatabaseTrouble
{
    /// <summary>A character that PostgreSQL has no place for in a text; there is one, U+0000.</summary>
    private const string CharacterNotStorable = "22021";

    private static readonly Problem TextNotStorable = new(400, "text-not-storable", new(
        "في أحد النصوص محرف لا يمكن حفظه (U+0000).", "One of the texts has a character in it that cannot be kept (U+0000)."));

    private static readonly Problem Unavailable = new(503, "database-unavailable", new(
        "تعذر الوصول إلى قاعدة البيانات الآن. أعد المحاولة بعد قليل بمعرّف العملية نفسه.",
        "The database cannot be reached at the moment. Try again in a little while, with the same operation id."));

    /// <summary>Null when it is something else.</summary>
    public static Problem? Explain(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            switch (error)
            {
                case DbException { SqlState: CharacterNotStorable }:
                    return TextNotStorable;
                case DbException { IsTransient: true }:
                    return Unavailable;
            }
        }

        return null;
    }
}
