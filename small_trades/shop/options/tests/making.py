"""Options for tests."""

from typing import Any

from small_trades.shop.options.actions.edit import ChoiceFacts, OptionFacts, save_option
from small_trades.shop.options.kinds import Kind
from small_trades.shop.options.queries import EditableOption, editable_option

WRAPPING = (
    ChoiceFacts(name_ja="和紙の包み", name_en="Washi paper", surcharge=330),
    ChoiceFacts(name_ja="風呂敷包み", name_en="Furoshiki cloth", surcharge=1100),
)


def an_option(**changes: Any) -> EditableOption:
    """Gift wrapping in two ways with everything, or what is said instead."""
    facts: dict[str, Any] = {
        "name_ja": "ギフト包装",
        "name_en": "Gift wrapping",
        "kind": Kind.CHOICE,
        "choices": WRAPPING,
        "is_for_all": True,
    }
    found = editable_option(save_option(OptionFacts(**(facts | changes))))
    assert found is not None
    return found


def an_engraving(**changes: Any) -> EditableOption:
    """Words at the foot for 880 yen, with everything."""
    return an_option(
        **(
            {
                "name_ja": "名入れ",
                "name_en": "Engraving",
                "kind": Kind.WORDS,
                "surcharge": 880,
                "longest": 12,
                "choices": (),
            }
            | changes
        )
    )
