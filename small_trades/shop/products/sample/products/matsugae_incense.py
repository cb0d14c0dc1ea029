"""Incense of Matsugae."""

from small_trades.shop.products.sample.build import axis, chosen, prose, single
from small_trades.shop.products.sample.shapes import SampleProduct

_WOODS = axis(
    "scent",
    "香り",
    "Scent",
    hinoki=("檜", "Hinoki"),
    sandalwood=("白檀", "Sandalwood"),
    plum=("梅花", "Plum blossom"),
)
_SACHET = axis(
    "colour",
    "色",
    "Colour",
    plum=("梅鼠", "Dusty plum"),
    wisteria=("藤", "Wisteria"),
    spring=("若草", "Young grass"),
)

PRODUCTS = (
    SampleProduct(
        slug="agarwood-incense",
        code="MAT-001",
        maker="matsugae-incense",
        category="incense-sticks",
        name_ja="沈香の線香「松風」",
        name_en="Agarwood incense “Matsukaze”",
        reading="じんこうのせんこうまつかぜ",
        summary_ja="一本で三十分、静かに移ろう沈香の線香です。",
        summary_en="Half an hour to a stick, the scent of agarwood slowly changing.",
        description_ja=prose(
            "沈香を主に、丁子と龍脳をわずかに合わせました。"
            "焚きはじめは涼しく、なかばで甘く、消えてからが一番よいという方もいます。"
            "桐箱に三十本。客間に一本、半刻前にどうぞ。",
            facts=(
                "内容：30 本（長さ 13.5 cm、燃焼時間 約 30 分）",
                "原料：椨、沈香、丁子、龍脳",
                "ご注意：火のそばを離れず、燃えにくい器の上でお使いください。",
            ),
        ),
        description_en=prose(
            "Agarwood above all, with a little clove and borneol. It begins cool, turns sweet, and some say "
            "it is best after it has gone out. Thirty sticks in a paulownia box; light one in the room half "
            "an hour before a guest.",
            facts=(
                "Contents: 30 sticks, 13.5 cm, about 30 minutes each",
                "Made of: tabu bark, agarwood, clove, borneol",
                "Safety: stay with the flame and burn it on something that cannot",
            ),
        ),
        alt_ja="桐箱におさめた線香の束と、一本から細く立ちのぼる煙の絵",
        alt_en="Drawing of a box of incense and one lit stick with a thin line of smoke",
        tax_rate=10,
        variants=single("MAT-001", 3300, stock=12, weight_g=90),
        tags=("gift",),
        published_days_ago=140,
    ),
    SampleProduct(
        slug="three-woods-incense",
        code="MAT-002",
        maker="matsugae-incense",
        category="incense-sticks",
        name_ja="短い線香「ひととき」",
        name_en="Short incense “Hitotoki”",
        reading="みじかいせんこうひととき",
        summary_ja="お茶一杯のあいだに燃えつきる、十二分の短い線香です。",
        summary_en="Twelve minutes: it burns as long as a cup of tea lasts.",
        description_ja=prose(
            "長い線香では少し長い、という声にこたえた七センチの線香です。"
            "檜、白檀、梅花の三つの香り。"
            "紙筒には火をつける日の余白があり、贈る方の言葉を書き添えられます。",
            facts=(
                "内容：40 本（長さ 7 cm、燃焼時間 約 12 分）",
                "原料：椨、天然の香木・精油",
                "ご注意：火のそばを離れず、燃えにくい器の上でお使いください。",
            ),
        ),
        description_en=prose(
            "For those who find a full stick a little long: seven centimetres, in hinoki, sandalwood or "
            "plum blossom. The paper tube has a blank band for a word from the giver.",
            facts=(
                "Contents: 40 sticks, 7 cm, about 12 minutes each",
                "Made of: tabu bark, natural woods and oils",
                "Safety: stay with the flame and burn it on something that cannot",
            ),
        ),
        alt_ja="三色の紙筒に入った短い線香が並ぶ絵",
        alt_en="Drawing of three paper tubes of short incense in three colours",
        tax_rate=10,
        axes=(_WOODS,),
        variants=(
            chosen("MAT-002", _WOODS, "hinoki", 1320, stock=31, weight_g=45),
            chosen("MAT-002", _WOODS, "sandalwood", 1540, stock=24, weight_g=45),
            chosen("MAT-002", _WOODS, "plum", 1320, stock=3, weight_g=45),
        ),
        tags=("everyday", "gift"),
        published_days_ago=55,
    ),
    SampleProduct(
        slug="scent-sachet",
        code="MAT-003",
        maker="matsugae-incense",
        category="scents",
        name_ja="匂い袋",
        name_en="Scent sachet",
        reading="においぶくろ",
        summary_ja="着物の箪笥に、鞄の底に。火を使わない香りの袋です。",
        summary_en="For a drawer of kimono or the bottom of a bag: scent without fire.",
        description_ja=prose(
            "白檀、丁子、甘松など七つの香料を刻んで、ちりめんの小袋に詰めました。"
            "甘さの奥に少し薬のような涼しさがあり、衣の虫よけにもなるとされてきました。"
            "香りはおよそ半年。詰め替えもお求めいただけます。",
            facts=(
                "大きさ：幅 6 cm、高さ 7 cm",
                "材質：絹ちりめん、絹紐、天然香料",
                "ご注意：淡い色の衣には直接触れないようにしてください。",
            ),
        ),
        description_en=prose(
            "Seven aromatics, sandalwood, clove and spikenard among them, are cut fine and tied into a "
            "small bag of crepe. Under the sweetness there is something cool, long thought to keep moths "
            "away. The scent lasts about half a year and can be refilled.",
            facts=(
                "Size: 6 cm wide, 7 cm high",
                "Material: silk crepe, silk cord, natural aromatics",
                "Note: keep it from touching pale cloth directly",
            ),
        ),
        alt_ja="組紐で口を結んだ、ちりめんの小さな匂い袋が二つ並ぶ絵",
        alt_en="Drawing of two small crepe sachets tied with cord",
        tax_rate=10,
        axes=(_SACHET,),
        variants=(
            chosen("MAT-003", _SACHET, "plum", 880, stock=26, weight_g=18),
            chosen("MAT-003", _SACHET, "wisteria", 880, stock=2, weight_g=18),
            chosen("MAT-003", _SACHET, "spring", 880, stock=15, weight_g=18),
        ),
        tags=("gift",),
        published_days_ago=170,
    ),
    SampleProduct(
        slug="brass-incense-holder",
        code="MAT-004",
        maker="matsugae-incense",
        category="incense-holders",
        name_ja="真鍮の香立て「小石」",
        name_en="Brass incense holder “Pebble”",
        reading="しんちゅうのこうたてこいし",
        summary_ja="浜で拾った石を写した、手のひらで重い香立てです。",
        summary_en="Cast from a pebble off the beach, and heavy in the palm.",
        description_ja=prose(
            "淡路の浜の石を型にとり、真鍮で鋳ました。"
            "上に小さな穴が一つ。線香がすっと立ち、灰は添えた皿が受けます。"
            "磨かずにおけば落ち着いた飴色に、磨けばもとの金色に戻ります。",
            facts=(
                "大きさ：石 幅 4.2 cm・高さ 2.1 cm、皿 直径 11 cm",
                "材質：真鍮、皿は黒い磁器",
                "お手入れ：くもりが気になるときは、重曹で磨いてください。",
            ),
        ),
        description_en=prose(
            "A stone from an Awaji beach was moulded and cast in brass. One small hole holds the stick "
            "upright, and the dish beneath takes the ash. Left alone it turns amber; polished, it is gold "
            "again.",
            facts=(
                "Size: pebble 4.2 cm wide and 2.1 cm high, dish 11 cm across",
                "Material: brass; the dish is black porcelain",
                "Care: polish with baking soda when it dulls",
            ),
        ),
        alt_ja="黒い皿にのった真鍮の小石の香立てから、線香の煙が立つ絵",
        alt_en="Drawing of a brass pebble on a black dish, holding a smoking stick of incense",
        tax_rate=10,
        variants=single("MAT-004", 4950, stock=7, weight_g=340),
        tags=("gift", "new-home"),
        published_days_ago=65,
    ),
    SampleProduct(
        slug="celadon-censer",
        code="MAT-005",
        maker="matsugae-incense",
        category="incense-holders",
        name_ja="青磁の香炉",
        name_en="Celadon censer",
        reading="せいじのこうろ",
        summary_ja="三つ足に透かしの蓋。空の色を映す青磁の香炉です。",
        summary_en="Three feet, a pierced lid, and celadon the colour of the sky.",
        description_ja=prose(
            "鉄をわずかに含む釉薬を厚く三度掛け、青磁に焼きました。"
            "蓋の透かしは七宝。煙が輪になって抜けていきます。"
            "香炉灰と円錐香を一包み添えますので、その日からお使いいただけます。",
            facts=(
                "大きさ：直径 9.0 cm、高さ 9.5 cm",
                "材質：磁器（青磁釉）",
                "付属：香炉灰 30 g、円錐香 5 個",
            ),
        ),
        description_en=prose(
            "Three thick coats of a glaze with a trace of iron make the celadon. The lid is pierced with "
            "shippo rings, and smoke leaves it in circles. Ash and a packet of cones come with it, so that "
            "it can be used the same day.",
            facts=(
                "Size: 9.0 cm across, 9.5 cm high",
                "Material: porcelain, celadon glaze",
                "With it: 30 g of ash and 5 cones",
            ),
        ),
        alt_ja="透かし蓋から煙のたなびく、三つ足の青磁の香炉の絵",
        alt_en="Drawing of a three-footed celadon censer, smoke drifting from its pierced lid",
        tax_rate=10,
        variants=single("MAT-005", 12100, stock=3, weight_g=380),
        tags=("gift", "last-pieces"),
        published_days_ago=190,
    ),
)
