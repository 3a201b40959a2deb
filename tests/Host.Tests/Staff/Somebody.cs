using System.Globalization;

namespace CaseWorkflows.Host.Tests.Staff;

/// <summary>A person who applies. Made up: the numbers pass the checks and belong to nobody.</summary>
internal sealed record Somebody(string FullName, string NationalId, string Mobile)
{
    private static int _count;

    public static Somebody New(string? fullName = null)
    {
        var number = Interlocked.Increment(ref _count);
        return new(fullName ?? $"شخص تجريبي {Letters(number)}", IdFor(number), string.Create(CultureInfo.InvariantCulture, $"055{number:0000000}"));
    }

    /// <summary>A citizen's id whose last digit fits.</summary>
    private static string IdFor(int number)
    {
        var first = string.Create(CultureInfo.InvariantCulture, $"1{number:00000000}");
        return Enumerable.Range(0, 10).Select(last => first + last.ToString(CultureInfo.InvariantCulture))
            .Single(id => CaseWorkflows.Cases.Identifiers.NationalId.Check(id).Doubt is null);
    }

    private static string Letters(int number) => string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(digit => "ابتثجحخدذر"[digit - '0']));
}

/// <summary>Requests as they are sent.</summary>
internal static class Request
{
    public static object For(Somebody person, string channel = "interview", string service = "support") =>
        new { channel, service, applicant = new { fullName = person.FullName, nationalId = person.NationalId, mobile = person.Mobile } };
}
