"""What a person is handed of a consent: a receipt after ISO/IEC TS 27560:2023, as JSON-LD.

Fields and terms are those of the W3C Data Privacy Vocabulary's guide to 27560
(https://w3id.org/dpv/guides/consent-27560), profile `dpv-27560#receipt`: a receipt holds the record it is of.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings

from small_trades.privacy._policy import policy, published

if TYPE_CHECKING:
    from collections.abc import Mapping

    from small_trades.privacy._consents.shapes import ConsentRecord

CONTEXT: Final = {
    "dpv": "https://w3id.org/dpv#",
    "dpv-pd": "https://w3id.org/dpv/pd#",
    "pd": "https://w3id.org/dpv/pd#",
    "loc": "https://w3id.org/dpv/loc#",
    "dct": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
PROFILE: Final = "https://w3id.org/dpv/schema/dpv-27560"
_ROLES: Final = {
    "processor": "dpv:DataProcessor",
    "third-party": "dpv:ThirdParty",
    "authority": "dpv:Authority",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Controller:
    """Who asked for the consent (the PII controller), and the pages to withdraw, to use rights, to read it.

    27560 asks for all of it. The engine does not know the shop, so whoever hands a receipt out says it.
    """

    name: str
    address: str
    email: str
    url: str
    withdraw_url: str
    rights_url: str
    notice_url: str
    country: str = "JP"


def consent_receipt(record: ConsentRecord, *, controller: Controller | None = None) -> dict[str, Any]:
    """The receipt of one consent, JSON-able. Without a controller, its party and addresses are left out.

    Purpose, categories and recipients are those of the version it was given under.
    """
    return {
        "@context": CONTEXT,
        "@id": f"urn:uuid:{record.id}#receipt",
        "@type": "dpv:ConsentReceipt",
        "dct:conformsTo": f"{PROFILE}#receipt",
        "dpv:hasIdentifier": f"{record.id}#receipt",
        "dct:created": _utc(datetime.now(tz=UTC)),
        "schema:recipient": "dpv:DataSubject",
        "dpv:hasRecordOfActivity": _record(record, _snapshot(record.policy_version), controller),
    }


def _record(
    record: ConsentRecord, snapshot: Mapping[str, Any], controller: Controller | None
) -> dict[str, Any]:
    country = controller.country if controller else "JP"
    return {
        "@id": f"urn:uuid:{record.id}",
        "@type": "dpv:ConsentRecord",
        "dct:conformsTo": f"{PROFILE}#record",
        "dct:identifier": str(record.id),
        "dpv:hasDataSubject": {"@id": f"urn:uuid:{record.subject}", "@type": "dpv:DataSubject"},
        "dpv:hasJurisdiction": f"loc:{country}",
        "dpv:hasProcess": _process(record, snapshot, country),
        "dpv:hasNotice": _notice(record, controller),
        "dpv:hasConsentStatus": _statuses(record),
        **(_party(controller) if controller else {}),
    }


def _process(record: ConsentRecord, snapshot: Mapping[str, Any], country: str) -> dict[str, Any]:
    purpose = snapshot["purposes"].get(record.purpose_id, {})
    categories, recipients = snapshot["categories"], snapshot["recipients"]
    return {
        "@type": "dpv:Process",
        "dpv:hasPurpose": {
            "dct:identifier": record.purpose_id,
            "skos:broader": purpose.get("dpv", "dpv:Purpose"),
            "dct:title": _both(purpose, "name"),
            "dct:description": _both(purpose, "text"),
        },
        "dpv:hasLegalBasis": "dpv:ExpressedConsent",
        "dpv:hasPersonalData": [
            {
                "dct:identifier": used,
                "skos:broader": categories[used]["dpv"],
                "dct:title": _both(categories[used], "name"),
            }
            for used in purpose.get("uses", ())
        ],
        "dpv:hasRecipient": [
            {
                "@type": _ROLES[recipients[name]["role"]],
                "dct:identifier": name,
                "dpv:hasName": _both(recipients[name], "name"),
                "dpv:hasLocation": f"loc:{recipients[name]['country']}",
            }
            for name in purpose.get("recipients", ())
        ],
        "dpv:hasStorageCondition": [
            {"@type": "dpv:StorageLocation", "dpv:hasLocation": f"loc:{country}"},
            {"@type": "dpv:StorageDuration", "dpv:hasDuration": _UNTIL_WITHDRAWN},
        ],
    }


_UNTIL_WITHDRAWN: Final = {"@type": "dpv:UntilEventDuration", "rdf:value": "Withdrawal of the consent"}


def _notice(record: ConsentRecord, controller: Controller | None) -> dict[str, Any]:
    return {
        "@id": f"urn:sha256:{record.text.digest}",
        "@type": "dpv:ConsentNotice",
        "dct:language": record.language,
        "dct:description": [
            {"@language": "ja", "@value": record.text.ja},
            {"@language": "en", "@value": record.text.en},
        ],
        "dct:hasVersion": str(record.policy_version),
        **({"schema:url": controller.notice_url} if controller else {}),
    }


def _statuses(record: ConsentRecord) -> list[dict[str, Any]]:
    given = {
        "@type": ["dpv:ConsentGiven", "dpv:ExpressedConsent"],
        "dpv:isIndicatedBy": "dpv:DataSubject",
        "dpv:hasIndicationMethod": record.channel,
        "dpv:isIndicatedAtTime": _utc(record.given_at),
        "dpv:hasDuration": _UNTIL_WITHDRAWN,
    }
    if record.withdrawn_at is None:
        return [given]
    withdrawn = {
        "@type": "dpv:ConsentWithdrawn",
        "dpv:isIndicatedBy": "dpv:DataSubject",
        "dpv:hasIndicationMethod": record.withdrawn_channel,
        "dpv:isIndicatedAtTime": _utc(record.withdrawn_at),
    }
    return [given, withdrawn]


def _party(controller: Controller) -> dict[str, Any]:
    return {
        "dpv:hasDataController": {
            "@id": controller.url,
            "@type": ["dpv:Organisation", "dpv:DataController"],
            "dct:identifier": controller.url,
            "dpv:hasName": controller.name,
            "schema:url": controller.url,
            "schema:address": {
                "@type": "schema:PostalAddress",
                "schema:streetAddress": controller.address,
                "schema:addressCountry": controller.country,
            },
            "schema:contactPoint": {"@type": "schema:ContactPoint", "schema:email": controller.email},
        },
        "dpv:hasConsentControl": {
            "@type": "dpv:WithdrawConsent",
            "dpv:isExercisedAt": controller.withdraw_url,
        },
        "dpv:hasRight": {"@type": "dpv:DataSubjectRight", "dpv:isExercisedAt": controller.rights_url},
    }


def _both(entry: Mapping[str, Any], what: str) -> list[dict[str, str]]:
    languages = ((language, entry.get(f"{what}_{language}")) for language in ("ja", "en"))
    return [{"@language": language, "@value": value} for language, value in languages if value]


def _snapshot(version: int) -> Mapping[str, Any]:
    return published(Path(settings.PRIVACY["PUBLISHED"]), version) or policy().snapshot()


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
