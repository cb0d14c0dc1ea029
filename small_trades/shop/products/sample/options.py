"""What can be chosen with the goods of the sample shop."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class SampleOption:
    """An option. `choices` are (Japanese, English, yen); without `products` it is offered with everything."""

    name_ja: str
    name_en: str
    kind: str
    surcharge: int = 0
    longest: int = 20
    choices: tuple[tuple[str, str, int], ...] = ()
    products: frozenset[str] = field(default_factory=frozenset)


OPTIONS = (
    SampleOption(
        name_ja="ギフト包装",
        name_en="Gift wrapping",
        kind="choice",
        choices=(("和紙の包み", "Washi paper", 330), ("風呂敷包み", "Furoshiki cloth", 1100)),
    ),
    SampleOption(
        name_ja="水引の色",
        name_en="Colour of the cord",
        kind="choice",
        choices=(("紅白", "Red and white", 0), ("金銀", "Gold and silver", 0), ("藍", "Indigo", 110)),
        products=frozenset({"tea-sampler", "yokan", "wasanbon"}),
    ),
    SampleOption(
        name_ja="名入れ（高台の彫り）",
        name_en="Engraving at the foot",
        kind="words",
        surcharge=880,
        longest=12,
        products=frozenset({"blue-cup", "ash-glaze-rice-bowl", "black-teapot"}),
    ),
    SampleOption(
        name_ja="銘切り（刃の名入れ）",
        name_en="Name cut into the blade",
        kind="words",
        surcharge=1650,
        longest=8,
        products=frozenset({"hammered-santoku", "petty-knife", "nakiri-knife"}),
    ),
    SampleOption(
        name_ja="桐箱に入れる",
        name_en="In a paulownia box",
        kind="check",
        surcharge=1320,
        products=frozenset({"black-teapot", "celadon-censer", "yanagiba-knife"}),
    ),
)
