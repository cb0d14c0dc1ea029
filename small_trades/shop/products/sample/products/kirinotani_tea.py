"""Tea of Kirinotani Tea Garden; food, so taxed at 8 %."""

from small_trades.shop.products.sample.build import axis, chosen, prose, single
from small_trades.shop.products.sample.shapes import SampleProduct

_SENCHA = axis("grams", "内容量", "Weight", g80=("80グラム", "80 g"), g200=("200グラム", "200 g"))
_MATCHA = axis("grams", "内容量", "Weight", g30=("30グラム缶", "30 g tin"), g100=("100グラム袋", "100 g bag"))
_HOJICHA = axis("grams", "内容量", "Weight", g100=("100グラム", "100 g"), g200=("200グラム", "200 g"))

PRODUCTS = (
    SampleProduct(
        slug="deep-steamed-sencha",
        code="KIR-001",
        maker="kirinotani-tea",
        category="green-tea",
        name_ja="深蒸し煎茶「朝霧」",
        name_en="Deep-steamed sencha “Asagiri”",
        reading="ふかむしせんちゃあさぎり",
        summary_ja="五月はじめの若芽を深く蒸した、こくと甘みの毎日の煎茶です。",
        summary_en="Young leaves of early May, steamed long for a full and gently sweet everyday tea.",
        description_ja=prose(
            "八十八夜の前後に摘んだ若芽を、ふつうの二倍ほどの時間をかけて蒸しました。"
            "葉は細かくなりますが、湯をそそぐと濃い緑と甘い香りがすぐに立ちます。"
            "70 度の湯で四十秒。二煎目は熱めの湯でさっとどうぞ。",
            facts=(
                "原材料：緑茶（京都府和束町）",
                "賞味期限：製造から八か月（未開封）",
                "保存：開封後は茶筒に移し、一か月を目安にお飲みください。",
            ),
        ),
        description_en=prose(
            "Picked around the eighty-eighth night of spring and steamed about twice as long as usual. The "
            "leaves break fine, and the cup turns deep green and sweet at once. Forty seconds at 70 °C; a "
            "little hotter the second time.",
            facts=(
                "Ingredients: green tea from Wazuka, Kyoto",
                "Best before: eight months from production, unopened",
                "Keeping: move to a caddy once opened and drink within a month",
            ),
        ),
        alt_ja="茶葉の絵のついた深緑の茶袋と、こぼれた煎茶の葉の絵",
        alt_en="Drawing of a deep green tea bag with a leaf emblem and a small heap of sencha",
        tax_rate=8,
        axes=(_SENCHA,),
        variants=(
            chosen("KIR-001", _SENCHA, "g80", 1080, stock=48, weight_g=95),
            chosen("KIR-001", _SENCHA, "g200", 2484, stock=16, weight_g=225),
        ),
        tags=("everyday", "tea-time"),
        published_days_ago=30,
    ),
    SampleProduct(
        slug="gyokuro",
        code="KIR-002",
        maker="kirinotani-tea",
        category="green-tea",
        name_ja="玉露「雫」",
        name_en="Gyokuro “Shizuku”",
        reading="ぎょくろしずく",
        summary_ja="二十日のあいだ日をさえぎって育てた、出汁のように濃い一杯です。",
        summary_en="Shaded for twenty days: a small cup as deep as broth.",
        description_ja=prose(
            "摘む前の二十日間、茶園に葦簀と藁をかけて日をさえぎります。"
            "光を求める葉は薄く広がり、うまみをたくわえます。"
            "50 度に冷ました湯を少しだけ注ぎ、二分。最後の一滴までしぼりきってください。",
            facts=(
                "原材料：緑茶（京都府和束町）",
                "内容量：50グラム",
                "賞味期限：製造から八か月（未開封）",
            ),
        ),
        description_en=prose(
            "For twenty days before picking, reed screens and straw keep the sun from the field; the leaves "
            "spread thin in search of light and store flavour. Pour a little water cooled to 50 °C, wait "
            "two minutes, and take the last drop.",
            facts=(
                "Ingredients: green tea from Wazuka, Kyoto",
                "Contents: 50 g",
                "Best before: eight months from production, unopened",
            ),
        ),
        alt_ja="小さな白磁の茶器に淹れた玉露と、一滴の雫の絵",
        alt_en="Drawing of gyokuro in a small white cup, with a single falling drop",
        tax_rate=8,
        variants=single("KIR-002", 2160, stock=9, weight_g=65),
        tags=("tea-time", "gift"),
        published_days_ago=45,
    ),
    SampleProduct(
        slug="matcha",
        code="KIR-003",
        maker="kirinotani-tea",
        category="matcha",
        name_ja="石臼挽き抹茶「霧の音」",
        name_en="Stone-ground matcha “Sound of Mist”",
        reading="いしうすびきまっちゃきりのおと",
        summary_ja="一時間に四十グラムだけ、石臼でゆっくり挽いた薄茶向きの抹茶です。",
        summary_en="Ground on stone at forty grams an hour, for a light bowl of usucha.",
        description_ja=prose(
            "覆いをかけて育てた碾茶を、注文の数だけ石臼で挽いています。"
            "速く挽くと熱で香りが逃げるため、一つの臼で一時間に四十グラムがせいぜいです。"
            "茶こしでふるってから、80 度の湯で点ててください。",
            facts=(
                "原材料：碾茶（京都府和束町）",
                "賞味期限：製造から六か月（未開封）",
                "保存：冷蔵庫に入れ、開封後は三週間を目安にお使いください。",
            ),
        ),
        description_en=prose(
            "Shaded tencha leaf, ground as orders come. Haste would heat the stone and drive off the scent, "
            "so one mill makes no more than forty grams in an hour. Sift it first, and whisk with water at "
            "80 °C.",
            facts=(
                "Ingredients: tencha from Wazuka, Kyoto",
                "Best before: six months from production, unopened",
                "Keeping: refrigerate, and use within three weeks once opened",
            ),
        ),
        alt_ja="抹茶の入った黒い茶碗と、竹の茶筅の絵",
        alt_en="Drawing of a dark bowl of matcha with a bamboo whisk",
        tax_rate=8,
        axes=(_MATCHA,),
        variants=(
            chosen("KIR-003", _MATCHA, "g30", 2376, stock=13, weight_g=70),
            chosen("KIR-003", _MATCHA, "g100", 6912, stock=4, weight_g=115),
        ),
        tags=("tea-time", "gift"),
        published_days_ago=20,
    ),
    SampleProduct(
        slug="hojicha",
        code="KIR-004",
        maker="kirinotani-tea",
        category="roasted-tea",
        name_ja="浅煎りほうじ茶",
        name_en="Lightly roasted hojicha",
        reading="あさいりほうじちゃ",
        summary_ja="茎を浅く煎った、夜にも飲める香ばしいお茶です。",
        summary_en="Stems roasted lightly: fragrant, and gentle enough for the evening.",
        description_ja=prose(
            "煎茶を作るときに分かれる茎だけを集め、砂と一緒に鉄の釜で煎りました。"
            "浅く煎ることで、香ばしさの奥に青い甘みが残ります。"
            "熱湯をたっぷり注いで三十秒。カフェインが少なめなので、夜の一杯にも向いています。",
            facts=(
                "原材料：緑茶の茎（京都府和束町）",
                "賞味期限：製造から十か月（未開封）",
                "保存：湿気を避け、開封後は二か月を目安にお飲みください。",
            ),
        ),
        description_en=prose(
            "Only the stems that part from sencha are gathered, and turned in an iron pan with sand. A "
            "light roast leaves a green sweetness behind the toastiness. Thirty seconds under boiling "
            "water; low in caffeine, good at night.",
            facts=(
                "Ingredients: green tea stems from Wazuka, Kyoto",
                "Best before: ten months from production, unopened",
                "Keeping: keep dry, and drink within two months once opened",
            ),
        ),
        alt_ja="弁柄色の茶袋と、焙じた茎茶を盛った木の匙の絵",
        alt_en="Drawing of a russet tea bag and a wooden scoop of roasted stems",
        tax_rate=8,
        axes=(_HOJICHA,),
        variants=(
            chosen("KIR-004", _HOJICHA, "g100", 756, stock=60, weight_g=115),
            chosen("KIR-004", _HOJICHA, "g200", 1350, stock=22, weight_g=220),
        ),
        tags=("everyday", "tea-time"),
        published_days_ago=110,
    ),
    SampleProduct(
        slug="genmaicha",
        code="KIR-005",
        maker="kirinotani-tea",
        category="roasted-tea",
        name_ja="黒豆玄米茶",
        name_en="Brown rice tea with black soybeans",
        reading="くろまめげんまいちゃ",
        summary_ja="はぜた玄米と丹波の黒豆を合わせた、食事によく合うお茶です。",
        summary_en="Popped brown rice and black soybeans from Tamba, for drinking with a meal.",
        description_ja=prose(
            "摘みごろを過ぎた大きな葉に、煎った玄米と丹波の黒豆を合わせました。"
            "湯を注ぐと、花のようにはぜた米が浮かびます。"
            "飲み終えた黒豆は、塩をふってお召し上がりください。",
            facts=(
                "原材料：緑茶、玄米、黒大豆（いずれも国産）",
                "内容量：150グラム",
                "アレルギー表示：大豆",
            ),
        ),
        description_en=prose(
            "Large late leaves are blended with roasted brown rice and black soybeans. Pour on boiling "
            "water and the popped grains float like blossoms. Salt the beans and eat them when the pot is "
            "empty.",
            facts=(
                "Ingredients: green tea, brown rice, black soybeans, all grown in Japan",
                "Contents: 150 g",
                "Allergens: soy",
            ),
        ),
        alt_ja="玄米と黒豆と茶葉が、うつわの中で三つに分かれて盛られた絵",
        alt_en="Drawing, from above, of a dish with popped rice, black beans and tea leaves",
        tax_rate=8,
        variants=single("KIR-005", 864, stock=27, weight_g=165),
        tags=("everyday",),
        published_days_ago=95,
    ),
    SampleProduct(
        slug="cold-brew-tea-bags",
        code="KIR-006",
        maker="kirinotani-tea",
        category="tea-sets",
        name_ja="水出し煎茶のティーバッグ",
        name_en="Cold-brew sencha tea bags",
        reading="みずだしせんちゃのてぃーばっぐ",
        summary_ja="水に入れて一時間、すっきりと甘い夏の煎茶です。",
        summary_en="An hour in cold water makes a clear, sweet tea for summer.",
        description_ja=prose(
            "水でも味が出やすいよう、深蒸しの葉に少しだけ抹茶をまぶしました。"
            "冷たい水一リットルに一袋。冷蔵庫で一時間おくだけです。"
            "袋はとうもろこしから作った糸で、そのまま土に還ります。",
            facts=(
                "原材料：緑茶、抹茶（京都府和束町）",
                "内容量：5グラム × 15袋",
                "賞味期限：製造から八か月（未開封）",
            ),
        ),
        description_en=prose(
            "Deep-steamed leaf dusted with a little matcha gives its flavour even to cold water. One bag "
            "for a litre, an hour in the refrigerator. The bags are woven from corn fibre and return to the "
            "soil.",
            facts=(
                "Ingredients: green tea and matcha from Wazuka, Kyoto",
                "Contents: 15 bags of 5 g",
                "Best before: eight months from production, unopened",
            ),
        ),
        alt_ja="氷を浮かべた緑茶のグラスと、三角のティーバッグの絵",
        alt_en="Drawing of a glass of iced green tea and a pyramid tea bag",
        tax_rate=8,
        variants=single("KIR-006", 1080, stock=33, weight_g=110),
        tags=("everyday", "summer", "tea-time"),
        published_days_ago=8,
    ),
    SampleProduct(
        slug="tea-sampler",
        code="KIR-007",
        maker="kirinotani-tea",
        category="tea-sets",
        name_ja=(
            "霧ノ谷茶園の五つのお茶を少しずつ飲みくらべる、はじめての方と贈りもののための小さな茶箱"
            "（深蒸し煎茶・玉露・ほうじ茶・黒豆玄米茶・和紅茶）"
        ),
        name_en=(
            "A small chest of five Kirinotani teas to taste side by side, for those new to tea and for "
            "giving (deep-steamed sencha, gyokuro, hojicha, brown rice tea with black soybeans, and "
            "Japanese black tea)"
        ),
        reading="きりのたにちゃえんのいつつのおちゃをすこしずつのみくらべるちいさなちゃばこ",
        summary_ja="五つのお茶を十グラムずつ、桐の小箱におさめました。",
        summary_en="Five teas, ten grams each, in a small paulownia chest.",
        description_ja=prose(
            "どのお茶から始めればよいか分からない、という声から生まれた詰め合わせです。"
            "五つの包みにはそれぞれ湯の温度と時間を記しました。"
            "空いた桐箱は、切手や薬味の匙をしまうのにちょうどよい大きさです。",
            facts=(
                "原材料：緑茶、玄米、黒大豆、紅茶（いずれも国産）",
                "内容量：10グラム × 5種",
                "アレルギー表示：大豆",
            ),
        ),
        description_en=prose(
            "Made for everyone who asked which tea to begin with. Each of the five packets carries its own "
            "temperature and time. The empty paulownia box is just the size for stamps or small spoons.",
            facts=(
                "Ingredients: green tea, brown rice, black soybeans, black tea, all grown in Japan",
                "Contents: five teas, 10 g each",
                "Allergens: soy",
            ),
        ),
        alt_ja="五色の包みが並んで入った、桐の小さな茶箱の絵",
        alt_en="Drawing of a small wooden chest holding five packets in five colours",
        tax_rate=8,
        variants=single("KIR-007", 3240, reference_price=3672, stock=10, weight_g=260),
        tags=("gift", "tea-time"),
        published_days_ago=5,
    ),
)
