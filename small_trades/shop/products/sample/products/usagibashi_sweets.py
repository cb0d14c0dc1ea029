"""Sweets and food of Usagibashi Confectioners; taxed at 8 %."""

from small_trades.shop.products.sample.build import axis, chosen, prose, single
from small_trades.shop.products.sample.shapes import SampleProduct

_YOKAN = axis(
    "flavour",
    "味",
    "Flavour",
    azuki=("小豆", "Azuki"),
    matcha=("抹茶", "Matcha"),
    chestnut=("栗", "Chestnut"),
)
_DORAYAKI = axis("count", "個数", "Count", five=("5個", "5 pieces"), ten=("10個", "10 pieces"))
_KONPEITO = axis("bag", "詰め方", "Pack", bag=("小袋", "Bag"), bottle=("硝子瓶", "Glass jar"))

PRODUCTS = (
    SampleProduct(
        slug="mitarashi-dango",
        code="USA-001",
        maker="usagibashi-sweets",
        category="fresh-sweets",
        name_ja="みたらし団子",
        name_en="Mitarashi dango",
        reading="みたらしだんご",
        summary_ja="焦げ目をつけた上新粉の団子に、醤油のきいた葛だれ。冷凍でお届けします。",
        summary_en="Toasted rice dumplings in a glossy soy glaze, sent frozen.",
        description_ja=prose(
            "石川県産のうるち米を挽いた上新粉を、二度蒸して搗いています。"
            "炭火で焦げ目をつけてから冷凍し、たれは別の袋に入れました。"
            "自然に解けたらたれを温め、たっぷりからめてお召し上がりください。",
            facts=(
                "内容：5本、葛だれ 120グラム",
                "原材料：うるち米、砂糖、醤油（大豆・小麦を含む）、葛",
                "賞味期限：冷凍で六十日。解凍した日のうちにお召し上がりください。",
            ),
        ),
        description_en=prose(
            "Rice from Ishikawa is milled, steamed twice and pounded. The dumplings are toasted over "
            "charcoal and frozen, the glaze in a bag of its own. Let them thaw, warm the glaze and turn "
            "them well in it.",
            facts=(
                "Contents: 5 skewers, 120 g of glaze",
                "Ingredients: rice, sugar, soy sauce (contains soy and wheat), kudzu starch",
                "Best before: 60 days frozen; eat on the day they thaw",
            ),
        ),
        alt_ja="焦げ目のついた団子に飴色のたれがかかる、三本の串団子の絵",
        alt_en="Drawing of three skewers of toasted dumplings under amber glaze",
        tax_rate=8,
        variants=single("USA-001", 972, stock=20, weight_g=420),
        tags=("tea-time",),
        published_days_ago=18,
    ),
    SampleProduct(
        slug="yokan",
        code="USA-002",
        maker="usagibashi-sweets",
        category="fresh-sweets",
        name_ja="練り羊羹",
        name_en="Neri yokan",
        reading="ねりようかん",
        summary_ja="二日かけて練り上げた、切り口の澄んだ羊羹です。",
        summary_en="Stirred over two days, and clear where it is cut.",
        description_ja=prose(
            "こし餡と寒天を銅の鍋で練り、一晩休ませてからもう一度火にかけます。"
            "急がず水を飛ばすことで、歯ざわりはなめらかに、切り口は鏡のようになります。"
            "厚めに切って、濃い煎茶とどうぞ。",
            facts=(
                "内容：1棹 320グラム（約 5 × 5 × 15 cm）",
                "原材料：砂糖、小豆、寒天、水飴（抹茶は抹茶、栗は栗を含む）",
                "賞味期限：製造から九十日（未開封）",
            ),
        ),
        description_en=prose(
            "Fine bean paste and agar are stirred in a copper pan, rested for a night and stirred again. "
            "Driven off without haste, the water leaves a smooth bite and a cut face like a mirror. Slice "
            "it thick, with strong sencha.",
            facts=(
                "Contents: one bar of 320 g (about 5 × 5 × 15 cm)",
                "Ingredients: sugar, azuki, agar, starch syrup (with matcha or chestnut in those flavours)",
                "Best before: 90 days from production, unopened",
            ),
        ),
        alt_ja="竹の皮の上で切り分けた小豆の羊羹と、お茶の絵",
        alt_en="Drawing of a bar of azuki yokan, sliced, on a bamboo sheath, with a cup of tea",
        tax_rate=8,
        axes=(_YOKAN,),
        variants=(
            chosen("USA-002", _YOKAN, "azuki", 1404, stock=24, weight_g=350),
            chosen("USA-002", _YOKAN, "matcha", 1512, stock=12, weight_g=350),
            chosen("USA-002", _YOKAN, "chestnut", 1944, stock=0, weight_g=350),
        ),
        tags=("gift", "tea-time"),
        published_days_ago=110,
    ),
    SampleProduct(
        slug="wasanbon",
        code="USA-003",
        maker="usagibashi-sweets",
        category="dry-sweets",
        name_ja="和三盆の干菓子「四季」",
        name_en="Wasanbon sugars “Four Seasons”",
        reading="わさんぼんのひがししき",
        summary_ja="桜、流水、紅葉、雪輪。口の中で音もなくほどける干菓子です。",
        summary_en="Cherry, stream, maple and snow ring, that melt without a sound.",
        description_ja=prose(
            "讃岐の和三盆だけを、少しの水で固めた打ちものです。"
            "木型は先代から譲り受けた桜の木。"
            "抹茶の前にひとつ、珈琲のあとにひとつ。"
            "薄紙を敷いた小箱に十六粒を納めました。",
            facts=(
                "内容：16粒（4種 × 4粒）",
                "原材料：和三盆糖、寒梅粉、着色料（紅麹、くちなし、抹茶）",
                "賞味期限：製造から百二十日",
            ),
        ),
        description_en=prose(
            "Wasanbon sugar from Sanuki, pressed with hardly any water in cherry-wood moulds handed down "
            "from the last master. One before matcha, one after coffee. Sixteen pieces lie on thin paper in "
            "a small box.",
            facts=(
                "Contents: 16 pieces, four of each",
                "Ingredients: wasanbon sugar, rice flour, colours (red rice, gardenia, matcha)",
                "Best before: 120 days from production",
            ),
        ),
        alt_ja="桜、流水、紅葉、雪輪の干菓子が、箱の中に並ぶ絵",
        alt_en="Drawing of pressed sugars, cherry, stream, maple and snow ring, in a box",
        tax_rate=8,
        variants=single("USA-003", 1620, stock=15, weight_g=140),
        tags=("gift", "tea-time"),
        published_days_ago=50,
    ),
    SampleProduct(
        slug="dorayaki",
        code="USA-004",
        maker="usagibashi-sweets",
        category="fresh-sweets",
        name_ja="どら焼き",
        name_en="Dorayaki",
        reading="どらやき",
        summary_ja="銅板で一枚ずつ焼いた皮に、粒餡をたっぷり。橋の上のうさぎの焼印つきです。",
        summary_en="Two pancakes baked on copper, a generous filling of beans, and the brand of a rabbit.",
        description_ja=prose(
            "卵と蜂蜜の生地をひと晩寝かせ、熱い銅板で一枚ずつ焼いています。"
            "粒餡は皮の香りに負けないよう、少し塩をきかせました。"
            "届いた日はふわりと、翌日は皮に餡の水気がうつってしっとりと。",
            facts=(
                "内容：5個または10個",
                "原材料：小豆、砂糖、小麦粉、鶏卵、蜂蜜",
                "賞味期限：製造から七日。一歳未満のお子さまには与えないでください。",
            ),
        ),
        description_en=prose(
            "A batter of egg and honey rests overnight and is baked one by one on hot copper. The beans "
            "have a little salt, to stand up to it. Light on the day it comes; moist the day after.",
            facts=(
                "Contents: 5 or 10 pieces",
                "Ingredients: azuki, sugar, wheat flour, egg, honey",
                "Best before: 7 days from production; contains honey, so not for infants under one",
            ),
        ),
        alt_ja="うさぎの焼印を押したどら焼きが、重なって粒餡をのぞかせる絵",
        alt_en="Drawing of stacked dorayaki branded with a rabbit, bean filling showing",
        tax_rate=8,
        axes=(_DORAYAKI,),
        variants=(
            chosen("USA-004", _DORAYAKI, "five", 1458, stock=12, weight_g=450),
            chosen("USA-004", _DORAYAKI, "ten", 2808, stock=5, weight_g=880),
        ),
        tags=("gift", "tea-time"),
        published_days_ago=9,
    ),
    SampleProduct(
        slug="rabbit-monaka",
        code="USA-005",
        maker="usagibashi-sweets",
        category="fresh-sweets",
        name_ja="うさぎ最中",
        name_en="Rabbit monaka",
        reading="うさぎもなか",
        summary_ja="食べる前に餡をはさむ、ぱりっと香ばしい手作り最中です。",
        summary_en="Fill them just before eating, and the wafers stay crisp.",
        description_ja=prose(
            "新大正糯の種は、うずくまるうさぎのかたちです。"
            "餡と種を別に包んでいますので、はさんですぐの音をお楽しみください。"
            "餡は小豆と白小豆の二色。六つのうさぎに三つずつ入ります。",
            facts=(
                "内容：種 6組、粒餡 150グラム、白餡 150グラム",
                "原材料：もち米、小豆、白小豆、砂糖、寒天",
                "賞味期限：製造から四十五日（未開封）",
            ),
        ),
        description_en=prose(
            "The wafers, of glutinous rice, are shaped like a crouching rabbit. Filling and wafer are packed "
            "apart, so that you hear the first bite. Two pastes, red azuki and white, fill three rabbits "
            "each.",
            facts=(
                "Contents: 6 pairs of wafers, 150 g of red and 150 g of white paste",
                "Ingredients: glutinous rice, azuki, white azuki, sugar, agar",
                "Best before: 45 days from production, unopened",
            ),
        ),
        alt_ja="うずくまるうさぎのかたちの最中が三つ、月を背に丸い皿にのった絵",
        alt_en="Drawing of three monaka shaped like crouching rabbits on a round plate, the moon behind",
        tax_rate=8,
        variants=single("USA-005", 1728, reference_price=1944, stock=3, weight_g=420),
        tags=("gift", "last-pieces"),
        published_days_ago=22,
    ),
    SampleProduct(
        slug="konpeito",
        code="USA-006",
        maker="usagibashi-sweets",
        category="dry-sweets",
        name_ja="金平糖",
        name_en="Konpeito",
        reading="こんぺいとう",
        summary_ja="二週間かけて角を育てた、五色の星の砂糖菓子です。",
        summary_en="Sugar stars in five colours, their points grown over two weeks.",
        description_ja=prose(
            "傾いた大釜の中で、芯に蜜をかけては転がすこと二週間。"
            "一日に一ミリほど、角が育ちます。"
            "白は砂糖、緑は抹茶、桃は苺、黄は柚子、青はくちなし。"
            "小袋のほか、光の透ける硝子の瓶もあります。",
            facts=(
                "内容：小袋 60グラム、硝子瓶 110グラム",
                "原材料：砂糖、抹茶、苺、柚子、着色料（くちなし）",
                "賞味期限：製造から一年",
            ),
        ),
        description_en=prose(
            "For two weeks the grains roll in a tilted pan while syrup is ladled over them, and the points "
            "grow about a millimetre a day. White is plain, green is matcha, pink strawberry, yellow yuzu, "
            "and blue gardenia. In a small bag, or in a glass jar that lets the light through.",
            facts=(
                "Contents: bag 60 g, glass jar 110 g",
                "Ingredients: sugar, matcha, strawberry, yuzu, colour (gardenia)",
                "Best before: one year from production",
            ),
        ),
        alt_ja="硝子の瓶に入った五色の金平糖と、こぼれた数粒の絵",
        alt_en="Drawing of a glass jar of konpeito in five colours, a few spilled beside it",
        tax_rate=8,
        axes=(_KONPEITO,),
        variants=(
            chosen("USA-006", _KONPEITO, "bag", 540, stock=70, weight_g=65),
            chosen("USA-006", _KONPEITO, "bottle", 1296, stock=18, weight_g=290),
        ),
        tags=("gift",),
        published_days_ago=125,
    ),
    SampleProduct(
        slug="yuzu-miso",
        code="USA-007",
        maker="usagibashi-sweets",
        category="pantry",
        name_ja="柚子味噌",
        name_en="Yuzu miso",
        reading="ゆずみそ",
        summary_ja="柚子の皮をすりおろして炊いた、菓子屋の甘い味噌です。",
        summary_en="A confectioner’s sweet miso, cooked with grated yuzu peel.",
        description_ja=prose(
            "柚餅子を作る鍋で、冬だけ炊いていた賄いの味噌です。"
            "能登の柚子の皮をたっぷりと、白味噌と和三盆で練りました。"
            "風呂吹き大根に、焼きおにぎりに、きゅうりに少し。",
            facts=(
                "内容：130グラム",
                "原材料：白味噌（大豆を含む）、柚子、砂糖、みりん",
                "賞味期限：製造から百八十日。開封後は冷蔵庫で三週間。",
            ),
        ),
        description_en=prose(
            "Once the staff’s own miso, cooked only in winter in the pan for yuzu cakes. Plenty of Noto "
            "yuzu peel is worked into white miso and wasanbon sugar. On simmered radish, on grilled rice "
            "balls, a little on cucumber.",
            facts=(
                "Contents: 130 g",
                "Ingredients: white miso (contains soy), yuzu, sugar, mirin",
                "Best before: 180 days; three weeks in the refrigerator once opened",
            ),
        ),
        alt_ja="紙の蓋を紐で結んだ味噌の小瓶と、葉のついた柚子の絵",
        alt_en="Drawing of a jar with a paper cover tied in string, beside a yuzu with a leaf",
        tax_rate=8,
        variants=single("USA-007", 918, stock=16, weight_g=230),
        tags=("everyday",),
        published_days_ago=145,
    ),
)
