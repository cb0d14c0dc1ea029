"""Japanese traditional colours, a little quieter than in the swatch book, and ways of mixing them."""

AI = "#2b4c6f"  # 藍 indigo
KON = "#23344f"  # 紺 navy
ASAGI = "#7fb0b2"  # 浅葱 pale blue-green
SEIJI = "#9dbfae"  # 青磁 celadon
MATCHA = "#8f9a52"  # 抹茶 powdered tea
TETSU = "#1f3d3a"  # 鉄 iron green
BENIGARA = "#97412f"  # 弁柄 red ochre
SHU = "#c8553b"  # 朱 vermilion
KAKI = "#d8814a"  # 柿 persimmon
KARASHI = "#c39b45"  # 芥子 mustard
SAKURA = "#efcdc6"  # 桜
UME = "#8d5a6b"  # 梅紫
FUJI = "#a79fc0"  # 藤 wisteria
AZUKI = "#6d3836"  # 小豆
KOGECHA = "#54402f"  # 焦茶
SUGI = "#d9b383"  # 杉 cedar
HINOKI = "#e8cda2"  # 檜
KIRI = "#e3cfac"  # 桐 paulownia
SUMI = "#2c2a2a"  # 墨
KINARI = "#f0e7d4"  # 生成り undyed
SHINCHU = "#bd9645"  # 真鍮 brass

_LAMP = "#fff8ea"
_SHADE = "#1c1926"


def mix(one: str, other: str, share: float) -> str:
    """`one` with `share` (0…1) of `other` stirred in."""
    pairs = [(int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def lit(colour: str, share: float) -> str:
    """The colour where lamp light falls on it: stronger first, and only then paler."""
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    strong = "#" + "".join(f"{round(part + (255 - part) * part / 255 * share * 1.2):02x}" for part in parts)
    return mix(strong, _LAMP, share * 0.5)


def shaded(colour: str, share: float) -> str:
    """The colour where it turns away from the light."""
    return mix(colour, _SHADE, share)
