"""Textiles of Hamatsuji Dye Works."""

from small_trades.shop.products.sample.build import axis, chosen, prose, single
from small_trades.shop.products.sample.shapes import SampleProduct, SampleVariant

_WAVES = axis("colour", "色", "Colour", indigo=("藍", "Indigo"), russet=("弁柄", "Russet"))
_HEMP_LEAF = axis("colour", "色", "Colour", matcha=("抹茶", "Matcha green"), ink=("墨", "Ink grey"))
_CLOTH_SIZE = axis(
    "size",
    "大きさ",
    "Size",
    s50=("50 cm 角", "50 cm square"),
    s70=("70 cm 角", "70 cm square"),
    s104=("104 cm 角", "104 cm square"),
)
_CLOTH_COLOUR = axis(
    "colour", "色", "Colour", indigo=("藍", "Indigo"), mustard=("芥子", "Mustard"), plum=("梅紫", "Plum")
)
_APRON = axis("colour", "色", "Colour", ecru=("生成り", "Ecru"), navy=("紺", "Navy"), moss=("苔", "Moss"))
_LINEN = axis("colour", "色", "Colour", white=("白", "White"), stripe=("藍縞", "Indigo stripe"))


def _furoshiki() -> tuple[SampleVariant, ...]:
    prices = {"s50": 1540, "s70": 2420, "s104": 4180}
    weights = {"s50": 45, "s70": 90, "s104": 200}
    stocks = iter((19, 12, 8, 15, 3, 9, 6, 0, 1))
    return tuple(
        SampleVariant(
            sku=f"HAM-004-{size.slug.upper()}-{colour.slug.upper()}",
            name_ja=f"{size.name_ja}・{colour.name_ja}",
            name_en=f"{size.name_en}, {colour.name_en.lower()}",
            price=prices[size.slug],
            stock=next(stocks),
            weight_g=weights[size.slug],
            axis={"size": size.slug, "colour": colour.slug},
        )
        for size in _CLOTH_SIZE.values
        for colour in _CLOTH_COLOUR.values
    )


PRODUCTS = (
    SampleProduct(
        slug="seigaiha-tenugui",
        code="HAM-001",
        maker="hamatsuji-dyeworks",
        category="tenugui",
        name_ja="手ぬぐい 青海波",
        name_en="Tenugui, seigaiha waves",
        reading="てぬぐいせいがいは",
        summary_ja="穏やかな海を願う波の文様を、裏表なく注染で染めました。",
        summary_en="The pattern of a calm sea, dyed alike on both sides.",
        description_ja=prose(
            "青海波は、静かな波がどこまでも続くようにと願う文様です。"
            "一枚の型で二十五枚の布を一度に染めるため、波の縁はわずかににじみ、水のように見えます。"
            "端は切りっぱなし。洗ううちに数ミリほつれて、そこでとまります。",
            facts=(
                "大きさ：34 × 92 cm",
                "材質：木綿 100 %（遠州織の特岡生地）",
                "お手入れ：はじめの三回は単独で水洗いしてください。色が少し出ます。",
            ),
        ),
        description_en=prose(
            "Seigaiha wishes for quiet waves that go on for ever. Twenty-five cloths are dyed at a time "
            "under one stencil, and the edge of each wave bleeds a little, like water. The ends are left "
            "cut: they fray a few millimetres in the wash, and stop.",
            facts=(
                "Size: 34 × 92 cm",
                "Material: cotton, woven in Enshu",
                "Care: wash alone in water the first three times; a little colour comes out",
            ),
        ),
        alt_ja="藍の青海波文様の手ぬぐいを畳んで重ねた絵",
        alt_en="Drawing of a folded tenugui with indigo seigaiha waves",
        tax_rate=10,
        axes=(_WAVES,),
        variants=(
            chosen("HAM-001", _WAVES, "indigo", 1320, stock=41, weight_g=38),
            chosen("HAM-001", _WAVES, "russet", 1320, stock=18, weight_g=38),
        ),
        tags=("everyday", "indigo", "gift"),
        published_days_ago=150,
    ),
    SampleProduct(
        slug="asanoha-tenugui",
        code="HAM-002",
        maker="hamatsuji-dyeworks",
        category="tenugui",
        name_ja="手ぬぐい 麻の葉",
        name_en="Tenugui, hemp leaf",
        reading="てぬぐいあさのは",
        summary_ja="すこやかに育つようにと、昔から産着に使われてきた文様です。",
        summary_en="A pattern long used for a baby’s first clothes, with a wish to grow straight.",
        description_ja=prose(
            "麻はまっすぐ、早く育つ草です。"
            "その葉をかたどった文様は、子どもの着物や産着に好んで使われてきました。"
            "お祝いを包むのにも、台所で手をふくのにも、額に入れて壁に掛けるのにも。",
            facts=(
                "大きさ：34 × 92 cm",
                "材質：木綿 100 %（遠州織の特岡生地）",
                "お手入れ：はじめの三回は単独で水洗いしてください。",
            ),
        ),
        description_en=prose(
            "Hemp grows straight and fast, and its leaf has long been a pattern for children. Wrap a "
            "present in it, dry your hands on it, or frame it and hang it on the wall.",
            facts=(
                "Size: 34 × 92 cm",
                "Material: cotton, woven in Enshu",
                "Care: wash alone in water the first three times",
            ),
        ),
        alt_ja="抹茶色の麻の葉文様の手ぬぐいが竿に掛かる絵",
        alt_en="Drawing of a matcha-green hemp-leaf tenugui hanging over a bamboo pole",
        tax_rate=10,
        axes=(_HEMP_LEAF,),
        variants=(
            chosen("HAM-002", _HEMP_LEAF, "matcha", 1320, stock=25, weight_g=38),
            chosen("HAM-002", _HEMP_LEAF, "ink", 1320, stock=3, weight_g=38),
        ),
        tags=("everyday", "gift"),
        published_days_ago=150,
    ),
    SampleProduct(
        slug="goldfish-tenugui",
        code="HAM-003",
        maker="hamatsuji-dyeworks",
        category="tenugui",
        name_ja="手ぬぐい 金魚",
        name_en="Tenugui, goldfish",
        reading="てぬぐいきんぎょ",
        summary_ja="水色の地に朱の金魚が三匹。夏だけ染める一枚です。",
        summary_en="Three vermilion goldfish on pale water; dyed in summer only.",
        description_ja=prose(
            "差し分けという技法で、朱と水色を同じ型の中で染め分けています。"
            "色の境目に糊の土手を作り、職人が薬缶で染料を注ぐので、金魚の尾びれは一匹ごとに違います。"
            "毎年五月から七月にだけ染め、売り切れるとその夏は終わりです。",
            facts=(
                "大きさ：34 × 92 cm",
                "材質：木綿 100 %",
                "お手入れ：漂白剤は使わず、陰干しにしてください。",
            ),
        ),
        description_en=prose(
            "Vermilion and pale blue are dyed within one stencil: banks of paste part the colours, and the "
            "dyer pours from a kettle, so that every tail is different. They are dyed from May to July; "
            "when they are gone, so is the summer.",
            facts=(
                "Size: 34 × 92 cm",
                "Material: cotton",
                "Care: no bleach; dry in the shade",
            ),
        ),
        alt_ja="水色の地に三匹の金魚が泳ぐ手ぬぐいの絵",
        alt_en="Drawing of a pale blue tenugui with three swimming goldfish",
        tax_rate=10,
        variants=single("HAM-003", 1540, stock=0, weight_g=38),
        tags=("summer",),
        published_days_ago=70,
    ),
    SampleProduct(
        slug="furoshiki",
        code="HAM-004",
        maker="hamatsuji-dyeworks",
        category="furoshiki",
        name_ja="風呂敷 二色染め",
        name_en="Furoshiki in two colours",
        reading="ふろしきふたいろぞめ",
        summary_ja="結び目から裏の色がのぞく、三つの大きさの風呂敷です。",
        summary_en="In three sizes; where it is knotted, the second colour shows.",
        description_ja=prose(
            "表と裏を違う色に染めた、綿の風呂敷です。"
            "結ぶと裏の色が耳のようにのぞき、包みがそのまま贈りものの顔になります。"
            "50 cm はお弁当に、70 cm はお菓子の箱や一升瓶に、104 cm は買いものの袋に。包み方の紙を添えます。",
            facts=(
                "大きさ：50・70・104 cm 角",
                "材質：木綿 100 %（シャンタン）",
                "お手入れ：はじめは単独で水洗い、なま乾きのうちに中温でアイロンを。",
            ),
        ),
        description_en=prose(
            "Cotton, dyed in one colour on the face and another on the back. Knotted, the second colour "
            "looks out like a pair of ears, and the bundle is its own wrapping. 50 cm for a lunch box, 70 "
            "cm for a box of sweets or a bottle, 104 cm for the shopping. A sheet of knots comes with it.",
            facts=(
                "Size: 50, 70 or 104 cm square",
                "Material: cotton shantung",
                "Care: wash alone at first, and iron at medium heat while damp",
            ),
        ),
        alt_ja="藍の風呂敷で箱を包み、上で結んだ絵。結び目から芥子色の裏がのぞく",
        alt_en="Drawing of a box wrapped in an indigo furoshiki, mustard showing in the knot",
        tax_rate=10,
        axes=(_CLOTH_SIZE, _CLOTH_COLOUR),
        variants=_furoshiki(),
        tags=("gift", "indigo"),
        published_days_ago=60,
    ),
    SampleProduct(
        slug="linen-kitchen-cloth",
        code="HAM-005",
        maker="hamatsuji-dyeworks",
        category="linen",
        name_ja="麻のふきん",
        name_en="Linen kitchen cloth",
        reading="あさのふきん",
        summary_ja="グラスに毛羽を残さない、よく吸ってすぐ乾くふきんです。",
        summary_en="Drinks quickly, dries quickly, and leaves no lint on a glass.",
        description_ja=prose(
            "細い麻糸をきつめに撚って織りました。"
            "水を吸うのも乾くのも木綿より速く、におい知らずで一日に何度も使えます。"
            "隅のループで掛けておけば、食器を拭き終えるころには乾きはじめています。",
            facts=(
                "大きさ：38 × 58 cm",
                "材質：麻 100 %",
                "お手入れ：煮洗いできます。乾燥機は縮むのでお避けください。",
            ),
        ),
        description_en=prose(
            "Woven from fine, tightly twisted flax. It drinks and dries faster than cotton, and works many "
            "times a day without a smell. Hang it by its loop, and it is drying before the last dish is "
            "done.",
            facts=(
                "Size: 38 × 58 cm",
                "Material: linen",
                "Care: may be boiled; please keep it out of the tumble dryer",
            ),
        ),
        alt_ja="藍の縞の入った麻のふきんが、木の掛け釘に掛かる絵",
        alt_en="Drawing of a linen cloth with indigo stripes hanging from a wooden peg",
        tax_rate=10,
        axes=(_LINEN,),
        variants=(
            chosen("HAM-005", _LINEN, "white", 1100, stock=52, weight_g=55),
            chosen("HAM-005", _LINEN, "stripe", 1210, stock=37, weight_g=55),
        ),
        tags=("everyday", "new-home"),
        published_days_ago=180,
    ),
    SampleProduct(
        slug="linen-apron",
        code="HAM-006",
        maker="hamatsuji-dyeworks",
        category="linen",
        name_ja="麻の割烹前掛け",
        name_en="Linen apron",
        reading="あさのかっぽうまえかけ",
        summary_ja="首に紐のかからない、背中で交わる前掛けです。",
        summary_en="An apron that crosses at the back and leaves the neck free.",
        description_ja=prose(
            "長く台所に立つ人のために、首ではなく肩で着る形にしました。"
            "紐は背中で交わって前で結びます。ポケットは二つ、右には手ぬぐいを通す輪をつけました。"
            "はじめは張りがあり、半年もすると体に沿ってやわらかくなります。",
            facts=(
                "大きさ：丈 92 cm、幅 78 cm（ひとつの大きさ）",
                "材質：麻 100 %（中厚地）",
                "お手入れ：洗濯機可。色の濃いものは単独で洗ってください。",
            ),
        ),
        description_en=prose(
            "Made for people who stand long in the kitchen: it hangs from the shoulders, not the neck. The "
            "straps cross at the back and tie in front. Two pockets, and on the right a loop for a tenugui. "
            "Crisp at first, it gives way to the body in half a year.",
            facts=(
                "Size: 92 cm long, 78 cm wide; one size",
                "Material: linen, medium weight",
                "Care: machine washable; wash dark colours alone",
            ),
        ),
        alt_ja="壁に掛かった紺の麻の前掛けに、ポケットと手ぬぐいのある絵",
        alt_en="Drawing of a navy linen apron on a wall hook, a tenugui through its loop",
        tax_rate=10,
        axes=(_APRON,),
        variants=(
            chosen("HAM-006", _APRON, "ecru", 8580, stock=7, weight_g=320),
            chosen("HAM-006", _APRON, "navy", 8580, reference_price=9680, stock=4, weight_g=320),
            chosen("HAM-006", _APRON, "moss", 8580, stock=0, weight_g=320),
        ),
        tags=("new-home", "gift"),
        published_days_ago=210,
    ),
    SampleProduct(
        slug="indigo-noren",
        code="HAM-007",
        maker="hamatsuji-dyeworks",
        category="noren",
        name_ja="本藍染めののれん「月」",
        name_en="Natural indigo noren “Moon”",
        reading="ほんあいぞめののれんつき",
        summary_ja="藍甕に十二回くぐらせた麻に、白く月を残したのれんです。",
        summary_en="Hemp dipped twelve times in the indigo vat, with a moon left white.",
        description_ja=prose(
            "蒅から建てた藍甕に、麻布を十二回くぐらせました。"
            "月は糊で伏せて残した布そのものの白です。"
            "二つに割れた裾が風でゆれると、月の輪郭も少しずつ動きます。"
            "一枚ずつの染めのため、次の入荷までひと月ほどお時間をいただきます。",
            facts=(
                "大きさ：幅 88 cm、丈 120 cm（二枚仕立て、棒通し 4 cm）",
                "材質：麻 100 %、天然藍",
                "お手入れ：色移りのため、はじめの五回は単独で手洗いしてください。",
            ),
        ),
        description_en=prose(
            "Hemp cloth dipped twelve times in a vat built from composted indigo leaf. The moon is the "
            "white of the cloth itself, kept under paste. When the two panels stir, its outline moves a "
            "little too. Dyed one at a time; the next takes about a month.",
            facts=(
                "Size: 88 cm wide, 120 cm long; two panels, 4 cm sleeve for the rod",
                "Material: hemp, natural indigo",
                "Care: wash by hand and alone the first five times",
            ),
        ),
        alt_ja="白い月を染め残した、二枚割れの藍ののれんの絵",
        alt_en="Drawing of a two-panel indigo noren with a white moon",
        tax_rate=10,
        variants=single("HAM-007", 16500, stock=1, weight_g=480),
        tags=("indigo", "last-pieces", "new-home"),
        published_days_ago=34,
    ),
)
