"""The people of the tests. Every value is unique, so that none can be found somewhere by accident."""

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Person:
    """Somebody with everything a form may ask for."""

    family: str
    given: str
    family_kana: str
    given_kana: str
    email: str
    password: str
    postal_code: str
    prefecture: str
    city: str
    street: str
    building: str
    telephone: str
    inquiry: str

    def planted(self) -> dict[str, str]:
        """The values that must never be found at rest; places that exist for everybody are left out."""
        shared = {"postal_code", "prefecture", "city"}
        return {item.name: str(getattr(self, item.name)) for item in fields(self) if item.name not in shared}


GUEST = Person(
    family="綾小路沢",
    given="蒼穹彦",
    family_kana="アヤノコウジザワ",
    given_kana="ソウキュウヒコ",
    email="guest.planted.7f3a@example.jp",
    password="unused-guest-71c2-password",
    postal_code="150-0001",
    prefecture="東京都",
    city="渋谷区",
    street="神宮前九丁目八七番六五号",
    building="欅ハイツ竜胆棟四〇七号",
    telephone="03-5790-4417",
    inquiry="蒼穹彦の湯のみの釉薬について、漆黒の斑点は何でしょうか。",
)
MEMBER = Person(
    family="篁ヶ原",
    given="茉莉花子",
    family_kana="タカムラガハラ",
    given_kana="マリカコ",
    email="member.planted.9b1d@example.jp",
    password="kanariya-9b1d-no-uta-wa-takai",
    postal_code="530-0001",
    prefecture="大阪府",
    city="大阪市北区",
    street="梅田七丁目六五番四三号",
    building="千鳥荘桔梗二〇九号",
    telephone="06-6345-9928",
    inquiry="茉莉花子より、紫陽花柄の手ぬぐいの再入荷を待っております。",
)
OWNER = Person(
    family="鷹司野",
    given="紘一郎太",
    family_kana="タカツカサノ",
    given_kana="コウイチロウタ",
    email="owner.planted.4e8c@example.jp",
    password="suzume-4e8c-ga-san-wa-tobu",
    postal_code="604-8001",
    prefecture="京都府",
    city="京都市中京区",
    street="上本能寺前町四八八番地九",
    building="帳場二階",
    telephone="075-222-3111",
    inquiry="なし",
)
