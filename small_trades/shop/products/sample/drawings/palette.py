"""Japanese traditional colours, a little quieter than in the swatch book, and ways of mixing them."""

AI = "#2b4c6f"  # 藍 indigo
KON = "#23344f"  # 紺 navy
HANADA = "#4f7ea3"  # 縹 plain blue
ASAGI = "#7fb0b2"  # 浅葱 pale blue-green
KAMENOZOKI = "#bdd7d8"  # 瓶覗 the first dip of the vat
SEIJI = "#9dbfae"  # 青磁 celadon
MATCHA = "#8f9a52"  # 抹茶 powdered tea
WAKABA = "#b6bf7c"  # 若葉 young leaf
MOEGI = "#6d8246"  # 萌黄 sprout
TOKIWA = "#3b5f49"  # 常磐 evergreen
TETSU = "#1f3d3a"  # 鉄 iron green
BENIGARA = "#97412f"  # 弁柄 red ochre
SHU = "#c8553b"  # 朱 vermilion
KAKI = "#d8814a"  # 柿 persimmon
YAMABUKI = "#dda63f"  # 山吹 golden yellow
KARASHI = "#c39b45"  # 芥子 mustard
KINCHA = "#b5762f"  # 金茶 golden tea
SAKURA = "#efcdc6"  # 桜
MOMO = "#dd9c98"  # 桃
UME = "#8d5a6b"  # 梅紫
FUJI = "#a79fc0"  # 藤 wisteria
AZUKI = "#6d3836"  # 小豆
KURI = "#8a5a3a"  # 栗 chestnut
KOGECHA = "#54402f"  # 焦茶
SUGI = "#d9b383"  # 杉 cedar
HINOKI = "#e8cda2"  # 檜
KIRI = "#e3cfac"  # 桐 paulownia
SUMI = "#2c2a2a"  # 墨
KESHIZUMI = "#45413f"  # 消炭
NEZUMI = "#8f8b85"  # 鼠
GIN = "#c9c7c1"  # 銀
KINARI = "#f0e7d4"  # 生成り undyed
SHIRO = "#fbf7ee"  # 白
SHINCHU = "#bd9645"  # 真鍮 brass
DOU = "#bf7a55"  # 銅 copper

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
