"""The rules of a shop whose trader has set none: ten zones, one carrier, delivery within two weeks."""

from typing import Final

from small_trades.shop.delivery.carriers import SLOTS_OF
from small_trades.shop.delivery.rules import CarrierRules, Rules, Zone

_TOHOKU = ("青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県")
_KANTO = ("茨城県", "栃木県", "群馬県", "埼玉県", "千葉県", "東京都", "神奈川県", "山梨県")
_CHUBU = ("富山県", "石川県", "福井県", "岐阜県", "静岡県", "愛知県", "三重県")
_KANSAI = ("滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県")
_CHUGOKU = ("鳥取県", "島根県", "岡山県", "広島県", "山口県")
_SHIKOKU = ("徳島県", "香川県", "愛媛県", "高知県")
_KYUSHU = ("福岡県", "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県")

DEFAULTS: Final = Rules(
    zones=(
        Zone("hokkaido", "北海道", "Hokkaido", ("北海道",), 3, (1210,)),
        Zone("tohoku", "東北", "Tohoku", _TOHOKU, 2, (880,)),
        Zone("kanto", "関東", "Kanto", _KANTO, 1, (770,)),
        Zone("shinetsu", "信越", "Shin'etsu", ("新潟県", "長野県"), 1, (770,)),
        Zone("chubu", "中部", "Chubu", _CHUBU, 1, (770,)),
        Zone("kansai", "関西", "Kansai", _KANSAI, 2, (880,)),
        Zone("chugoku", "中国", "Chugoku", _CHUGOKU, 2, (990,)),
        Zone("shikoku", "四国", "Shikoku", _SHIKOKU, 2, (990,)),
        Zone("kyushu", "九州", "Kyushu", _KYUSHU, 3, (1210,)),
        Zone("okinawa", "沖縄", "Okinawa", ("沖縄県",), 5, (1650,)),
    ),
    carriers=tuple(
        CarrierRules(
            carrier, carrier == "yamato", 0, slots, takes_cool=True, takes_remote=True, takes_cash=True
        )
        for carrier, slots in SLOTS_OF.items()
    ),
    free_from=11_000,
)
