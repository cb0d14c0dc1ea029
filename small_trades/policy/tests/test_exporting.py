import json

from fideslang.default_taxonomy import DEFAULT_TAXONOMY
from fideslang.models import Taxonomy

from small_trades.policy import exporting
from small_trades.policy.declaration import POLICY

SNAPSHOT = POLICY.snapshot()


def test_fides_reads_the_manifest_and_knows_every_key_in_it() -> None:
    manifest = exporting.fideslang(SNAPSHOT)
    (system,) = Taxonomy(**manifest).system or []
    assert {each.name for each in system.privacy_declarations} == {purpose.id for purpose in POLICY.purposes}
    known = {
        "data_categories": {each.fides_key for each in DEFAULT_TAXONOMY.data_category},
        "data_subjects": {each.fides_key for each in DEFAULT_TAXONOMY.data_subject},
    }
    uses = {each.fides_key for each in DEFAULT_TAXONOMY.data_use}
    for declared in system.privacy_declarations:
        assert declared.data_use in uses
        assert set(declared.data_categories) <= known["data_categories"]
        assert set(declared.data_subjects) <= known["data_subjects"]


def test_what_is_provided_outside_is_said() -> None:
    manifest = exporting.fideslang(SNAPSHOT)["system"][0]["privacy_declarations"]
    shared = {
        each["name"]: each["third_parties"] for each in manifest if each["data_shared_with_third_parties"]
    }
    assert shared == {
        "3-lawful-exception": "Authorities entitled by law",
        "5a-maker-contact": "Makers of the goods",
        "6-rights": "Makers of the goods",
        "8-remarketing": "Advertising service",
    }


def test_dpv_names_each_purpose_with_its_data_basis_and_recipients() -> None:
    document = exporting.dpv(SNAPSHOT)
    assert json.loads(json.dumps(document)) == document
    prefixes = set(document["@context"])
    by_id = {process["@id"]: process for process in document["dpv:hasProcess"]}
    assert len(by_id) == len(POLICY.purposes)
    delivery = by_id[f"policy:{POLICY.version}/3b-delivery"]
    assert delivery["dpv:hasPurpose"]["@type"] == "dpv:DeliveryOfGoods"
    assert delivery["dpv:hasLegalBasis"] == {"@type": "dpv:Contract"}
    assert [each["@id"].rpartition("/")[2] for each in delivery["dpv:hasPersonalData"]] == [
        category.id for category in POLICY.purpose("3b-delivery").uses
    ]
    carrier, programs = delivery["dpv:hasRecipient"]
    assert programs["@type"] == "dpv:DataProcessor"
    assert (carrier["@type"], carrier["dpv:hasCountry"]) == ("dpv:DataProcessor", "loc:JP")
    for process in by_id.values():
        for entry in (
            process["dpv:hasPurpose"],
            *process["dpv:hasPersonalData"],
            *process["dpv:hasRecipient"],
        ):
            assert entry["@type"].partition(":")[0] in prefixes
