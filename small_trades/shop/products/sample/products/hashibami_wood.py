"""Woodcraft of Hashibami."""

from small_trades.shop.products.sample.build import axis, chosen, prose, single
from small_trades.shop.products.sample.shapes import SampleProduct, SampleVariant

_BENTO = axis("size", "大きさ", "Size", small=("小判・小", "Oval, small"), large=("小判・大", "Oval, large"))
_LENGTH = axis("length", "長さ", "Length", cm21=("21センチ", "21 cm"), cm23=("23センチ", "23 cm"))
_TIMBER = axis(
    "wood",
    "木",
    "Wood",
    chestnut=("栗", "Chestnut"),
    cherry=("山桜", "Cherry"),
    rosewood=("紫檀", "Rosewood"),
)


def _chopsticks() -> tuple[SampleVariant, ...]:
    prices = {"chestnut": 1650, "cherry": 1980, "rosewood": 2970}
    stocks = iter((28, 34, 16, 21, 2, 0))
    return tuple(
        SampleVariant(
            sku=f"HAS-004-{wood.slug.upper()}-{length.slug.upper()}",
            name_ja=f"{wood.name_ja}・{length.name_ja}",
            name_en=f"{wood.name_en}, {length.name_en}",
            price=prices[wood.slug],
            stock=next(stocks),
            weight_g=22,
            axis={"wood": wood.slug, "length": length.slug},
        )
        for wood in _TIMBER.values
        for length in _LENGTH.values
    )


PRODUCTS = (
    SampleProduct(
        slug="cherry-bark-caddy",
        code="HAS-001",
        maker="hashibami-wood",
        category="boxes-and-caddies",
        name_ja="樺細工の茶筒",
        name_en="Cherry-bark tea caddy",
        reading="かばざいくのちゃづつ",
        summary_ja="山桜の樹皮を一枚で巻いた、すっと蓋の落ちる茶筒です。",
        summary_en="Wrapped in a single sheet of mountain-cherry bark; the lid sinks with a breath.",
        description_ja=prose(
            "秋田の山桜の樹皮を、膠と熱い鏝だけで木の筒に巻きつけました。"
            "樹皮は湿気を吸っては吐き、茶葉をほどよく守ります。"
            "蓋は本体と同じ一枚の皮から。模様がつながるところで止めると、静かに落ちて閉まります。",
            facts=(
                "大きさ：直径 8.0 cm、高さ 11.5 cm（茶葉 約 100 g）",
                "材質：山桜の樹皮、経木、桜材の中蓋",
                "お手入れ：水洗いせず、やわらかい布で乾拭きしてください。",
            ),
        ),
        description_en=prose(
            "Bark of Akita mountain cherry is laid around a wooden tube with nothing but glue and a hot "
            "iron. It breathes damp in and out and keeps the leaf well. Lid and body come from one sheet: "
            "set it where the grain meets and it closes by its own weight.",
            facts=(
                "Size: 8.0 cm across, 11.5 cm high; holds about 100 g of leaf",
                "Material: cherry bark, wood veneer, inner lid of cherry",
                "Care: do not wash; wipe with a soft dry cloth",
            ),
        ),
        alt_ja="赤褐色の樹皮に銀の横筋が走る、艶のある茶筒の絵",
        alt_en="Drawing of a glossy red-brown tea caddy streaked with silver bark lines",
        tax_rate=10,
        variants=single("HAS-001", 12100, stock=4, weight_g=180),
        tags=("tea-time", "gift"),
        published_days_ago=115,
    ),
    SampleProduct(
        slug="bentwood-lunch-box",
        code="HAS-002",
        maker="hashibami-wood",
        category="boxes-and-caddies",
        name_ja="曲げわっぱの弁当箱",
        name_en="Bentwood lunch box",
        reading="まげわっぱのべんとうばこ",
        summary_ja="秋田杉を曲げて桜皮で綴じた、ご飯が冷めてもおいしい弁当箱です。",
        summary_en="Akita cedar, bent and stitched with cherry bark; rice is good in it even cold.",
        description_ja=prose(
            "年輪の細かな天然の秋田杉を薄く削ぎ、湯で煮て一気に曲げます。"
            "白木のままなので、杉が余分な湯気を吸い、ご飯がべたつきません。"
            "合わせ目は山桜の皮で縫いました。仕切りの板が一枚つきます。",
            facts=(
                "大きさ：小 17.0 × 11.0 × 6.0 cm（500 ml）、大 18.5 × 12.5 × 6.5 cm（700 ml）",
                "材質：秋田杉（白木）、山桜の皮",
                "お手入れ：ぬるま湯と束子で洗い、上を向けて一日乾かしてください。",
            ),
        ),
        description_en=prose(
            "Close-ringed Akita cedar is shaved thin, boiled and bent in one movement. Left bare, the wood "
            "drinks the extra steam and the rice does not turn sticky. The seam is sewn with cherry bark. "
            "One divider comes with it.",
            facts=(
                "Size: small 17.0 × 11.0 × 6.0 cm (500 ml), large 18.5 × 12.5 × 6.5 cm (700 ml)",
                "Material: bare Akita cedar, cherry bark",
                "Care: wash with warm water and a brush; dry open side up for a day",
            ),
        ),
        alt_ja="桜皮の縫い目のある小判形の曲げわっぱに、ご飯とおかずが詰まった絵",
        alt_en="Drawing of an oval bentwood box with cherry-bark stitching, packed with lunch",
        tax_rate=10,
        axes=(_BENTO,),
        variants=(
            chosen("HAS-002", _BENTO, "small", 9900, stock=8, weight_g=150),
            chosen("HAS-002", _BENTO, "large", 11000, reference_price=12100, stock=6, weight_g=190),
        ),
        tags=("everyday", "new-home"),
        published_days_ago=62,
    ),
    SampleProduct(
        slug="lacquer-soup-bowl",
        code="HAS-003",
        maker="hashibami-wood",
        category="wooden-tableware",
        name_ja="拭き漆の汁椀",
        name_en="Lacquered soup bowl",
        reading="ふきうるしのしるわん",
        summary_ja="欅の木目に漆を七回拭き重ねた、軽くて熱くない汁椀です。",
        summary_en="Zelkova wiped seven times with lacquer: light, and never hot to hold.",
        description_ja=prose(
            "欅を椀の形に挽き、生漆を塗っては拭きとることを七回くり返しました。"
            "木目が透けて見え、使うほどに明るくなります。"
            "熱い汁を入れても外は熱くならず、唇にあたる縁は薄くなめらかです。",
            facts=(
                "大きさ：直径 12.0 cm、高さ 7.2 cm、容量 400 ml",
                "材質：欅、漆",
                "お手入れ：やわらかい布で洗ってすぐ拭いてください。電子レンジ不可。",
            ),
        ),
        description_en=prose(
            "Zelkova is turned to shape, and raw lacquer is brushed on and wiped off seven times. The grain "
            "shows through and brightens with use. Hot soup does not reach the hand, and the rim is thin "
            "and smooth at the lip.",
            facts=(
                "Size: 12.0 cm across, 7.2 cm high, holds 400 ml",
                "Material: zelkova, lacquer",
                "Care: wash softly and dry at once; not for the microwave",
            ),
        ),
        alt_ja="木目の透ける飴色の汁椀に、湯気の立つ汁の絵",
        alt_en="Drawing of an amber lacquered bowl, wood grain showing, with steaming soup",
        tax_rate=10,
        variants=single("HAS-003", 6600, stock=17, weight_g=110),
        tags=("everyday", "new-home", "gift"),
        published_days_ago=175,
    ),
    SampleProduct(
        slug="octagonal-chopsticks",
        code="HAS-004",
        maker="hashibami-wood",
        category="wooden-tableware",
        name_ja="八角の箸",
        name_en="Octagonal chopsticks",
        reading="はっかくのはし",
        summary_ja="先まで八角に削った、豆もつまめる箸です。",
        summary_en="Eight-sided to the very tip, so that even a bean stays put.",
        description_ja=prose(
            "持つところだけでなく、先の二ミリまで八角に削っています。"
            "角が指にも豆にもほどよくかかり、滑りません。"
            "三つの木と二つの長さから。塗りは漆を拭いただけの、素肌に近い仕上げです。",
            facts=(
                "大きさ：長さ 21 cm／23 cm、太さ 7 mm",
                "材質：栗・山桜・紫檀、拭き漆",
                "お手入れ：浸けおきと食器洗い機はお避けください。",
            ),
        ),
        description_en=prose(
            "Not only the grip but the last two millimetres are cut to eight sides; the edges hold to the "
            "finger and to the bean. Three woods and two lengths, wiped with lacquer and otherwise close to "
            "bare.",
            facts=(
                "Size: 21 or 23 cm long, 7 mm thick",
                "Material: chestnut, cherry or rosewood, wiped lacquer",
                "Care: no soaking, no dishwasher",
            ),
        ),
        alt_ja="箸置きにのった三膳の八角箸が、木の色を違えて並ぶ絵",
        alt_en="Drawing of three pairs of octagonal chopsticks in three woods on small rests",
        tax_rate=10,
        axes=(_TIMBER, _LENGTH),
        variants=_chopsticks(),
        tags=("everyday", "gift", "new-home"),
        published_days_ago=36,
    ),
    SampleProduct(
        slug="round-tray",
        code="HAS-005",
        maker="hashibami-wood",
        category="wooden-tableware",
        name_ja="栗の丸盆",
        name_en="Round chestnut tray",
        reading="くりのまるぼん",
        summary_ja="手斧の跡を残した、急須と湯のみ二つがちょうどのる丸盆です。",
        summary_en="The marks of the adze left on; room for a teapot and two cups.",
        description_ja=prose(
            "栗の一枚板を手斧で彫り、跡をそのまま残しました。"
            "でこぼこが器をとめるので、運ぶときに滑りません。"
            "鉄媒染で落ち着いた色にしてあり、輪じみも年月の模様になります。",
            facts=(
                "大きさ：直径 30 cm、高さ 2.4 cm",
                "材質：栗、鉄媒染、蜜蝋",
                "お手入れ：かたく絞った布で拭き、ときどき蜜蝋を。",
            ),
        ),
        description_en=prose(
            "One board of chestnut, hollowed with an adze whose marks are left to see. They keep cups from "
            "sliding on the way. The wood is darkened with iron, and rings from wet cups become part of its "
            "years.",
            facts=(
                "Size: 30 cm across, 2.4 cm high",
                "Material: chestnut, iron mordant, beeswax",
                "Care: wipe with a well-wrung cloth; now and then a little wax",
            ),
        ),
        alt_ja="手斧の跡が並ぶ栗の丸盆に、急須と湯のみがのる絵",
        alt_en="Drawing, from above, of a round tray with adze marks, carrying a teapot and a cup",
        tax_rate=10,
        variants=single("HAS-005", 8250, stock=5, weight_g=520),
        tags=("tea-time", "new-home"),
        published_days_ago=220,
    ),
    SampleProduct(
        slug="ginkgo-cutting-board",
        code="HAS-006",
        maker="hashibami-wood",
        category="cutting-boards",
        name_ja="いちょうのまな板",
        name_en="Ginkgo cutting board",
        reading="いちょうのまないた",
        summary_ja="刃あたりがやわらかく、水切れのよい一枚板のまな板です。",
        summary_en="One solid board, soft under the blade and quick to dry.",
        description_ja=prose(
            "いちょうは油分を含んで水をはじき、昔から庖丁にやさしい板とされてきました。"
            "継ぎのない一枚板なので、削り直しながら長く使えます。"
            "片側に立てるための足を、もう片側に掛けるための穴をつけました。",
            facts=(
                "大きさ：36 × 21 × 2.4 cm",
                "材質：いちょう",
                "お手入れ：使う前に濡らし、洗ったら立てて陰干しに。削り直しは 2,200 円から。",
            ),
        ),
        description_en=prose(
            "Ginkgo holds a little oil and sheds water, and has always been kind to knives. Being one board "
            "without a joint, it can be planed again and again. It stands on its edge to dry, or hangs by "
            "its hole.",
            facts=(
                "Size: 36 × 21 × 2.4 cm",
                "Material: ginkgo",
                "Care: wet it before use, wash, and stand it in the shade; planing from 2,200 yen",
            ),
        ),
        alt_ja="木目の通ったいちょうのまな板に、黄色いいちょうの葉が添えられた絵",
        alt_en="Drawing of a pale ginkgo cutting board with yellow ginkgo leaves",
        tax_rate=10,
        variants=single("HAS-006", 6380, stock=10, weight_g=1150),
        tags=("everyday", "new-home"),
        published_days_ago=195,
    ),
)
