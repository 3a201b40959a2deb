namespace CaseWorkflows.Engine.Definitions;

/// <summary>Turns byte offsets that only grow into lines and columns, looking at every byte once.</summary>
internal ref struct LineCursor(ReadOnlySpan<byte> utf8)
{
    private readonly ReadOnlySpan<byte> _utf8 = utf8;
    private int _offset;

    public int Line { get; private set; } = 1;

    public int Column { get; private set; } = 1;

    public void MoveTo(int offset)
    {
        for (; _offset < offset && _offset < _utf8.Length; _offset++)
        {
            switch (_utf8[_offset])
            {
                case (byte)'\n':
                    (Line, Column) = (Line + 1, 1);
                    break;
                case >= 0xF0:
                    Column += 2; // a surrogate pair in UTF-16
                    break;
                case < 0x80 or >= 0xC0:
                    Column++;
                    break;
                default:
                    break; // inside a character
            }
        }
    }
}
