"""Shelves of the sample shop: eight, each with smaller shelves below."""

from small_trades.shop.products.sample.shapes import SampleCategory, SampleTag

_TREE: tuple[tuple[str, str, str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "tableware",
        "うつわ",
        "Tableware",
        (
            ("cups", "湯のみ・猪口", "Cups"),
            ("bowls", "碗・鉢", "Bowls"),
            ("plates", "皿", "Plates"),
            ("pots", "急須・土鍋", "Teapots and pots"),
        ),
    ),
    (
        "tea",
        "お茶",
        "Tea",
        (
            ("green-tea", "煎茶・玉露", "Sencha and gyokuro"),
            ("matcha", "抹茶", "Matcha"),
            ("roasted-tea", "ほうじ茶・玄米茶", "Roasted and rice tea"),
            ("tea-sets", "ティーバッグ・詰め合わせ", "Tea bags and sets"),
        ),
    ),
    (
        "textiles",
        "布もの",
        "Textiles",
        (
            ("tenugui", "手ぬぐい", "Tenugui"),
            ("furoshiki", "風呂敷・布袋", "Furoshiki and bags"),
            ("linen", "麻のもの", "Linen"),
            ("noren", "のれん", "Noren"),
        ),
    ),
    (
        "paper",
        "紙と文具",
        "Paper and stationery",
        (
            ("letters", "便箋・ぽち袋", "Letters and envelopes"),
            ("notebooks", "帳面", "Notebooks"),
            ("writing-tools", "筆と墨", "Brush and ink"),
            ("paper-crafts", "紙の道具", "Things of paper"),
        ),
    ),
    (
        "incense",
        "お香",
        "Incense",
        (
            ("incense-sticks", "線香・円錐香", "Sticks and cones"),
            ("scents", "匂い袋", "Scent sachets"),
            ("incense-holders", "香立て・香炉", "Holders and burners"),
        ),
    ),
    (
        "kitchen",
        "台所道具",
        "Kitchen tools",
        (
            ("knives", "庖丁", "Knives"),
            ("sharpening", "砥石", "Sharpening"),
            ("kitchen-helpers", "おろし金", "Graters"),
        ),
    ),
    (
        "sweets",
        "菓子と食品",
        "Sweets and food",
        (
            ("fresh-sweets", "生菓子・半生菓子", "Fresh sweets"),
            ("dry-sweets", "干菓子", "Dry sweets"),
            ("pantry", "調味料", "Pantry"),
        ),
    ),
    (
        "wood",
        "木の道具",
        "Woodcraft",
        (
            ("wooden-tableware", "汁椀・箸・盆", "Bowls, chopsticks and trays"),
            ("boxes-and-caddies", "弁当箱・茶筒", "Boxes and caddies"),
            ("cutting-boards", "まな板", "Cutting boards"),
        ),
    ),
)


def _shelves() -> tuple[SampleCategory, ...]:
    shelves = []
    for order, (slug, name_ja, name_en, children) in enumerate(_TREE, start=1):
        shelves.append(SampleCategory(slug=slug, name_ja=name_ja, name_en=name_en, order=order))
        shelves += [
            SampleCategory(slug=child, name_ja=ja, name_en=en, parent=slug, order=child_order)
            for child_order, (child, ja, en) in enumerate(children, start=1)
        ]
    return tuple(shelves)


CATEGORIES = _shelves()

TAGS = (
    SampleTag(slug="gift", name_ja="贈りもの", name_en="Gifts"),
    SampleTag(slug="everyday", name_ja="毎日の道具", name_en="Everyday"),
    SampleTag(slug="indigo", name_ja="藍色のもの", name_en="Indigo"),
    SampleTag(slug="tea-time", name_ja="お茶の時間", name_en="Tea time"),
    SampleTag(slug="new-home", name_ja="新しい暮らしに", name_en="For a new home"),
    SampleTag(slug="summer", name_ja="夏のもの", name_en="Summer"),
    SampleTag(slug="last-pieces", name_ja="残りわずか", name_en="Last pieces"),
)
