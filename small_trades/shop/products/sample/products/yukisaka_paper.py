"""Paper and stationery of Yukisaka Paper Mill."""

from small_trades.shop.products.sample.build import axis, chosen, prose, single
from small_trades.shop.products.sample.shapes import SampleProduct

_BOOK = axis(
    "colour",
    "表紙",
    "Cover",
    indigo=("藍", "Indigo"),
    persimmon=("柿渋", "Persimmon"),
    snow=("雪白", "Snow white"),
)
_ACCORDION = axis("pattern", "表紙", "Cover", plum=("梅", "Plum"), pine=("松", "Pine"))
_POCHI = axis(
    "pattern", "柄", "Design", crane=("鶴", "Crane"), plum=("梅", "Plum"), arrow=("矢絣", "Arrow feather")
)
_FAN = axis(
    "motif", "絵", "Picture", morning_glory=("朝顔", "Morning glory"), fireworks=("花火", "Fireworks")
)

PRODUCTS = (
    SampleProduct(
        slug="letter-set",
        code="YUK-001",
        maker="yukisaka-paper",
        category="letters",
        name_ja="楮紙の便箋と封筒",
        name_en="Kozo letter set",
        reading="こうぞしのびんせんとふうとう",
        summary_ja="万年筆でもにじまない、手漉きの便箋十枚と封筒五枚です。",
        summary_en="Ten sheets and five envelopes of handmade paper that takes a fountain pen.",
        description_ja=prose(
            "楮を丹念に叩き、薄くても腰のある紙に漉きました。"
            "仕上げに少しだけ膠を引いてあるので、万年筆の線もにじまず、筆なら心地よくかすれます。"
            "罫は透かしで入れました。光にかざすと現れ、書き終えると見えなくなります。",
            facts=(
                "内容：便箋 10 枚（148 × 210 mm）、封筒 5 枚（洋形 2 号）",
                "材質：楮 100 %",
                "保存：湿気と直射日光を避けてください。",
            ),
        ),
        description_en=prose(
            "Kozo fibre, beaten long, makes a sheet that is thin and yet firm. A touch of size keeps a "
            "fountain pen’s line clean and lets a brush run dry pleasantly. The lines are a watermark: hold "
            "a sheet to the light and they appear; finish the letter and they are gone.",
            facts=(
                "Contents: 10 sheets (148 × 210 mm), 5 envelopes (162 × 114 mm)",
                "Material: kozo",
                "Keeping: away from damp and direct sun",
            ),
        ),
        alt_ja="生成りの便箋と、内側が藍色の封筒に、赤い実の小枝を添えた絵",
        alt_en="Drawing of cream letter paper and an envelope lined in indigo, with a sprig of red berries",
        tax_rate=10,
        variants=single("YUK-001", 990, stock=29, weight_g=80),
        tags=("gift", "everyday"),
        published_days_ago=120,
    ),
    SampleProduct(
        slug="bound-notebook",
        code="YUK-002",
        maker="yukisaka-paper",
        category="notebooks",
        name_ja="四つ目綴じの帳面",
        name_en="Four-hole bound notebook",
        reading="よつめとじのちょうめん",
        summary_ja="絹糸で綴じた和綴じの帳面。開いたところで、ぴたりととまります。",
        summary_en="Bound with silk thread in the Japanese way; it lies open where you open it.",
        description_ja=prose(
            "袋折りにした楮紙四十枚を、絹の糸で四つ目に綴じています。"
            "紙が袋になっているので、裏に文字が写りません。"
            "表紙は型染めの和紙に蝋を引いたもの。手の脂で少しずつ艶が出ます。",
            facts=(
                "大きさ：128 × 182 mm、40 枚（80 ページ）",
                "材質：本文 楮紙、表紙 型染め和紙、絹糸",
                "お手入れ：糸が切れたら送ってください。綴じ直しをお受けします。",
            ),
        ),
        description_en=prose(
            "Forty folded sheets of kozo paper are sewn through four holes with silk. Because each leaf is "
            "folded, writing does not show through. The cover is waxed stencilled paper, and hands slowly "
            "give it a shine.",
            facts=(
                "Size: 128 × 182 mm, 40 leaves (80 pages)",
                "Material: kozo paper, stencilled cover, silk thread",
                "Care: if the thread breaks, send it back and it will be bound again",
            ),
        ),
        alt_ja="白い題簽を貼り、右の背を白糸で四つ目に綴じた藍の帳面の絵",
        alt_en="Drawing of an indigo notebook with a white title slip, sewn along its spine",
        tax_rate=10,
        axes=(_BOOK,),
        variants=(
            chosen("YUK-002", _BOOK, "indigo", 1650, stock=20, weight_g=150),
            chosen("YUK-002", _BOOK, "persimmon", 1650, stock=14, weight_g=150),
            chosen("YUK-002", _BOOK, "snow", 1650, stock=2, weight_g=150),
        ),
        tags=("everyday", "indigo", "gift"),
        published_days_ago=85,
    ),
    SampleProduct(
        slug="accordion-book",
        code="YUK-003",
        maker="yukisaka-paper",
        category="notebooks",
        name_ja="蛇腹の旅帖",
        name_en="Accordion travel book",
        reading="じゃばらのたびちょう",
        summary_ja="御朱印にも旅の切符にも、四十八面の蛇腹の帖です。",
        summary_en="Forty-eight folds for temple stamps, tickets or a long drawing.",
        description_ja=prose(
            "一枚に継いだ紙を折りたたんだ、背のない帖です。"
            "開けば五メートルを超えるので、巻物のように絵を描く方もいらっしゃいます。"
            "紙は二枚重ね。墨も朱肉も裏に抜けません。",
            facts=(
                "大きさ：110 × 160 mm、48 面",
                "材質：奉書紙、表紙 友禅紙",
                "付属：透明カバー、題簽",
            ),
        ),
        description_en=prose(
            "One joined sheet, folded, without a spine. Opened out it is over five metres long, and some "
            "draw on it as on a scroll. The paper is doubled, so that neither ink nor red seal paste goes "
            "through.",
            facts=(
                "Size: 110 × 160 mm, 48 panels",
                "Material: hosho paper, cover of yuzen paper",
                "With it: a clear jacket and a title slip",
            ),
        ),
        alt_ja="梅の文様の表紙をつけた蛇腹の帖が、波のように開いて立つ絵",
        alt_en=(
            "Drawing of an accordion book standing open like a wave, its cover patterned with plum blossom"
        ),
        tax_rate=10,
        axes=(_ACCORDION,),
        variants=(
            chosen("YUK-003", _ACCORDION, "plum", 1980, stock=16, weight_g=190),
            chosen("YUK-003", _ACCORDION, "pine", 1980, stock=11, weight_g=190),
        ),
        tags=("gift",),
        published_days_ago=100,
    ),
    SampleProduct(
        slug="pochi-envelopes",
        code="YUK-004",
        maker="yukisaka-paper",
        category="letters",
        name_ja="型染めのぽち袋",
        name_en="Stencilled gift envelopes",
        reading="かたぞめのぽちぶくろ",
        summary_ja="お年玉にも心づけにも。型染めの小さな袋が五枚です。",
        summary_en="Five small envelopes for New Year’s money or a word of thanks.",
        description_ja=prose(
            "柿渋の型紙で一枚ずつ染めた、三つ折りのお札が入る袋です。"
            "色の縁がやわらかいのは、糊を置いて染める型染めだから。"
            "切手や薬、旅先で拾った小さなものを入れる方もいます。",
            facts=(
                "内容：同じ柄 5 枚（65 × 105 mm）",
                "材質：楮紙、顔料",
                "ご注意：手染めのため、色の濃さに少し差があります。",
            ),
        ),
        description_en=prose(
            "Each is dyed through a stencil of persimmon-tanned paper and holds a note folded in three. The "
            "colour has a soft edge because paste keeps it from the paper. Some people put in stamps, or "
            "small things found on a journey.",
            facts=(
                "Contents: 5 of one design (65 × 105 mm)",
                "Material: kozo paper, pigment",
                "Note: dyed by hand, so the depth of colour varies a little",
            ),
        ),
        alt_ja="鶴、梅、矢絣の三つの柄のぽち袋が扇のように並ぶ絵",
        alt_en="Drawing of three small envelopes, crane, plum and arrow feather, fanned out",
        tax_rate=10,
        axes=(_POCHI,),
        variants=(
            chosen("YUK-004", _POCHI, "crane", 660, stock=44, weight_g=20),
            chosen("YUK-004", _POCHI, "plum", 660, stock=38, weight_g=20),
            chosen("YUK-004", _POCHI, "arrow", 660, stock=0, weight_g=20),
        ),
        tags=("gift",),
        published_days_ago=160,
    ),
    SampleProduct(
        slug="brush-and-ink",
        code="YUK-005",
        maker="yukisaka-paper",
        category="writing-tools",
        name_ja="小筆と墨のひとそろい",
        name_en="Small brush, ink stick and stone",
        reading="こふでとすみのひとそろい",
        summary_ja="小さな硯、油煙墨、いたちの小筆。葉書を書くための三つです。",
        summary_en="A small stone, a stick of ink and a weasel-hair brush: what a postcard needs.",
        description_ja=prose(
            "久しぶりに筆を持つ方のために、手紙に要るものだけをそろえました。"
            "硯は手のひらの半分ほど。水を数滴落とし、墨を静かにすると、葉書二枚分の墨がすぐにできます。"
            "筆は穂先の利くいたち毛です。",
            facts=(
                "内容：小筆 1 本、油煙墨 1 丁、硯 1 面（45 × 75 mm）",
                "材質：いたち毛、竹、油煙、粘板岩",
                "お手入れ：筆は水で洗い、穂先を整えて干してください。",
            ),
        ),
        description_en=prose(
            "For anyone taking up a brush again, only what a letter needs. The stone is half the size of a "
            "palm: a few drops of water, a little quiet grinding, and there is ink for two postcards. The "
            "brush is of weasel hair and keeps its point.",
            facts=(
                "Contents: 1 brush, 1 stick of oil-soot ink, 1 stone (45 × 75 mm)",
                "Material: weasel hair, bamboo, oil soot, slate",
                "Care: wash the brush in water, shape the point and hang it to dry",
            ),
        ),
        alt_ja="墨をすった硯、金の月と松を描いた墨、竹の小筆と、紙に描いた円相の絵",
        alt_en="Drawing of an inkstone, a gilded stick of ink, a bamboo brush and a circle drawn on paper",
        tax_rate=10,
        variants=single("YUK-005", 3850, stock=8, weight_g=210),
        tags=("gift",),
        published_days_ago=230,
    ),
    SampleProduct(
        slug="paper-lantern",
        code="YUK-006",
        maker="yukisaka-paper",
        category="paper-crafts",
        name_ja="楮紙の置き灯り",
        name_en="Kozo paper lamp",
        reading="こうぞしのおきあかり",
        summary_ja="漉いたままの紙を一枚巻いた、夜を急がせない灯りです。",
        summary_en="One sheet as it left the mould, around a light that does not hurry the night.",
        description_ja=prose(
            "楮の長い繊維を散らした紙を、杉の細い骨に一枚で巻きました。"
            "灯すと繊維の影が雲のように浮かびます。"
            "明かりは電球色の LED で、三段階に変わります。紙は張り替えられます。",
            facts=(
                "大きさ：幅 20 cm、奥行 20 cm、高さ 34 cm",
                "材質：楮紙、秋田杉、LED（電球色、3 W）、コード 1.8 m",
                "お手入れ：やわらかい刷毛でほこりを払ってください。",
            ),
        ),
        description_en=prose(
            "A single sheet scattered with long kozo fibres is wrapped around a frame of thin cedar. Lit, "
            "the fibres float up like cloud. The light is a warm LED with three settings, and the paper can "
            "be renewed.",
            facts=(
                "Size: 20 × 20 cm, 34 cm high",
                "Material: kozo paper, Akita cedar, warm LED (3 W), 1.8 m cord",
                "Care: dust with a soft brush",
            ),
        ),
        alt_ja="杉の骨に和紙を張った行灯が、やわらかく灯る絵",
        alt_en="Drawing of a softly glowing lamp of paper on a cedar frame",
        tax_rate=10,
        variants=single("YUK-006", 13200, stock=4, weight_g=620),
        tags=("new-home", "gift"),
        published_days_ago=48,
    ),
    SampleProduct(
        slug="round-fan",
        code="YUK-007",
        maker="yukisaka-paper",
        category="paper-crafts",
        name_ja="竹骨のうちわ",
        name_en="Bamboo round fan",
        reading="たけぼねのうちわ",
        summary_ja="一本の竹を細く割いて開いた、しなりのよいうちわです。",
        summary_en="One bamboo stem, split fine and spread, for a fan that bends well.",
        description_ja=prose(
            "柄から骨まで一本の竹です。"
            "五十本に割いた骨がよくしなるので、軽くあおぐだけで大きな風が来ます。"
            "紙は表も裏も手漉きの楮紙。破れても張り替えて、来年の夏も使えます。",
            facts=(
                "大きさ：幅 24 cm、長さ 38 cm",
                "材質：竹、楮紙",
                "お手入れ：夏が終わったら、湿気の少ないところへ。",
            ),
        ),
        description_en=prose(
            "From handle to ribs it is one stem of bamboo. Split into fifty, the ribs bend so freely that a "
            "light wave brings a wide breeze. The paper is handmade on both sides; torn, it can be renewed "
            "for another summer.",
            facts=(
                "Size: 24 cm wide, 38 cm long",
                "Material: bamboo, kozo paper",
                "Care: keep it somewhere dry when summer is over",
            ),
        ),
        alt_ja="藍と薄紫の朝顔を描いた、竹骨の丸いうちわの絵",
        alt_en="Drawing of a round bamboo fan painted with morning glories",
        tax_rate=10,
        axes=(_FAN,),
        variants=(
            chosen("YUK-007", _FAN, "morning-glory", 1870, stock=13, weight_g=60),
            chosen("YUK-007", _FAN, "fireworks", 1870, stock=9, weight_g=60),
        ),
        tags=("summer", "gift"),
        published_days_ago=15,
    ),
)
