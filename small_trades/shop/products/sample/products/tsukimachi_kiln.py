"""Tableware of Tsukimachi Kiln."""

from small_trades.shop.products.sample.build import axis, chosen, prose, single
from small_trades.shop.products.sample.shapes import SampleProduct, SampleVariant

_RICE_BOWL = axis("size", "大きさ", "Size", large=("大", "Large"), small=("小", "Small"))
_CHOKO = axis(
    "pattern",
    "文様",
    "Pattern",
    straw=("麦わら", "Wheat straw"),
    net=("網目", "Fishing net"),
    waves=("青海波", "Waves"),
    plain=("白磁", "Plain white"),
)
_SHAPE = axis(
    "shape",
    "かたち",
    "Shape",
    plum=("梅", "Plum blossom"),
    fan=("扇", "Fan"),
    gourd=("ひょうたん", "Gourd"),
    moon=("三日月", "Crescent"),
    leaf=("木の葉", "Leaf"),
    square=("隅切", "Cut square"),
)
_GLAZE = axis("glaze", "釉薬", "Glaze", indigo=("藍", "Indigo"), ash=("灰釉", "Ash"))


def _mamezara() -> tuple[SampleVariant, ...]:
    stocks = iter((24, 18, 12, 9, 15, 2, 30, 0, 11, 7, 3, 20))
    return tuple(
        SampleVariant(
            sku=f"TSU-007-{shape.slug.upper()}-{glaze.slug.upper()}",
            name_ja=f"{shape.name_ja}・{glaze.name_ja}",
            name_en=f"{shape.name_en}, {glaze.name_en.lower()}",
            price=770 if glaze.slug == "ash" else 880,
            stock=next(stocks),
            weight_g=70,
            axis={"shape": shape.slug, "glaze": glaze.slug},
        )
        for shape in _SHAPE.values
        for glaze in _GLAZE.values
    )


PRODUCTS = (
    SampleProduct(
        slug="blue-cup",
        code="TSU-001",
        maker="tsukimachi-kiln",
        category="cups",
        name_ja="青い湯のみ",
        name_en="Blue cup",
        reading="あおいゆのみ",
        summary_ja="藍の釉薬が裾でとまる、手になじむ湯のみです。",
        summary_en="A cup that settles into the hand, its indigo glaze halting just above the foot.",
        description_ja=prose(
            "呉須に藁灰を合わせた藍の釉薬を、一つずつ柄杓で掛けています。"
            "釉薬は窯の中でゆっくり流れ、裾のあたりで雫になってとまります。"
            "雫の数も長さも一つとして同じものはありません。",
            "口はうすく、胴は少し厚め。熱いお茶を入れても指先が熱くなりにくく、冷めにくい形です。",
            facts=(
                "大きさ：直径 8.0 cm、高さ 8.6 cm、容量 210 ml",
                "材質：半磁器（多治見の土）",
                "お手入れ：電子レンジと食器洗い機をお使いいただけます。",
            ),
        ),
        description_en=prose(
            "An indigo glaze of gosu cobalt and straw ash is poured over each cup with a ladle. It moves "
            "slowly in the kiln and comes to rest as drops near the foot, no two cups with the same ones.",
            "The lip is thin and the wall a little thicker, so that hot tea stays hot and fingers do not.",
            facts=(
                "Size: 8.0 cm across, 8.6 cm high, holds 210 ml",
                "Material: semi-porcelain, clay from Tajimi",
                "Care: safe in the microwave and the dishwasher",
            ),
        ),
        alt_ja="藍の釉薬が白い裾へ雫になって流れる、円筒形の湯のみの絵",
        alt_en="Drawing of a cylindrical cup whose indigo glaze runs down in drops over a pale foot",
        tax_rate=10,
        variants=single("TSU-001", 2200, stock=3, weight_g=240),
        tags=("everyday", "indigo", "tea-time", "gift"),
        published_days_ago=12,
    ),
    SampleProduct(
        slug="ash-glaze-rice-bowl",
        code="TSU-002",
        maker="tsukimachi-kiln",
        category="bowls",
        name_ja="灰釉の飯碗",
        name_en="Ash-glazed rice bowl",
        reading="はいゆうのめしわん",
        summary_ja="炊きたてのご飯がいちばん白く見える、やわらかな灰色の飯碗です。",
        summary_en="A soft grey bowl in which freshly cooked rice looks its whitest.",
        description_ja=prose(
            "りんごの木の灰で作る釉薬を掛けた飯碗です。"
            "焼き上がりは雨の前の空のような灰色で、口の縁にだけ土の色がうっすらのぞきます。"
            "高台を少し高くしたので、持ち上げるときに指が自然に入ります。",
            facts=(
                "大きさ：大は直径 12.4 cm・高さ 6.6 cm、小は直径 11.2 cm・高さ 6.0 cm",
                "材質：陶器",
                "お手入れ：使いはじめに米のとぎ汁で煮ると、しみがつきにくくなります。",
            ),
        ),
        description_en=prose(
            "The glaze is made from the ash of apple wood. It comes out of the kiln grey as the sky before "
            "rain, with the colour of the clay just showing along the rim. The foot is a little tall, so "
            "that fingers slip under it.",
            facts=(
                "Size: large 12.4 cm across and 6.6 cm high; small 11.2 cm across and 6.0 cm high",
                "Material: stoneware",
                "Care: simmer once in the water that washed rice, and it will stain less",
            ),
        ),
        alt_ja="灰色の釉薬の飯碗に、白いご飯がふんわりと盛られた絵",
        alt_en="Drawing of a grey bowl with a soft mound of white rice",
        tax_rate=10,
        axes=(_RICE_BOWL,),
        variants=(
            chosen("TSU-002", _RICE_BOWL, "large", 2860, stock=14, weight_g=280),
            chosen("TSU-002", _RICE_BOWL, "small", 2640, stock=2, weight_g=230),
        ),
        tags=("everyday", "new-home"),
        published_days_ago=40,
    ),
    SampleProduct(
        slug="chattered-plate",
        code="TSU-003",
        maker="tsukimachi-kiln",
        category="plates",
        name_ja="飛び鉋の七寸皿",
        name_en="Chattered plate, 21 cm",
        reading="とびかんなのななすんざら",
        summary_ja="回る素地に鉋を躍らせて刻んだ、細かな目の並ぶ中皿です。",
        summary_en="A dinner plate ringed with fine marks, left by a blade that dances on the turning clay.",
        description_ja=prose(
            "半乾きの素地をろくろで回し、しなる鉋をあてると、刃が跳ねて小さな目がつきます。"
            "渦を描いて並ぶ目は、煮物にも焼き魚にも、トースト一枚にもよく合います。"
            "縁がわずかに立っているので、汁のあるおかずも安心です。",
            facts=(
                "大きさ：直径 21.5 cm、高さ 3.2 cm",
                "材質：陶器（化粧土、透明釉）",
                "お手入れ：電子レンジ可。長く水に浸けたままにしないでください。",
            ),
        ),
        description_en=prose(
            "A springy blade held against half-dry clay on the wheel jumps, and each jump leaves a mark. "
            "The spiral of marks suits simmered vegetables, grilled fish and a slice of toast alike, and "
            "the rim rises just enough to hold a little broth.",
            facts=(
                "Size: 21.5 cm across, 3.2 cm high",
                "Material: stoneware with white slip and clear glaze",
                "Care: safe in the microwave; please do not leave it soaking",
            ),
        ),
        alt_ja="細かな削り目が渦のように並ぶ、丸い皿を上から見た絵",
        alt_en="Drawing, from above, of a round plate with rings of fine chatter marks",
        tax_rate=10,
        variants=single("TSU-003", 4180, stock=11, weight_g=560),
        tags=("everyday", "new-home"),
        published_days_ago=75,
    ),
    SampleProduct(
        slug="black-teapot",
        code="TSU-004",
        maker="tsukimachi-kiln",
        category="pots",
        name_ja="黒土の急須",
        name_en="Black clay teapot",
        reading="くろつちのきゅうす",
        summary_ja="釉薬を掛けずに焼き締めた、お茶の渋みをまるくする横手の急須です。",
        summary_en="An unglazed side-handled teapot that rounds the edge off green tea.",
        description_ja=prose(
            "鉄分の多い土を釉薬なしで焼き締めています。"
            "土が渋みをほどよく吸い、煎茶の味がまるくなるといわれます。"
            "茶こしは本体と同じ土で、二百三十の穴を手であけました。"
            "注ぎ口は一滴残さず切れ、蓋は傾けても落ちません。",
            facts=(
                "大きさ：胴の直径 9.5 cm、高さ 8.0 cm、容量 280 ml",
                "材質：炻器（無釉）",
                "お手入れ：洗剤を使わず湯ですすぎ、よく乾かしてください。",
            ),
        ),
        description_en=prose(
            "Iron-rich clay, fired hard without glaze, is said to soften the astringency of sencha. The "
            "strainer is of the same clay, its 230 holes pierced by hand. The spout pours to the last drop "
            "and the lid stays on.",
            facts=(
                "Size: body 9.5 cm across, 8.0 cm high, holds 280 ml",
                "Material: unglazed stoneware",
                "Care: rinse with hot water only, no detergent, and dry well",
            ),
        ),
        alt_ja="まっすぐな横手のついた、黒い焼き締めの急須の絵",
        alt_en="Drawing of a black unglazed teapot with a straight side handle",
        tax_rate=10,
        variants=single("TSU-004", 8800, stock=5, weight_g=310),
        tags=("tea-time", "gift"),
        published_days_ago=58,
    ),
    SampleProduct(
        slug="soba-choko",
        code="TSU-005",
        maker="tsukimachi-kiln",
        category="cups",
        name_ja="染付のそば猪口",
        name_en="Blue-and-white soba cup",
        reading="そめつけのそばちょこ",
        summary_ja="そばつゆにも珈琲にも小鉢にもなる、四つの文様のそば猪口です。",
        summary_en="For soba sauce, coffee or a small salad: a straight cup in four patterns.",
        description_ja=prose(
            "江戸のころから形の変わらない、まっすぐな猪口です。"
            "文様は細い筆で一つずつ描いています。線の太さの揺れも、手描きのしるしとしてお楽しみください。"
            "四つ重ねてしまえるので、集めても場所をとりません。",
            facts=(
                "大きさ：直径 8.2 cm、高さ 6.4 cm、容量 190 ml",
                "材質：磁器",
                "お手入れ：電子レンジと食器洗い機をお使いいただけます。",
            ),
        ),
        description_en=prose(
            "A straight cup whose shape has not changed since the Edo period. The patterns are painted one "
            "by one with a fine brush, and the wavering of the line is the mark of the hand. Four of them "
            "stack in the space of one.",
            facts=(
                "Size: 8.2 cm across, 6.4 cm high, holds 190 ml",
                "Material: porcelain",
                "Care: safe in the microwave and the dishwasher",
            ),
        ),
        alt_ja="麦わらの縦縞と網目の文様を描いた、白いそば猪口が二つ並ぶ絵",
        alt_en="Drawing of two white soba cups, one with blue stripes and one with a net pattern",
        tax_rate=10,
        axes=(_CHOKO,),
        variants=(
            chosen("TSU-005", _CHOKO, "straw", 1650, stock=22, weight_g=180),
            chosen("TSU-005", _CHOKO, "net", 1650, stock=17, weight_g=180),
            chosen("TSU-005", _CHOKO, "waves", 1870, stock=1, weight_g=180),
            chosen("TSU-005", _CHOKO, "plain", 1320, stock=35, weight_g=180),
        ),
        tags=("everyday", "indigo", "gift"),
        published_days_ago=90,
    ),
    SampleProduct(
        slug="spouted-bowl",
        code="TSU-006",
        maker="tsukimachi-kiln",
        category="bowls",
        name_ja="織部の片口鉢",
        name_en="Oribe spouted bowl",
        reading="おりべのかたくちばち",
        summary_ja="深い緑の釉薬が片側に流れる、注いでも盛っても絵になる鉢です。",
        summary_en="A bowl with a spout and a pour of deep green glaze, for serving or for pouring.",
        description_ja=prose(
            "銅で発色させた緑を、鉢の片側にだけ掛けています。"
            "残りの白い面には、鉄の絵具で草を一筆。"
            "冷やしたお酒や出汁を入れて注ぐほか、青菜のおひたしを盛るだけで食卓が整います。",
            facts=(
                "大きさ：幅 16.0 cm（口先まで）、高さ 7.8 cm、容量 480 ml",
                "材質：陶器",
                "お手入れ：ご使用の前に水にくぐらせると、においが移りにくくなります。",
            ),
        ),
        description_en=prose(
            "Copper green is poured over one side only; on the white side an iron brush has drawn a single "
            "blade of grass. Pour cold sake or broth from it, or fill it with dressed greens and the table "
            "is set.",
            facts=(
                "Size: 16.0 cm to the spout, 7.8 cm high, holds 480 ml",
                "Material: stoneware",
                "Care: wet it before use so that it takes on no smell",
            ),
        ),
        alt_ja="緑の釉薬が片側に流れ、白い面に草の絵がある片口の鉢の絵",
        alt_en="Drawing of a spouted bowl, green glaze on one side and a brushed blade of grass on the other",
        tax_rate=10,
        variants=single("TSU-006", 3520, reference_price=3960, stock=6, weight_g=420),
        tags=("gift",),
        published_days_ago=130,
    ),
    SampleProduct(
        slug="bean-plates",
        code="TSU-007",
        maker="tsukimachi-kiln",
        category="plates",
        name_ja="豆皿",
        name_en="Bean plates",
        reading="まめざら",
        summary_ja="六つのかたち、二つの釉薬。薬味や箸置きに、手のひらの小皿です。",
        summary_en="Six shapes and two glazes: palm-sized plates for condiments, or to rest chopsticks on.",
        description_ja=prose(
            "古い木型を写した、手のひらにのる小皿です。"
            "醤油や薬味に、和菓子ひとつに、指輪置きに。"
            "かたちは梅・扇・ひょうたん・三日月・木の葉・隅切の六つ、釉薬は藍と灰釉からお選びください。",
            facts=(
                "大きさ：およそ 9 cm、高さ 1.8 cm（かたちにより少し異なります）",
                "材質：半磁器",
                "お手入れ：電子レンジと食器洗い機をお使いいただけます。",
            ),
        ),
        description_en=prose(
            "Plates that lie in the palm, pressed over old wooden moulds. For soy sauce or condiments, for "
            "one sweet, or for a ring at night. Choose among six shapes, in indigo or ash glaze.",
            facts=(
                "Size: about 9 cm across and 1.8 cm high, a little different from shape to shape",
                "Material: semi-porcelain",
                "Care: safe in the microwave and the dishwasher",
            ),
        ),
        alt_ja="梅、扇、ひょうたん、三日月、木の葉、隅切の豆皿が、藍と灰色で九枚並ぶ絵",
        alt_en="Drawing of nine small plates in indigo and grey: plum, fan, gourd, crescent, leaf and square",
        tax_rate=10,
        axes=(_SHAPE, _GLAZE),
        variants=_mamezara(),
        tags=("everyday", "gift", "indigo"),
        published_days_ago=25,
    ),
    SampleProduct(
        slug="small-donabe",
        code="TSU-008",
        maker="tsukimachi-kiln",
        category="pots",
        name_ja="ひとりの土鍋",
        name_en="Donabe for one",
        reading="ひとりのどなべ",
        summary_ja="湯豆腐もおかゆも、一合のご飯も炊ける小さな土鍋です。",
        summary_en="A small clay pot for tofu, for rice porridge, or for one cup of rice.",
        description_ja=prose(
            "粗い土でゆっくり熱を含み、火を止めてからも長くふつふつと煮えつづけます。"
            "蓋の穴は一つ、取っ手は鍋つかみがかかる大きさにしました。"
            "ご飯なら一合。十二分で炊け、十分蒸らせば出来上がりです。",
            facts=(
                "大きさ：直径 18.0 cm（取っ手を含む 21.0 cm）、高さ 12.5 cm、容量 900 ml",
                "材質：耐熱陶器",
                "お手入れ：最初におかゆを炊いて目止めをしてください。直火用。IH には使えません。",
            ),
        ),
        description_en=prose(
            "Coarse clay takes up heat slowly and keeps a quiet simmer long after the flame is out. The lid "
            "has one hole, and the lugs are made for a folded cloth. One cup of rice cooks in twelve "
            "minutes and rests for ten.",
            facts=(
                "Size: 18.0 cm across (21.0 cm with lugs), 12.5 cm high, holds 900 ml",
                "Material: heat-proof stoneware",
                "Care: cook porridge first to seal the clay; for open flame, not for induction",
            ),
        ),
        alt_ja="飴色の釉薬の蓋から湯気の立つ、小さな土鍋の絵",
        alt_en="Drawing of a small amber-glazed clay pot with steam rising from its lid",
        tax_rate=10,
        variants=single("TSU-008", 9900, stock=2, weight_g=1650),
        tags=("new-home", "last-pieces"),
        published_days_ago=200,
    ),
)
