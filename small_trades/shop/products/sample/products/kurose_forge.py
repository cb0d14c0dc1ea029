"""Knives and kitchen tools of Kurose Forge."""

from small_trades.shop.products.sample.build import axis, chosen, prose, single
from small_trades.shop.products.sample.shapes import SampleProduct

_SANTOKU = axis("blade", "刃渡り", "Blade", mm165=("165ミリ", "165 mm"), mm180=("180ミリ", "180 mm"))
_PETTY = axis("blade", "刃渡り", "Blade", mm120=("120ミリ", "120 mm"), mm150=("150ミリ", "150 mm"))
_STONE = axis(
    "grit", "粒度", "Grit", n1000=("中砥 1000番", "Medium, 1000"), n3000=("仕上砥 3000番", "Fine, 3000")
)

PRODUCTS = (
    SampleProduct(
        slug="hammered-santoku",
        code="KUR-001",
        maker="kurose-forge",
        category="knives",
        name_ja="槌目の三徳庖丁",
        name_en="Hammered santoku knife",
        reading="つちめのさんとくぼうちょう",
        summary_ja="肉も魚も野菜も。槌の跡が食材の貼りつきを防ぐ、最初の一丁です。",
        summary_en="For meat, fish and vegetables: a first knife, hammered so that food falls away.",
        description_ja=prose(
            "芯に青紙二号の鋼、外にステンレスを割り込んだ三層です。"
            "刃先のほかは錆びにくく、切れ味は鋼のまま。"
            "槌目は飾りではなく、切ったじゃがいもが刃から離れるように打っています。"
            "柄は栗の八角で、濡れた手でも回りません。",
            facts=(
                "大きさ：刃渡り 165 mm（全長 300 mm）／180 mm（全長 318 mm）",
                "材質：青紙二号・ステンレス割込、栗八角柄、水牛口輪",
                "お手入れ：使ったらすぐに洗い、乾いた布で拭いてください。研ぎ直しは一丁 1,650 円から。",
            ),
        ),
        description_en=prose(
            "Three layers: a core of Aogami No. 2 steel between stainless. All but the edge resists rust, "
            "and the edge cuts like the carbon steel it is. The hammer marks let a slice of potato drop "
            "away. The octagonal chestnut handle does not turn in a wet hand.",
            facts=(
                "Size: blade 165 mm (300 mm overall) or 180 mm (318 mm overall)",
                "Material: Aogami No. 2 clad in stainless steel, chestnut handle, buffalo-horn ferrule",
                "Care: wash at once and wipe dry; sharpening from 1,650 yen a knife",
            ),
        ),
        alt_ja="まな板の上に斜めに置かれた槌目の三徳庖丁と、刻んだねぎの絵",
        alt_en="Drawing of a santoku knife with a hammered blade on a board, with chopped scallions",
        tax_rate=10,
        axes=(_SANTOKU,),
        variants=(
            chosen("KUR-001", _SANTOKU, "mm165", 14300, stock=9, weight_g=165),
            chosen("KUR-001", _SANTOKU, "mm180", 15950, stock=2, weight_g=185),
        ),
        tags=("new-home", "gift", "everyday"),
        published_days_ago=80,
    ),
    SampleProduct(
        slug="petty-knife",
        code="KUR-002",
        maker="kurose-forge",
        category="knives",
        name_ja="ペティナイフ",
        name_en="Petty knife",
        reading="ぺてぃないふ",
        summary_ja="果物の皮むきから面取りまで、手の延長になる小さな一丁です。",
        summary_en="Peeling, trimming, turning: a small blade that becomes part of the hand.",
        description_ja=prose(
            "錆びにくい銀紙三号の鋼を薄く打ち、先を細く仕上げました。"
            "りんごの皮むき、いちごのへた取り、野菜の面取り。"
            "まな板を出すまでもない仕事が、これ一本で済みます。",
            facts=(
                "大きさ：刃渡り 120 mm／150 mm",
                "材質：銀紙三号、桜の柄",
                "お手入れ：食器洗い機はお避けください。",
            ),
        ),
        description_en=prose(
            "Stain-resistant Ginsan steel, forged thin and drawn out to a fine tip. Peeling an apple, "
            "hulling strawberries, bevelling vegetables: all the work too small to bring out a board for.",
            facts=(
                "Size: blade 120 mm or 150 mm",
                "Material: Ginsan No. 3 steel, cherry handle",
                "Care: please keep it out of the dishwasher",
            ),
        ),
        alt_ja="細身のペティナイフと、丸ごとの柿と半分に切った柿の絵",
        alt_en="Drawing of a slim petty knife below a whole persimmon and a halved one",
        tax_rate=10,
        axes=(_PETTY,),
        variants=(
            chosen("KUR-002", _PETTY, "mm120", 8800, stock=14, weight_g=75),
            chosen("KUR-002", _PETTY, "mm150", 9900, stock=6, weight_g=90),
        ),
        tags=("everyday", "new-home"),
        published_days_ago=80,
    ),
    SampleProduct(
        slug="nakiri-knife",
        code="KUR-003",
        maker="kurose-forge",
        category="knives",
        name_ja="黒打ちの菜切庖丁",
        name_en="Black-forged nakiri knife",
        reading="くろうちのなきりぼうちょう",
        summary_ja="まっすぐな刃がまな板にぴたりとつく、野菜のための庖丁です。",
        summary_en="A straight edge that meets the board all along: a knife for vegetables.",
        description_ja=prose(
            "刃がまっすぐなので、大根の千切りもキャベツの糸切りも最後の一枚までつながりません。"
            "鍛えたときの黒い肌を残した黒打ち仕上げで、錆びにくく気兼ねなく使えます。"
            "鋼は白紙二号。研ぎやすく、はじめて砥石を持つ方にも向いています。",
            facts=(
                "大きさ：刃渡り 165 mm、全長 305 mm",
                "材質：白紙二号・軟鉄割込、朴の丸柄",
                "お手入れ：水気を拭き、しばらく使わないときは椿油を薄く。",
            ),
        ),
        description_en=prose(
            "Because the edge is straight, shredded radish and cabbage come away to the last thread. The "
            "black skin of the forge is left on and keeps rust off. Shirogami steel is easy to sharpen, "
            "even with a first whetstone.",
            facts=(
                "Size: blade 165 mm, 305 mm overall",
                "Material: Shirogami No. 2 in soft iron, magnolia handle",
                "Care: wipe dry; a film of camellia oil when resting",
            ),
        ),
        alt_ja="黒い肌の菜切庖丁と、輪切りにした大根の絵",
        alt_en="Drawing of a black nakiri knife with slices of white radish",
        tax_rate=10,
        variants=single("KUR-003", 12650, stock=5, weight_g=190),
        tags=("everyday",),
        published_days_ago=240,
    ),
    SampleProduct(
        slug="yanagiba-knife",
        code="KUR-004",
        maker="kurose-forge",
        category="knives",
        name_ja="柳刃庖丁 270ミリ",
        name_en="Yanagiba knife, 270 mm",
        reading="やなぎばぼうちょう",
        summary_ja="一引きで刺身の角が立つ、霞仕上げの片刃です。",
        summary_en="One long pull leaves the corners of sashimi sharp: single-bevelled, kasumi finish.",
        description_ja=prose(
            "鋼と軟鉄を鍛え合わせ、境目に霞がかかったように見える仕上げにしました。"
            "長い刃を手前に引くだけで、押さずに切れます。"
            "朴の柄と鞘つき。三か月に一度は、研ぎに出してください。",
            facts=(
                "大きさ：刃渡り 270 mm、全長 420 mm（右利き用）",
                "材質：白紙二号・軟鉄、朴八角柄、水牛口輪、朴鞘",
                "お手入れ：使うたびに洗い、よく拭いて椿油を薄く。",
            ),
        ),
        description_en=prose(
            "Steel and soft iron are forged together, and the border between them is left like mist. Draw "
            "the long blade towards you and it cuts without pushing. Magnolia handle and sheath. Send it "
            "for sharpening every three months.",
            facts=(
                "Size: blade 270 mm, 420 mm overall; for the right hand",
                "Material: Shirogami No. 2 and soft iron, magnolia handle and sheath, buffalo-horn ferrule",
                "Care: wash and dry after each use, with a film of camellia oil",
            ),
        ),
        alt_ja="霞仕上げの長い柳刃庖丁と、朴の木の鞘の絵",
        alt_en="Drawing of a long yanagiba knife with a misty edge line, and its wooden sheath",
        tax_rate=10,
        variants=single("KUR-004", 24200, stock=1, weight_g=230),
        tags=("last-pieces", "gift"),
        published_days_ago=28,
    ),
    SampleProduct(
        slug="whetstone",
        code="KUR-005",
        maker="kurose-forge",
        category="sharpening",
        name_ja="砥石と檜の台",
        name_en="Whetstone on a hinoki base",
        reading="といしとひのきのだい",
        summary_ja="水に十分浸けるだけ。庖丁の切れ味を家で戻す砥石です。",
        summary_en="Ten minutes in water, and it brings a knife back at home.",
        description_ja=prose(
            "鍛冶場で使うものと同じ砥粒で焼いた、減りのゆっくりした砥石です。"
            "切れ味を戻すなら中砥、仕上げには三千番を。"
            "滑らない檜の台と、角度を覚えるための小さな木の楔をつけました。",
            facts=(
                "大きさ：206 × 73 × 25 mm、台 230 × 90 mm",
                "材質：アルミナ系砥粒、国産檜",
                "お手入れ：使ったら陰干しに。凍らせないでください。",
            ),
        ),
        description_en=prose(
            "Fired from the same grit the forge uses, and slow to wear. Medium to bring an edge back, 3000 "
            "to finish it. It sits on a hinoki base that does not slip, with a small wooden wedge to learn "
            "the angle by.",
            facts=(
                "Size: 206 × 73 × 25 mm, base 230 × 90 mm",
                "Material: alumina grit, Japanese hinoki",
                "Care: dry in the shade and keep it from freezing",
            ),
        ),
        alt_ja="檜の台にのった砥石に、水がきらりと光る絵",
        alt_en="Drawing of a whetstone on a wooden base, wet with water",
        tax_rate=10,
        axes=(_STONE,),
        variants=(
            chosen("KUR-005", _STONE, "n1000", 4400, stock=18, weight_g=980),
            chosen("KUR-005", _STONE, "n3000", 5280, stock=10, weight_g=980),
        ),
        tags=("everyday",),
        published_days_ago=240,
    ),
    SampleProduct(
        slug="copper-grater",
        code="KUR-006",
        maker="kurose-forge",
        category="kitchen-helpers",
        name_ja="銅のおろし金",
        name_en="Copper grater",
        reading="どうのおろしがね",
        summary_ja="手で起こした不揃いの目が、大根を水っぽくせずにおろします。",
        summary_en="Teeth raised by hand, each a little different, grate radish without making it weep.",
        description_ja=prose(
            "錫を引いた純銅の板に、鏨で一目ずつ刃を起こしています。"
            "高さの違う目が繊維を切るので、おろした大根はふわりと甘くなります。"
            "表は大根に、裏の細かな目は生姜と山葵に。"
            "目が鈍れば、立て直しもお受けします。",
            facts=(
                "大きさ：幅 11.5 cm、長さ 22 cm",
                "材質：純銅、錫引き",
                "お手入れ：目に沿って束子で洗い、よく乾かしてください。",
            ),
        ),
        description_en=prose(
            "A plate of tinned copper, its teeth raised one by one with a chisel. Because they differ in "
            "height they cut the fibres, and the radish comes out light and sweet. Coarse for radish on the "
            "front, fine for ginger and wasabi on the back. When the teeth grow dull, they can be raised "
            "again.",
            facts=(
                "Size: 11.5 cm wide, 22 cm long",
                "Material: copper, tinned",
                "Care: brush along the teeth, and dry well",
            ),
        ),
        alt_ja="細かな目の並ぶ羽子板形の銅のおろし金と、山葵の絵",
        alt_en="Drawing of a paddle-shaped copper grater with rows of raised teeth, and a wasabi root",
        tax_rate=10,
        variants=single("KUR-006", 7480, reference_price=8250, stock=6, weight_g=260),
        tags=("gift", "new-home"),
        published_days_ago=105,
    ),
)
