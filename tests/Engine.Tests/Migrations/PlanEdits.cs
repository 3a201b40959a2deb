using static CaseWorkflows.Engine.Tests.Properties.FlowchartGenerator;

namespace CaseWorkflows.Engine.Tests.Migrations;

/// <summary>What a designer does to a drawing, chosen by a number.</summary>
internal static class PlanEdits
{
    public static Plan Of(Plan plan, int number)
    {
        var chance = new Random(number);
        for (var edits = 1 + chance.Next(3); edits > 0; edits--)
        {
            plan = Once(plan, chance);
        }

        return plan;
    }

    private static Plan Once(Plan plan, Random chance)
    {
        var box = plan.Boxes[chance.Next(plan.Boxes.Count)];
        var line = plan.Lines.Count > 0 ? plan.Lines[chance.Next(plan.Lines.Count)] : null;
        return chance.Next(6) switch
        {
            0 when plan.Boxes.Count > 2 => plan with // a step taken out, with its lines
            {
                Boxes = [.. plan.Boxes.Where(other => other != box)],
                Lines = [.. plan.Lines.Where(other => other.From != box.Id && other.To != box.Id)],
            },
            1 when line is not null => Inserted(plan, line, new Box($"new{chance.Next(1000)}", chance.Next(2) == 0 ? "wait" : "probe", 0, null)),
            2 when line is not null => plan with { Lines = [.. plan.Lines.Select(other => other == line ? other with { To = box.Id } : other)] },
            3 when line is not null => plan with { Lines = [.. plan.Lines.Where(other => other != line)] },
            4 => plan with { Boxes = [.. plan.Boxes.Select(other => other == box && other.Kind != "flow" ? other with { Kind = "join", Setting = chance.Next(3) } : other)] },
            _ => plan with { Lines = [.. plan.Lines, new Line(box.Id, "Done", plan.Boxes[chance.Next(plan.Boxes.Count)].Id)] },
        };
    }

    private static Plan Inserted(Plan plan, Line line, Box box) => plan.Boxes.Any(other => other.Id == box.Id) ? plan : plan with
    {
        Boxes = [.. plan.Boxes, box],
        Lines = [.. plan.Lines.Select(other => other == line ? other with { To = box.Id } : other), new Line(box.Id, "Done", line.To)],
    };
}
