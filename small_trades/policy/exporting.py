"""The declaration in the vocabularies of others: W3C DPV as JSON-LD, and the Fides language.

DPV 2: https://w3id.org/dpv (terms are named in the declaration itself). Fides: IAB Tech Lab's fideslang 3,
https://github.com/IABTechLab/fideslang, whose taxonomy is coarser: each of our categories and purposes names
its nearest key below.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from small_trades.policy.tables import Snapshot

_CONTEXT: Final = {
    "dpv": "https://w3id.org/dpv#",
    "pd": "https://w3id.org/dpv/pd#",
    "loc": "https://w3id.org/dpv/loc#",
    "dct": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "policy": "urn:small-trades:policy:",
}
_BASES: Final = {
    "contract": "dpv:Contract",
    "consent": "dpv:Consent",
    "legal-obligation": "dpv:LegalObligation",
    "legitimate-interest": "dpv:LegitimateInterest",
}
_STANDINGS: Final = {
    "processor": "dpv:DataProcessor",
    "third-party": "dpv:ThirdParty",
    "authority": "dpv:Authority",
}
_FIDES_BASES: Final = {
    "contract": "Contract",
    "consent": "Consent",
    "legal-obligation": "Legal obligations",
    "legitimate-interest": "Legitimate interests",
}
_FIDES_CATEGORIES: Final = {
    "2a-name": "user.name",
    "2b-address": "user.contact.address",
    "2c-telephone": "user.contact.phone_number",
    "2d-email": "user.contact.email",
    "2e-password": "user.authorization.password",
    "2f-shipping": "user.contact.address",
    "2g-transactions": "user.behavior.purchase_history",
    "2h-combination": "user.unique_id",
    "2i-payment": "user.financial",
    "2j-inquiry": "user.content.private",
    "2k-sign-in": "user.authorization",
    "2l-staff": "user.workplace",
    "2m-consents": "user.privacy_preferences",
    "2n-provisions": "user.privacy_preferences",
    "2o-refusals": "user.behavior",
    "2p-incidents": "user.content.private",
    "2q-favourites": "user.behavior",
    "2r-order-words": "user.content.private",
    "2s-restock": "user.contact.email",
    "2t-reviews": "user.content.public",
    "2u-inquiry-files": "user.content.private",
}
_FIDES_USES: Final = {
    "3a-account": "essential.service",
    "3b-notice": "essential.service.notifications",
    "3b-delivery": "essential.service",
    "3b-newsletter": "marketing.communications.email",
    "3b-restock": "essential.service.notifications.email",
    "3c-identity": "essential.service.authentication",
    "3d-billing": "essential.service.payment_processing",
    "3d-tax-records": "essential.legal_obligation",
    "3e-prefill": "functional.service",
    "3f-misuse": "essential.fraud_detection",
    "3g-inquiry": "essential.service.operations.support",
    "3i-reviews": "essential.service",
    "3h-order-care": "essential.service.operations.support",
    "3h-finding": "essential.service.operations.support",
    "3-lawful-exception": "essential.legal_obligation",
    "4-breach-notice": "essential.legal_obligation",
    "4-upkeep": "essential.service.operations",
    "5a-maker-contact": "third_party_sharing",
    "5-provision-records": "essential.legal_obligation",
    "6-rights": "essential.legal_obligation",
    "8-remarketing": "marketing.advertising.third_party.targeted",
    "0-staff": "essential.service.authentication",
}


def dpv(snapshot: Snapshot) -> dict[str, Any]:
    """The snapshot as a JSON-LD document: one `dpv:Process` a purpose."""
    processes = [_process(snapshot, key, purpose) for key, purpose in snapshot["purposes"].items()]
    return {
        "@context": _CONTEXT,
        "@id": f"policy:{snapshot['version']}",
        "@type": "dpv:PrivacyNotice",
        "dct:hasVersion": str(snapshot["version"]),
        "dct:issued": {"@type": "xsd:date", "@value": snapshot["effective"]},
        "dpv:hasProcess": processes,
    }


def _process(snapshot: Snapshot, key: str, purpose: Mapping[str, Any]) -> dict[str, Any]:
    at = f"policy:{snapshot['version']}/"
    return {
        "@id": f"{at}{key}",
        "@type": "dpv:Process",
        "dpv:hasPurpose": {"@id": f"{at}{key}/purpose", "@type": purpose["dpv"], **_titled(purpose)},
        "dpv:hasLegalBasis": {"@type": _BASES[purpose["legal_basis"]]},
        "dpv:hasPersonalData": [
            {
                "@id": f"{at}{each}",
                "@type": snapshot["categories"][each]["dpv"],
                **_titled(snapshot["categories"][each]),
            }
            for each in purpose["uses"]
        ],
        "dpv:hasRecipient": [
            {
                "@id": f"{at}{each}",
                "@type": _STANDINGS[snapshot["recipients"][each]["role"]],
                "dpv:hasCountry": f"loc:{snapshot['recipients'][each]['country']}",
                **_titled(snapshot["recipients"][each]),
            }
            for each in purpose["recipients"]
        ],
    }


def _titled(entry: Mapping[str, Any]) -> dict[str, Any]:
    names = [{"@language": language, "@value": entry[f"name_{language}"]} for language in ("ja", "en")]
    return {"dct:title": names}


def fideslang(snapshot: Snapshot) -> dict[str, Any]:
    """The snapshot as a Fides manifest with one system; KeyError for an entry that has no Fides key yet.

    Retention is by class of keys, not by purpose, so a declaration carries none; remarketing uses no category
    of the policy, and Fides asks for one, so it names `user.device.cookie`.
    """
    return {
        "system": [
            {
                "fides_key": "small_trades_shop",
                "organization_fides_key": "default_organization",
                "name": "SMALL TRADES",
                "description": f"Privacy policy, version {snapshot['version']} of {snapshot['effective']}",
                "system_type": "Application",
                "processes_personal_data": True,
                "uses_profiling": False,
                "uses_cookies": bool(snapshot["cookies"]),
                "privacy_declarations": [
                    _privacy_declaration(snapshot, key, purpose)
                    for key, purpose in snapshot["purposes"].items()
                ],
            }
        ]
    }


def _privacy_declaration(snapshot: Snapshot, key: str, purpose: Mapping[str, Any]) -> dict[str, Any]:
    recipients = [snapshot["recipients"][each] for each in purpose["recipients"]]
    outside = [entry["name_en"] for entry in recipients if entry["role"] != "processor"]
    subjects = ["employee"] if purpose["uses"] == ["2l-staff"] else ["customer"]
    return {
        "name": key,
        "data_use": _FIDES_USES[key],
        "data_categories": _unique(_FIDES_CATEGORIES[each] for each in purpose["uses"])
        or ["user.device.cookie"],
        "data_subjects": subjects,
        "legal_basis_for_processing": _FIDES_BASES[purpose["legal_basis"]],
        "data_shared_with_third_parties": bool(outside),
        "third_parties": ", ".join(outside) or None,
    }


def _unique(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))
