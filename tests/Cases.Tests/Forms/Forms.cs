using System.Text;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Forms;

namespace CaseWorkflows.Cases.Tests.Forms;

/// <summary>A form with a field of every type.</summary>
internal static class Forms
{
    public static readonly DateOnly Today = new(2026, 11, 22);

    public static Form Household { get; } = Parsed("""
        {
          "key": "household", "title": { "ar": "الأسرة", "en": "Household" }, "intro": { "ar": "عن أسرة ال{person}", "en": "About the {person}'s household" },
          "fields": [
            { "key": "number", "type": "from-case", "label": { "ar": "رقم الحالة", "en": "Case number" }, "source": "case.number" },
            { "key": "fullName", "type": "text", "label": { "ar": "الاسم", "en": "Name" }, "required": true, "maximumLength": 60, "prefill": "applicant.fullName", "personal": { "purpose": { "ar": "التعرف", "en": "To know who" }, "retention": "P5Y" } },
            { "key": "story", "type": "long-text", "label": { "ar": "الشرح", "en": "Story" }, "minimumLength": 5, "personal": false },
            { "key": "rooms", "type": "number", "label": { "ar": "الغرف", "en": "Rooms" }, "minimum": 0, "maximum": 40 },
            { "key": "distance", "type": "number", "label": { "ar": "المسافة", "en": "Distance" }, "decimals": 2 },
            { "key": "rent", "type": "money", "label": { "ar": "الإيجار", "en": "Rent" }, "maximum": 50000, "personal": false },
            { "key": "visited", "type": "date", "label": { "ar": "تاريخ الزيارة", "en": "Visited on" }, "latest": "today", "earliest": "2020-01-01", "personal": false },
            { "key": "housing", "type": "choice", "label": { "ar": "السكن", "en": "Housing" }, "options": [ { "key": "owned", "label": { "ar": "ملك", "en": "Owned" } }, { "key": "rented", "label": { "ar": "إيجار", "en": "Rented" } } ], "requiredFor": ["Verified"] },
            { "key": "landlord", "type": "text", "label": { "ar": "المؤجر", "en": "Landlord" }, "visibleWhen": [ { "field": "housing", "equals": "rented" } ], "required": true, "personal": false },
            { "key": "needs", "type": "choices", "label": { "ar": "الحاجات", "en": "Needs" }, "options": [ { "key": "food", "label": { "ar": "غذاء", "en": "Food" } }, { "key": "health", "label": { "ar": "علاج", "en": "Health" } }, { "key": "other", "label": { "ar": "أخرى", "en": "Other" } } ] },
            { "key": "otherNeed", "type": "text", "label": { "ar": "اذكرها", "en": "Which" }, "visibleWhen": [ { "field": "needs", "in": ["other"] } ], "personal": false },
            { "key": "works", "type": "yes-no", "label": { "ar": "يعمل", "en": "Works" } },
            { "key": "nationalId", "type": "national-id", "label": { "ar": "الهوية", "en": "Id" }, "personal": { "purpose": { "ar": "المطابقة", "en": "To match" }, "retention": "P5Y" } },
            { "key": "mobile", "type": "mobile", "label": { "ar": "الجوال", "en": "Mobile" }, "personal": { "purpose": { "ar": "التواصل", "en": "To reach" }, "retention": "P18M" } },
            { "key": "iban", "type": "iban", "label": { "ar": "الآيبان", "en": "IBAN" }, "personal": { "purpose": { "ar": "الصرف", "en": "To pay" }, "retention": "P10Y" } },
            { "key": "members", "type": "table", "label": { "ar": "الأفراد", "en": "Members" }, "maximumRows": 3, "totals": ["income"], "personal": { "purpose": { "ar": "الدراسة", "en": "To study" }, "retention": "P5Y" },
              "columns": [
                { "key": "name", "type": "text", "label": { "ar": "الاسم", "en": "Name" }, "required": true },
                { "key": "born", "type": "date", "label": { "ar": "الميلاد", "en": "Born" }, "latest": "today" },
                { "key": "income", "type": "money", "label": { "ar": "الدخل", "en": "Income" } },
                { "key": "nationalId", "type": "national-id", "label": { "ar": "الهوية", "en": "Id" } } ] },
            { "key": "lease", "type": "file", "label": { "ar": "العقد", "en": "Lease" }, "accepts": ["pdf", "image"], "maximumBytes": 1000, "visibleWhen": [ { "field": "landlord", "isSet": true } ], "personal": { "purpose": { "ar": "الإثبات", "en": "Proof" }, "retention": "P5Y" } },
            { "key": "signature", "type": "signature", "label": { "ar": "التوقيع", "en": "Signature" }, "requiredFor": ["Signed"], "personal": { "purpose": { "ar": "الإقرار", "en": "To declare" }, "retention": "P10Y" } }
          ]
        }
        """);

    public static JsonObject Valid => new()
    {
        ["fullName"] = "نورة عبدالله", ["housing"] = "owned",
    };

    public static Form Parsed(string json) => Form.Parse(Encoding.UTF8.GetBytes(json)).Value;

    /// <summary>The form's file with something changed.</summary>
    public static ReadOnlyMemory<byte> Changed(Action<JsonObject> change)
    {
        var file = JsonNode.Parse(Household.Json)!.AsObject();
        change(file);
        return Encoding.UTF8.GetBytes(file.ToJsonString());
    }

    public static JsonObject Field(this JsonObject file, string key) => file["fields"]!.AsArray().Single(field => (string)field!["key"]! == key)!.AsObject();

    public static FormReading Read(JsonObject data, string action = "Saved") => FormRules.Read(Household, FormInput.OfJson(data), action, FormContext.On(Today));

    /// <summary>The valid answers with one more, or another.</summary>
    public static FormReading With(string key, JsonNode? value, string action = "Saved")
    {
        var data = Valid;
        data[key] = value;
        return Read(data, action);
    }

    public static string[] Faults(this FormReading reading) => [.. reading.Errors.Select(error => $"{error.Path} {error.Code}")];
}
