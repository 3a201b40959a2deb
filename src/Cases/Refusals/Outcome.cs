using System.Diagnostics.CodeAnalysis;

namespace CaseWorkflows.Cases.Refusals;

/// <summary>Either the value asked for or the refusal that took its place.</summary>
/// <typeparam name="T">The value when the answer is yes.</typeparam>
public readonly struct Outcome<T>
{
    private readonly T? _value;

    private Outcome(T? value, Refusal? refusal) => (_value, Refusal) = (value, refusal);

    /// <summary>The refusal, or null when the answer is yes.</summary>
    public Refusal? Refusal { get; }

    /// <summary>The value. Reading it from a refused outcome is a bug and throws.</summary>
    public T Value => Refusal is null ? _value! : throw new InvalidOperationException($"Refused: {Refusal.Code}");

    /// <summary>Tells yes from no and hands out whichever applies.</summary>
    public bool Succeeded([MaybeNullWhen(false)] out T value, [MaybeNullWhen(true)] out Refusal refusal)
    {
        (value, refusal) = (_value, Refusal);
        return refusal is null;
    }

    /// <summary>Carries a refusal over unchanged, or turns the value into another.</summary>
    public Outcome<TNext> Map<TNext>(Func<T, TNext> next) => Refusal is { } no ? no : next(_value!);

    /// <summary>Carries a refusal over unchanged, or asks the next question.</summary>
    public Outcome<TNext> Then<TNext>(Func<T, Outcome<TNext>> next) => Refusal is { } no ? no : next(_value!);

    /// <summary>A yes.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>A no.</summary>
    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}
