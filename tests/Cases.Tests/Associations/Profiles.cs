using System.Text;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Associations;

namespace CaseWorkflows.Cases.Tests.Associations;

/// <summary>An invented association, and the same with one thing changed.</summary>
internal static class Profiles
{
    private const string Json = """
        {
          "key": "oasis", "kind": "charitable", "numberPrefix": "OAS", "procedure": "oasis-relations",
          "name": { "ar": "جمعية الواحة", "en": "Oasis Association" }, "shortName": { "ar": "الواحة", "en": "Oasis" },
          "registration": null, "region": { "ar": "القصيم", "en": "Qassim" },
          "words": {
            "person": { "ar": "مستفيد", "en": "beneficiary" }, "people": { "ar": "المستفيدون", "en": "beneficiaries" },
            "relationsOfficer": { "ar": "موظف العلاقات", "en": "relations officer" }
          },
          "channels": ["interview", "website", "branch-delegate"],
          "tools": [{ "key": "basic-regulation", "name": { "ar": "اللائحة الأساسية", "en": "Basic regulation" } }],
          "services": [{ "key": "food-basket", "name": { "ar": "سلة غذائية", "en": "Food basket" } }],
          "approval": {
            "body": { "ar": "مجلس الإدارة", "en": "Board" }, "meeting": null, "date": "2025-02-27", "hijriDate": "1446-08-28",
            "signatories": [{ "ar": "أمين المجلس", "en": "Board secretary" }], "replacesEarlier": true, "note": null
          },
          "calendar": {
            "timeZone": "Asia/Riyadh", "weekend": ["Friday", "Saturday"],
            "holidays": [{ "from": "2026-02-22", "to": "2026-02-22", "name": { "ar": "يوم التأسيس", "en": "Founding Day" } }]
          }
        }
        """;

    public static AssociationProfile Oasis => AssociationProfile.Parse(Changed(_ => { })).Value;

    public static ReadOnlyMemory<byte> Changed(Action<JsonObject> change)
    {
        var file = JsonNode.Parse(Json)!.AsObject();
        change(file);
        return Encoding.UTF8.GetBytes(file.ToJsonString());
    }
}
