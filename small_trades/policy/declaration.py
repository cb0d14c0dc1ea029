"""The policy as the program enforces it. Reads top to bottom, clause by clause, like the published page.

Nothing here is a comment on the program: whatever is not written below cannot be stored, opened or sent.
The published words (text/ja.md, text/en.md) draw their tables from this file, and the shop refuses to
start when a declared item is missing there. Law references are to Japanese law as in force in 2026.
"""

from datetime import date, timedelta

from small_trades.privacy.vocabulary import (
    ActorKind,
    Category,
    Cookie,
    LegalBasis,
    Notice,
    Policy,
    Purpose,
    Recipient,
    RecipientRole,
    Retention,
)

# --------------------------------------------------------------------------------------------------
# Clause 2: what is collected
# --------------------------------------------------------------------------------------------------

NAME = Category(
    "2a-name",
    clause="2a",
    name_ja="お名前",
    name_en="Name",
    dpv="pd:Name",
    items_ja=("氏名", "フリガナ"),
    items_en=("Family and given name", "Reading in kana"),
)
ADDRESS = Category(
    "2b-address",
    clause="2b",
    name_ja="ご住所",
    name_en="Address",
    dpv="pd:PhysicalAddress",
    items_ja=("郵便番号", "都道府県・市区町村・番地", "建物名・部屋番号"),
    items_en=("Postal code", "Prefecture, city and street", "Building and room"),
)
TELEPHONE = Category(
    "2c-telephone",
    clause="2c",
    name_ja="お電話番号",
    name_en="Telephone number",
    dpv="pd:TelephoneNumber",
    items_ja=("日中につながる電話番号",),
    items_en=("A number that reaches you in the daytime",),
)
EMAIL = Category(
    "2d-email",
    clause="2d",
    name_ja="メールアドレス",
    name_en="E-mail address",
    dpv="pd:EmailAddress",
    items_ja=("メールアドレス",),
    items_en=("E-mail address",),
)
PASSWORD = Category(
    "2e-password",
    clause="2e",
    name_ja="パスワード",
    name_en="Password",
    dpv="pd:Password",
    items_ja=("元に戻せない形（ハッシュ値）に変換したパスワード",),
    items_en=("Your password, turned into a form (hash) that cannot be turned back",),
)
SHIPPING = Category(
    "2f-shipping",
    clause="2f",
    name_ja="配送に関する情報",
    name_en="Shipping information",
    dpv="pd:Contact",
    items_ja=("お届け先の氏名・住所・電話番号", "お届け希望日・時間帯", "配送についてのご要望", "送り状番号"),
    items_en=(
        "Name, address and telephone of whoever receives the parcel",
        "Requested day and time",
        "Your wishes about the delivery",
        "Tracking number",
    ),
)
TRANSACTIONS = Category(
    "2g-transactions",
    clause="2g",
    name_ja="お取引の履歴",
    name_en="Transaction history",
    dpv="pd:Transactional",
    items_ja=(
        "ご注文の商品・数量・金額",
        "ご注文・お支払い・発送の日時と状況",
        "領収書・請求書",
        "ポイントの残高と増減、クーポンのご利用",
    ),
    items_en=(
        "Products, quantities and amounts ordered",
        "When it was ordered, paid and sent, and how far it is",
        "Receipts and invoices",
        "Your points and every change of them, and your use of coupons",
    ),
)
COMBINATION = Category(
    "2h-combination",
    clause="2h",
    name_ja="組み合わせで識別できる情報",
    name_en="What identifies you in combination",
    dpv="pd:Identifying",
    items_ja=("会員を見分けるための番号", "注文番号・お問い合わせ番号", "情報の利用記録"),
    items_en=(
        "The number that tells members apart",
        "Order and inquiry codes",
        "The record of how your information was used",
    ),
)
PAYMENT = Category(
    "2i-payment",
    clause="2i",
    name_ja="お支払いの照会情報",
    name_en="Payment reference",
    dpv="pd:PaymentCard",
    items_ja=("決済事業者の取引番号", "カードのブランドと下4桁", "本人認証（3Dセキュア）の結果"),
    items_en=(
        "The payment provider's reference",
        "Brand and last four digits of the card",
        "Result of the card holder check (3-D Secure)",
    ),
)
INQUIRY = Category(
    "2j-inquiry",
    clause="2j",
    name_ja="お問い合わせの内容",
    name_en="Inquiries",
    dpv="pd:Communication",
    items_ja=("お問い合わせの本文", "当店からの回答"),
    items_en=("What you wrote to us", "What we answered"),
)
SIGN_IN = Category(
    "2k-sign-in",
    clause="2k",
    name_ja="ログインの安全情報",
    name_en="Sign-in security",
    dpv="pd:Authenticating",
    items_ja=(
        "ログイン中の端末を見分けるための情報",
        "メールでお送りする確認コード・確認用リンク",
        "ログインの日時",
        "2段階認証の設定・パスキー",
    ),
    items_en=(
        "What tells signed-in devices apart",
        "Codes and links mailed to you",
        "When you signed in",
        "Two-step sign-in settings and passkeys",
    ),
)
# Everything held about an employee, sign-in included, is sealed under this one category: were it under
# NAME or PASSWORD, a purpose every employee may act under would also open customers' names.
STAFF = Category(
    "2l-staff",
    clause="2l",
    name_ja="従業者に関する情報",
    name_en="Staff records",
    dpv="pd:Professional",
    items_ja=(
        "従業者の氏名・メールアドレス",
        "従業者のパスワード（ハッシュ値）・2段階認証の設定・パスキー",
        "方針の確認日",
    ),
    items_en=(
        "Name and e-mail address of our staff",
        "Their password (hash), two-step sign-in settings and passkeys",
        "When they confirmed this policy",
    ),
)

CONSENTS = Category(
    "2m-consents",
    clause="2m",
    name_ja="同意とご請求の記録",
    name_en="Consents and requests",
    dpv="pd:PrivacyPreference",
    items_ja=(
        "同意いただいた文面・日時・方法と、その撤回",
        "開示・訂正・利用停止・消去などのご請求と、当店の判断・理由",
    ),
    items_en=(
        "The words you consented to, when and how, and their withdrawal",
        "Your requests for access, correction, stop or deletion, our decision and its reason",
    ),
)
PROVISIONS = Category(
    "2n-provisions",
    clause="2n",
    name_ja="外部への提供の記録",
    name_en="Records of provision",
    dpv="pd:Transactional",
    items_ja=("提供した先・日付・項目", "根拠となる同意または法令・文書番号", "承認した者"),
    items_en=(
        "To whom, when and what was provided",
        "The consent, or the law and document, it rests on",
        "Who approved it",
    ),
)
REFUSALS = Category(
    "2o-refusals",
    clause="2o",
    name_ja="不正なご利用についての記録",
    name_en="Records about misuse",
    dpv="pd:Behavioral",
    items_ja=("お断りの理由と根拠", "照合用の値（元に戻せない形）", "異議のお申し出と判断"),
    items_en=(
        "Why somebody was refused, and on what evidence",
        "Values to recognise them by, in a form that cannot be turned back",
        "Objections to a refusal, and how they were decided",
    ),
)
INCIDENTS = Category(
    "2p-incidents",
    clause="2p",
    name_ja="漏えい等についての記録",
    name_en="Records about a leak",
    dpv="pd:Communication",
    items_ja=("起きたこと・原因・対応についての記録", "ご本人へのお知らせの記録"),
    items_en=("What happened, its cause and what was done about it", "Which persons were told"),
)

FAVOURITES = Category(
    "2q-favourites",
    clause="2q",
    name_ja="お気に入り",
    name_en="Favourites",
    dpv="pd:Favorite",
    items_ja=("会員の方がお気に入りに入れた商品と、その日時",),
    items_en=("Products that members marked as favourites, and when",),
)
ORDER_WORDS = Category(
    "2r-order-words",
    clause="2r",
    name_ja="ご注文に添える文字",
    name_en="Words that go with an order",
    dpv="pd:Communication",
    items_ja=("名入れ・刻印の文字", "のしの表書きとお名前", "メッセージカードの文面"),
    items_en=(
        "What is to be engraved or written on what you ordered",
        "The words and the name on a noshi",
        "The message on a card",
    ),
)
RESTOCK_WISHES = Category(
    "2s-restock",
    clause="2s",
    name_ja="入荷のお知らせのご希望",
    name_en="Wishes to be told when something is back",
    dpv="pd:EmailAddress",
    items_ja=("お知らせの送り先のメールアドレスと、ご希望の商品、お申し込みの日時",),
    items_en=("The e-mail address to write to, the product, and when you asked",),
)

REVIEWS = Category(
    "2t-reviews",
    clause="2t",
    name_ja="商品レビュー",
    name_en="Reviews of goods",
    dpv="pd:Opinion",
    items_ja=("星の数・題名・本文", "ご自身で選ばれた表示名"),
    items_en=("Stars, title and text", "The public name you chose for it"),
)

INQUIRY_FILES = Category(
    "2u-inquiry-files",
    clause="2u",
    name_ja="お問い合わせに添えられたファイル",
    name_en="Files you send us with an inquiry",
    dpv="pd:Communication",
    items_ja=(
        "写真・PDF・テキストと、そのファイル名",
        "写真の撮影場所などの付帯情報は、受け取ったときに消去します",
    ),
    items_en=(
        "Pictures, PDF and text, and what the files are called",
        "Where a picture was taken, and what else a file says of itself, is erased as we receive it",
    ),
)

CATEGORIES = (
    NAME,
    ADDRESS,
    TELEPHONE,
    EMAIL,
    PASSWORD,
    SHIPPING,
    TRANSACTIONS,
    COMBINATION,
    PAYMENT,
    INQUIRY,
    SIGN_IN,
    STAFF,
    CONSENTS,
    PROVISIONS,
    REFUSALS,
    INCIDENTS,
    FAVOURITES,
    ORDER_WORDS,
    RESTOCK_WISHES,
    REVIEWS,
    INQUIRY_FILES,
)

# --------------------------------------------------------------------------------------------------
# How long it is kept (個人情報保護法第22条: erased without delay once no longer needed)
# --------------------------------------------------------------------------------------------------

ACCOUNT_RETENTION = Retention(
    "ACCOUNT",
    name_ja=(
        "会員登録の情報、ポイント、お気に入り：退会されるまで（退会と同時に消去します）。3年間ご利用がないときは、メールでお知らせし、"
        "その30日後に消去します"
    ),
    name_en=(
        "Your registration, points and favourites: until you leave (erased at that moment). If you have not "
        "used it for three years, we write to you, and erase it 30 days later"
    ),
)
# The two numbers of that sentence, for the clock that keeps it.
UNUSED_YEARS = 3
UNUSED_NOTICE = timedelta(days=30)

ORDER_RETENTION = Retention(
    "ORDER",
    name_ja="ご注文の記録：その事業年度の税の申告期限から7年間（退会後は、法令が求める場合のほかは開けません）",
    name_en=(
        "Orders: seven years from the tax filing date of their business year (after you leave, opened only "
        "where law asks)"
    ),
    years=7,
    law_ja="法人税法施行規則第59条、消費税法第57条の4第6項・同法施行令第70条の13",
    law_en=(
        "Corporation Tax Act Enforcement Regulations art. 59; Consumption Tax Act art. 57-4(6) and Order "
        "art. 70-13"
    ),
    by_fiscal_year=True,
)
INQUIRY_RETENTION = Retention(
    "INQUIRY",
    name_ja="お問い合わせ：完了から3年間（退会されるときは、同時に消去します）",
    name_en="Inquiries: three years after they are closed (erased at once when you leave)",
    years=3,
)
MARKETING_RETENTION = Retention(
    "MARKETING",
    name_ja="メールマガジンの送り先：配信を停止されるまで",
    name_en="Newsletter address: until you unsubscribe",
)
SECURITY_RETENTION = Retention(
    "SECURITY",
    name_ja="ログインの安全のための記録：90日間",
    name_en="Sign-in security records: 90 days",
    days=90,
)
RECORDS_RETENTION = Retention(
    "RECORDS",
    name_ja="同意の記録、ご請求の記録、外部への提供の記録：3年間",
    name_en="Records of consent, of requests and of provision to others: three years",
    years=3,
    law_ja="個人情報保護法第29条第2項・同法施行規則第21条、特定商取引法第12条の3第3項",
    law_en=(
        "APPI art. 29(2) and Enforcement Rules art. 21; Specified Commercial Transactions Act art. 12-3(3)"
    ),
)
CART_RETENTION = Retention(
    "CART",
    name_ja="ご注文手続きの途中で入力された情報：7日間",
    name_en="What you typed in an unfinished checkout: 7 days",
    days=7,
)

RESTOCK_RETENTION = Retention(
    "RESTOCK",
    name_ja="入荷のお知らせの送り先：お知らせをお送りするまで（最長90日間。お送りすると同時に消去します）",
    name_en="Address for word that something is back: until we send it (90 days at most; erased with it)",
    days=90,
)

REFUSAL_RETENTION = Retention(
    "REFUSAL",
    name_ja="お断りの記録：お断りの期限まで（最長1年間。期限とともに消去します）",
    name_en="Refusals: until the refusal ends (one year at most; erased with it)",
    years=1,
)

REVIEW_RETENTION = Retention(
    "REVIEW",
    name_ja=(
        "商品レビュー：取り下げまたは退会されるまで（商品ページからも同時に消えます）。最長で、最後に書かれた日から730日間"
    ),
    name_en=(
        "Reviews of goods: until you withdraw them or leave (they leave the product page with it); 730 days "
        "after you last wrote them at most"
    ),
    days=730,
)

FAREWELL_RETENTION = Retention(
    "FAREWELL",
    name_ja="消去のお知らせの宛先：お知らせをお送りするまで（最長1日）",
    name_en="Address for the notice that you were deleted: until it is sent (one day at most)",
    days=1,
)

RETENTION = (
    ACCOUNT_RETENTION,
    ORDER_RETENTION,
    INQUIRY_RETENTION,
    MARKETING_RETENTION,
    SECURITY_RETENTION,
    RECORDS_RETENTION,
    CART_RETENTION,
    RESTOCK_RETENTION,
    REFUSAL_RETENTION,
    REVIEW_RETENTION,
    FAREWELL_RETENTION,
)

# --------------------------------------------------------------------------------------------------
# Clause 5: to whom it may be given, and what each may receive
# --------------------------------------------------------------------------------------------------

CARRIER = Recipient(
    "5b-carrier",
    role=RecipientRole.PROCESSOR,
    name_ja="配送業者",
    name_en="Carriers",
    country="JP",
    receives=(NAME, ADDRESS, TELEPHONE, SHIPPING, COMBINATION),
    contract_ja=(
        "配送に必要な範囲に限り、秘密保持を定めた運送契約にもとづきお預けします。"
        "送り状の情報は、お預けした日から1年で消去されます。"
    ),
    contract_en=(
        "Entrusted under a contract of carriage with a duty of confidence, only as far as delivery needs. "
        "What stands on a label is erased one year after it was entrusted."
    ),
    keeps_days=365,  # 商法585: after a year nothing can be claimed for a parcel
)
PAYMENT_PROVIDER = Recipient(
    "5b-payment",
    role=RecipientRole.PROCESSOR,
    name_ja="決済事業者",
    name_en="Payment provider",
    country="JP",
    receives=(NAME, TELEPHONE, EMAIL, TRANSACTIONS, PAYMENT, COMBINATION),
    contract_ja=(
        "PCI DSSに準拠した事業者に、代金の決済と本人認証を委託します。カード番号は当店を経由しません。"
        "決済の記録は7年間保存されます。"
    ),
    contract_en=(
        "A PCI DSS compliant provider settles payments and checks the card holder. Card numbers never pass "
        "through the shop. Records of payments are kept for seven years."
    ),
    keeps_days=2557,  # seven years
)
MAIL_SERVICE = Recipient(
    "5b-mail",
    role=RecipientRole.PROCESSOR,
    name_ja="メール配信サービス",
    name_en="Mail service",
    country="JP",
    receives=(
        NAME,
        EMAIL,
        SHIPPING,
        TRANSACTIONS,
        COMBINATION,
        PAYMENT,
        SIGN_IN,
        STAFF,
        CONSENTS,
        RESTOCK_WISHES,
    ),
    contract_ja=(
        "当店からのメールの送信と、当店あてのメールの受信だけを委託します。お問い合わせの本文はお預けしません。"
        "送信したメールは残りません。当店あてのメールは、受け取ったあと、この事業者のもとから消去します。"
    ),
    contract_en=(
        "Sends our mails, receives those written to us, and does nothing else. It keeps none it has sent; "
        "mail to us is deleted there once we have taken it. What you wrote in an inquiry is not passed on."
    ),
    keeps_days=0,
)
PROGRAMS = Recipient(
    "5b-programs",
    role=RecipientRole.PROCESSOR,
    name_ja="当店の業務プログラム",
    name_en="Programs the shop works with",
    country="JP",
    receives=(TRANSACTIONS, COMBINATION),
    contract_ja=(
        "在庫や出荷を管理するために当店が使うプログラムに、ご注文番号とその状況だけをお知らせします。"
        "お名前やご住所は送りません。"
    ),
    contract_en=(
        "Programs that keep the shop's stock and parcels are told the code of an order and how far it is. No "
        "name and no address is sent."
    ),
    keeps_days=365,
)
AUTHORITY = Recipient(
    "5c-authority",
    role=RecipientRole.AUTHORITY,
    name_ja="法令にもとづき提供を求める官公署など",
    name_en="Authorities entitled by law",
    country="JP",
    receives=(
        NAME,
        ADDRESS,
        TELEPHONE,
        EMAIL,
        SHIPPING,
        TRANSACTIONS,
        COMBINATION,
        PAYMENT,
        INQUIRY,
        SIGN_IN,
        STAFF,
        CONSENTS,
        PROVISIONS,
        REFUSALS,
        ORDER_WORDS,
    ),
    contract_ja="根拠となる法令と文書を確認し、2名の承認と記録を経たものに限ります。",
    contract_en="Only after checking the legal ground and the document, approved by two people and recorded.",
)

MAKER = Recipient(
    "5a-maker",
    role=RecipientRole.THIRD_PARTY,
    name_ja="商品の作り手",
    name_en="Makers of the goods",
    country="JP",
    receives=(NAME, TELEPHONE, EMAIL, SHIPPING, COMBINATION),
    contract_ja=(
        "修理や誂えについて、作り手から直接ご連絡することに同意いただいた方の情報に限り、提供します。"
        "同意を取り消されたときは、消去を求めます。"
    ),
    contract_en=(
        "Only of those who consented that the maker contacts them directly about a repair or a commission. "
        "When you withdraw it, the maker is asked to erase it."
    ),
)
AD_SERVICE = Recipient(
    "8-ad-service",
    role=RecipientRole.THIRD_PARTY,
    name_ja="広告サービス",
    name_en="Advertising service",
    country="US",
    receives=(),
    contract_ja=(
        "個人を識別できる情報は、加工したものも含めて送りません。"
        "同意いただいたブラウザーから、商品ページの閲覧などの定められた事柄だけを送ります。"
    ),
    contract_en=(
        "Nothing that identifies a person is sent, not even in altered form: only declared events, such as "
        "the view of a product page, from browsers whose user consented."
    ),
)

ERROR_SERVICE = Recipient(
    "4-error-service",
    role=RecipientRole.PROCESSOR,
    name_ja="エラー監視サービス",
    name_en="Error tracking service",
    country="US",
    receives=(),
    contract_ja=(
        "個人を識別できる情報は送りません。プログラムの不具合の種類と、起きた箇所・回数・時刻だけを送ります。"
    ),
    contract_en=(
        "Nothing that identifies a person is sent: only the type of a fault in the program, where in the "
        "program it came about, how often and when."
    ),
)

RECIPIENTS = (
    CARRIER,
    PAYMENT_PROVIDER,
    MAIL_SERVICE,
    PROGRAMS,
    AUTHORITY,
    MAKER,
    AD_SERVICE,
    ERROR_SERVICE,
)

# --------------------------------------------------------------------------------------------------
# Who acts. Customers and visitors act for themselves; staff by role; the system for its own tasks.
# --------------------------------------------------------------------------------------------------

THE_PERSON = frozenset({ActorKind.VISITOR, ActorKind.CUSTOMER})
STAFF_OR_SYSTEM = frozenset({ActorKind.STAFF, ActorKind.SYSTEM})
ANYONE = THE_PERSON | STAFF_OR_SYSTEM

OWNER, MANAGER, ORDERS, SUPPORT, CATALOGUE, AUDITOR = (
    "owner",
    "manager",
    "orders",
    "support",
    "catalogue",
    "auditor",
)
STAFF_ROLES = (OWNER, MANAGER, ORDERS, SUPPORT, CATALOGUE, AUDITOR)
ORDER_DESK = frozenset({OWNER, MANAGER, ORDERS})
INQUIRY_DESK = frozenset({OWNER, MANAGER, SUPPORT})
# A program the shop uses, which the owner gave a token for these purposes. It signs in nowhere.
PROGRAM = "program"

# --------------------------------------------------------------------------------------------------
# Clause 3: what it is used for
# --------------------------------------------------------------------------------------------------

ACCOUNT_DISPLAY = Purpose(
    "3a-account",
    clause="3a",
    name_ja="ご登録内容・ご利用状況の表示",
    name_en="Showing you your own information",
    text_ja=(
        "ご登録の内容、ご利用の状況、ご購入の商品と金額などを、ご本人が確認・変更できるように表示します。"
    ),
    text_en=(
        "We show you what you registered, how you used the shop, what you bought and what it cost, so that "
        "you can look at it and change it."
    ),
    dpv="dpv:ServiceRecordManagement",
    legal_basis=LegalBasis.CONTRACT,
    uses=(
        NAME,
        ADDRESS,
        TELEPHONE,
        EMAIL,
        SHIPPING,
        TRANSACTIONS,
        COMBINATION,
        PAYMENT,
        INQUIRY,
        SIGN_IN,
        CONSENTS,
        PROVISIONS,
        REFUSALS,
        FAVOURITES,
        ORDER_WORDS,
        RESTOCK_WISHES,
        REVIEWS,
        INQUIRY_FILES,
    ),
    actors=THE_PERSON,
)
NOTICE = Purpose(
    "3b-notice",
    clause="3b",
    name_ja="ご連絡",
    name_en="Writing to you",
    text_ja="ご注文の確認や発送のお知らせなど、必要なご連絡をメールやお電話で差し上げます。",
    text_en=(
        "We write or call when there is something you need to know: an order received, a parcel sent, a "
        "change to your registration."
    ),
    dpv="dpv:CommunicationForCustomerCare",
    legal_basis=LegalBasis.CONTRACT,
    uses=(NAME, TELEPHONE, EMAIL, SHIPPING, TRANSACTIONS, COMBINATION, PAYMENT, SIGN_IN),
    recipients=(MAIL_SERVICE,),
    actors=STAFF_OR_SYSTEM,
    roles=ORDER_DESK | INQUIRY_DESK,
)
DELIVERY = Purpose(
    "3b-delivery",
    clause="3b",
    name_ja="商品のお届け",
    name_en="Delivering what you ordered",
    text_ja=(
        "送料とお届け日をご案内し、ご指定の文字や包装を含めて商品をお支度してお届けし、"
        "お届けについて必要なときにご連絡します。"
    ),
    text_en=(
        "We work out the shipping fee and day, make your parcel ready with the words and the wrapping you "
        "asked for, send it, and contact you about it when necessary."
    ),
    dpv="dpv:DeliveryOfGoods",
    legal_basis=LegalBasis.CONTRACT,
    uses=(NAME, ADDRESS, TELEPHONE, EMAIL, SHIPPING, TRANSACTIONS, COMBINATION, ORDER_WORDS),
    recipients=(CARRIER, PROGRAMS),
    actors=ANYONE,
    roles=ORDER_DESK | {PROGRAM},
)
NEWSLETTER = Purpose(
    "3b-newsletter",
    clause="3b",
    name_ja="メールマガジン",
    name_en="Newsletter",
    text_ja="お申し込みのうえ、確認メールで登録を済まされた方にだけ、商品やお店のお知らせをお送りします。",
    text_en="News of the shop and its goods, sent only to those who asked for it and confirmed by mail.",
    dpv="dpv:DirectMarketing",
    legal_basis=LegalBasis.CONSENT,
    uses=(EMAIL,),
    recipients=(MAIL_SERVICE,),
    actors=THE_PERSON | {ActorKind.SYSTEM},
)
RESTOCK = Purpose(
    "3b-restock",
    clause="3b",
    name_ja="入荷のお知らせ",
    name_en="Word that something is back",
    text_ja="ご希望いただいた商品が入荷したときに、一度だけメールでお知らせします。そのほかのお知らせには使いません。",
    text_en="One mail when something you asked about is in stock again, and nothing else.",
    dpv="dpv:ServicePersonalisation",
    legal_basis=LegalBasis.CONTRACT,
    uses=(RESTOCK_WISHES,),
    recipients=(MAIL_SERVICE,),
    actors=frozenset({ActorKind.SYSTEM}),
)
IDENTITY = Purpose(
    "3c-identity",
    clause="3c",
    name_ja="ご本人の確認",
    name_en="Making sure it is you",
    text_ja=(
        "ログイン、ご注文内容の照会、各種ご請求などの際に、ご本人であることを確認します。"
        "クレジットカードの本人認証は決済事業者が行い、当店はその結果だけを受け取ります。"
    ),
    text_en=(
        "We check that it is you who signs in, looks up an order or asks for something. The card holder "
        "check is made by the payment provider; we learn its result only."
    ),
    dpv="dpv:IdentityVerification",
    legal_basis=LegalBasis.CONTRACT,
    uses=(
        NAME,
        ADDRESS,
        TELEPHONE,
        EMAIL,
        PASSWORD,
        SHIPPING,
        TRANSACTIONS,
        COMBINATION,
        PAYMENT,
        SIGN_IN,
        RESTOCK_WISHES,
    ),
    recipients=(MAIL_SERVICE, PAYMENT_PROVIDER),
    actors=ANYONE,
    roles=INQUIRY_DESK,
)
BILLING = Purpose(
    "3d-billing",
    clause="3d",
    name_ja="代金のご請求",
    name_en="Billing",
    text_ja=(
        "商品名、数量、金額、お支払いの情報にもとづいて、代金のご請求、領収書・請求書の発行、返金を行います。"
    ),
    text_en=(
        "We bill you by product, quantity, amount and means of payment, issue receipts and invoices, and pay "
        "refunds."
    ),
    dpv="dpv:PaymentManagement",
    legal_basis=LegalBasis.CONTRACT,
    uses=(NAME, ADDRESS, TELEPHONE, EMAIL, SHIPPING, TRANSACTIONS, COMBINATION, PAYMENT),
    recipients=(PAYMENT_PROVIDER, MAIL_SERVICE),
    actors=ANYONE,
    roles=ORDER_DESK | {PROGRAM},
)
TAX_RECORDS = Purpose(
    "3d-tax-records",
    clause="3d",
    name_ja="税の帳簿と書類の保存",
    name_en="Keeping records for tax",
    text_ja="税に関する法令が保存を求めるご注文・請求の記録を保存し、求めに応じて確認します。",
    text_en="We keep the records of orders and bills that tax law asks for, and look into them when it asks.",
    dpv="dpv:RecordManagement",
    legal_basis=LegalBasis.LEGAL_OBLIGATION,
    uses=(NAME, ADDRESS, SHIPPING, TRANSACTIONS, COMBINATION, PAYMENT),
    actors=STAFF_OR_SYSTEM,
    roles=frozenset({OWNER, MANAGER}),
    needs_reason=True,
)
PREFILL = Purpose(
    "3e-prefill",
    clause="3e",
    name_ja="入力の手間を省くこと",
    name_en="Filling in forms for you",
    text_ja="ご登録済みの情報やいま入力中の情報を、入力画面にあらかじめ表示します。",
    text_en=(
        "We fill in forms with what you registered, or have just typed, so that you need not type it again."
    ),
    dpv="dpv:UserInterfacePersonalisation",
    legal_basis=LegalBasis.CONTRACT,
    uses=(NAME, ADDRESS, TELEPHONE, EMAIL, SHIPPING, COMBINATION, ORDER_WORDS),
    actors=THE_PERSON,
)
MISUSE = Purpose(
    "3f-misuse",
    clause="3f",
    name_ja="不正なご利用の防止",
    name_en="Preventing misuse",
    text_ja=(
        "利用規約に反するご利用や不正なご利用を、利用の状況、お名前、ご住所などから見つけ、お断りします。"
        "お断りする際は理由と異議の申し出先をお伝えします。"
    ),
    text_en=(
        "We look at patterns of use, names and addresses to find and refuse those who break the terms or act "
        "improperly. Whoever is refused is told why and how to object."
    ),
    dpv="dpv:MisusePreventionAndDetection",
    legal_basis=LegalBasis.LEGITIMATE,
    uses=(NAME, ADDRESS, TELEPHONE, EMAIL, SHIPPING, TRANSACTIONS, COMBINATION, PAYMENT, SIGN_IN, REFUSALS),
    recipients=(MAIL_SERVICE,),
    actors=STAFF_OR_SYSTEM,
    roles=ORDER_DESK,
)
INQUIRY_ANSWER = Purpose(
    "3g-inquiry",
    clause="3g",
    name_ja="お問い合わせへの回答",
    name_en="Answering inquiries",
    text_ja=(
        "お問い合わせの内容と添えられたファイル、ご請求やご利用の状況、ご連絡先にもとづいて、"
        "お問い合わせにお答えします。"
    ),
    text_en=(
        "We answer you by what you wrote and sent with it, your bills, your use of the shop and how you can "
        "be reached."
    ),
    dpv="dpv:CustomerCare",
    legal_basis=LegalBasis.CONTRACT,
    uses=(
        NAME,
        TELEPHONE,
        EMAIL,
        SHIPPING,
        TRANSACTIONS,
        COMBINATION,
        PAYMENT,
        INQUIRY,
        ORDER_WORDS,
        INQUIRY_FILES,
    ),
    recipients=(MAIL_SERVICE,),
    actors=STAFF_OR_SYSTEM,
    roles=INQUIRY_DESK,
)
REVIEW_PUBLISHING = Purpose(
    "3i-reviews",
    clause="3i",
    name_ja="商品レビューの掲載",
    name_en="Showing your review",
    text_ja=(
        "ご購入の方が掲載を望まれたレビューを、当店で確認のうえ、選ばれた表示名とともに商品ページに掲載します。"
        "取り下げられたときは消します。"
    ),
    text_en=(
        "We read the review that a buyer wishes to be shown, and put it on the product page under the name "
        "they chose. It is removed when they withdraw it."
    ),
    dpv="dpv:RequestedServiceProvision",
    legal_basis=LegalBasis.CONTRACT,
    uses=(REVIEWS,),
    actors=frozenset({ActorKind.STAFF}),
    roles=INQUIRY_DESK,
)
ORDER_CARE = Purpose(
    "3h-order-care",
    clause="3h",
    name_ja="お届けに付随するお手伝い",
    name_en="Care incidental to delivery",
    text_ja=(
        "お届け先の確認や訂正、破損・返品への対応など、商品のお届けに付随して必要なことを、"
        "その都度理由を記録して行います。"
    ),
    text_en=(
        "Whatever delivery brings with it: checking or correcting an address, a broken or returned parcel; "
        "with the reason recorded each time."
    ),
    dpv="dpv:CustomerOrderManagement",
    legal_basis=LegalBasis.CONTRACT,
    uses=(NAME, TELEPHONE, EMAIL, SHIPPING, TRANSACTIONS, COMBINATION, ORDER_WORDS),
    actors=frozenset({ActorKind.STAFF}),
    roles=ORDER_DESK | INQUIRY_DESK,
    incidental_to=DELIVERY,
    needs_reason=True,
)
FINDING = Purpose(
    "3h-finding",
    clause="3h",
    name_ja="お問い合わせに付随する照会",
    name_en="Finding your records, incidental to answering you",
    text_ja=(
        "お名前やお電話番号から、該当するご注文やお問い合わせを探します。"
        "だれが探し、だれの記録が表示されたかを、その都度記録します。"
    ),
    text_en=(
        "We find your orders and inquiries by your name or telephone number. Each time we record who "
        "searched and whose entries were shown."
    ),
    dpv="dpv:CustomerCare",
    legal_basis=LegalBasis.CONTRACT,
    uses=(NAME, TELEPHONE, SHIPPING, COMBINATION),
    actors=STAFF_OR_SYSTEM,
    roles=ORDER_DESK | INQUIRY_DESK,
    incidental_to=INQUIRY_ANSWER,
)
MAKER_CONTACT = Purpose(
    "5a-maker-contact",
    clause="5a",
    name_ja="作り手からの直接のご連絡",
    name_en="Contact by the maker",
    text_ja=(
        "修理や誂えをご希望のとき、同意をいただいたうえで、作り手が直接ご連絡できるようにお伝えします。"
    ),
    text_en=(
        "When you want something repaired or made to order, and consent to it, we pass on how the maker can "
        "reach you."
    ),
    dpv="dpv:FulfilmentOfContractualObligation",
    legal_basis=LegalBasis.CONSENT,
    uses=(NAME, TELEPHONE, EMAIL, SHIPPING, COMBINATION),
    recipients=(MAKER,),
    actors=STAFF_OR_SYSTEM,
    roles=ORDER_DESK | INQUIRY_DESK,
)
LAWFUL_EXCEPTION = Purpose(
    "3-lawful-exception",
    clause="3",
    name_ja="法令にもとづく例外",
    name_en="Where law permits",
    text_ja=(
        "法令が認める場合に限り、根拠となる法令と文書を記録したうえで、上記以外の目的で利用・提供します。"
    ),
    text_en=(
        "Any other use or provision only where law permits, with the legal ground and the document recorded."
    ),
    dpv="dpv:LegalCompliance",
    legal_basis=LegalBasis.LEGAL_OBLIGATION,
    uses=(
        NAME,
        ADDRESS,
        TELEPHONE,
        EMAIL,
        SHIPPING,
        TRANSACTIONS,
        COMBINATION,
        PAYMENT,
        INQUIRY,
        SIGN_IN,
        STAFF,
        CONSENTS,
        PROVISIONS,
        REFUSALS,
        ORDER_WORDS,
    ),
    recipients=(AUTHORITY,),
    actors=frozenset({ActorKind.STAFF}),
    roles=frozenset({OWNER, MANAGER}),
    needs_reason=True,
)

# --------------------------------------------------------------------------------------------------
# Clause 6: the person's own rights.  Clause 0: the conduct of everybody who works here.
# --------------------------------------------------------------------------------------------------

RIGHTS = Purpose(
    "6-rights",
    clause="6",
    name_ja="開示などのご請求への対応",
    name_en="Answering your requests about your information",
    text_ja="開示、訂正、利用停止、消去などのご請求に応じ、必要な場合は委託先にもお知らせします。",
    text_en=(
        "We give access, correct, stop or delete as you ask, and tell those we entrusted it to where needed."
    ),
    dpv="dpv:RightsFulfilment",
    legal_basis=LegalBasis.LEGAL_OBLIGATION,
    uses=(
        NAME,
        ADDRESS,
        TELEPHONE,
        EMAIL,
        SHIPPING,
        TRANSACTIONS,
        COMBINATION,
        PAYMENT,
        INQUIRY,
        SIGN_IN,
        CONSENTS,
        PROVISIONS,
        REFUSALS,
        FAVOURITES,
        ORDER_WORDS,
        RESTOCK_WISHES,
        REVIEWS,
        INQUIRY_FILES,
    ),
    recipients=(MAIL_SERVICE, CARRIER, PAYMENT_PROVIDER, MAKER),
    actors=ANYONE,
    roles=INQUIRY_DESK,
    needs_reason=True,
)
PROVISION_RECORDS = Purpose(
    "5-provision-records",
    clause="5",
    name_ja="提供と同意の記録の保存",
    name_en="Keeping records of provision and consent",
    text_ja="外部への提供と同意の記録を、法令の定める期間保存し、求めに応じて確認します。",
    text_en=(
        "We keep records of provision and consent for as long as law asks, and look into them when needed."
    ),
    dpv="dpv:RecordManagement",
    legal_basis=LegalBasis.LEGAL_OBLIGATION,
    uses=(NAME, CONSENTS, PROVISIONS),
    actors=STAFF_OR_SYSTEM,
    roles=frozenset({OWNER, MANAGER}),
    needs_reason=True,
)
BREACH_NOTICE = Purpose(
    "4-breach-notice",
    clause="4",
    name_ja="漏えい等のご本人へのお知らせ",
    name_en="Telling you of a leak",
    text_ja=(
        "漏えいなどが起きたときに、該当する方へ、法令にもとづいてお知らせします。"
        "ほかにご連絡先のない方には、入荷のお知らせ先のメールアドレスにお送りします。"
    ),
    text_en=(
        "Should a leak happen, we tell those concerned, as the law provides. Where we hold no other way to "
        "reach somebody, we write to the address of their wish to be told when something is back."
    ),
    dpv="dpv:IncidentManagement",
    legal_basis=LegalBasis.LEGAL_OBLIGATION,
    uses=(NAME, ADDRESS, TELEPHONE, EMAIL, SHIPPING, INCIDENTS, RESTOCK_WISHES),
    recipients=(MAIL_SERVICE,),
    actors=STAFF_OR_SYSTEM,
    roles=frozenset({OWNER, MANAGER}),
    needs_reason=True,
)
REMARKETING = Purpose(
    "8-remarketing",
    clause="8",
    name_ja="リマーケティング広告",
    name_en="Remarketing",
    text_ja=(
        "同意をいただいたブラウザーに限り、ほかのサイトで当店の広告を表示するために、"
        "個人を識別しない閲覧の事実を広告サービスに送ります。"
    ),
    text_en=(
        "From browsers whose user consented, we send an advertising service events that identify nobody, so "
        "that our advertisements can be shown on other sites."
    ),
    dpv="dpv:TargetedAdvertising",
    legal_basis=LegalBasis.CONSENT,
    uses=(),
    recipients=(AD_SERVICE,),
    actors=THE_PERSON,
)
UPKEEP = Purpose(
    "4-upkeep",
    clause="4",
    name_ja="お店の安全な運用",
    name_en="Keeping the shop sound",
    text_ja=(
        "お店のプログラムの不具合に気づき、直すために、不具合の種類と箇所を記録します。個人情報は使いません。"
    ),
    text_en=(
        "We record what kind of fault came about in the shop's program and where, to notice and mend it. No "
        "personal information is used."
    ),
    dpv="dpv:TechnicalServiceProvision",
    legal_basis=LegalBasis.LEGITIMATE,
    uses=(),
    recipients=(ERROR_SERVICE,),
    actors=frozenset({ActorKind.SYSTEM}),
)
STAFF_DUTIES = Purpose(
    "0-staff",
    clause="0",
    name_ja="従業者の管理",
    name_en="Duties of our staff",
    text_ja=(
        "当店の従業者を招待し、本人であることを確認し、役割ごとに許された業務だけを行わせ、"
        "その記録を残します。"
    ),
    text_en=(
        "We invite our own staff, check who they are, let each do only what their role allows, and keep the "
        "record."
    ),
    dpv="dpv:PersonnelManagement",
    legal_basis=LegalBasis.LEGITIMATE,
    uses=(STAFF,),
    recipients=(MAIL_SERVICE,),
    actors=frozenset({ActorKind.VISITOR, ActorKind.STAFF, ActorKind.SYSTEM}),
    roles=frozenset(STAFF_ROLES),
)

PURPOSES = (
    ACCOUNT_DISPLAY,
    NOTICE,
    DELIVERY,
    NEWSLETTER,
    RESTOCK,
    IDENTITY,
    BILLING,
    TAX_RECORDS,
    PREFILL,
    MISUSE,
    INQUIRY_ANSWER,
    REVIEW_PUBLISHING,
    ORDER_CARE,
    FINDING,
    LAWFUL_EXCEPTION,
    BREACH_NOTICE,
    MAKER_CONTACT,
    PROVISION_RECORDS,
    RIGHTS,
    REMARKETING,
    UPKEEP,
    STAFF_DUTIES,
)

# --------------------------------------------------------------------------------------------------
# Clause 8: every cookie. None identifies a person to anybody else; those for advertising wait for consent.
# --------------------------------------------------------------------------------------------------

COOKIES = (
    Cookie(
        "session",
        purpose_ja="ログインとご注文手続きを続けるため。推測できない番号だけが入っています。",
        purpose_en=(
            "Keeps you signed in and your checkout together. Holds an unguessable number, nothing else."
        ),
        kind="necessary",
        days=30,
    ),
    Cookie(
        "csrf",
        purpose_ja="ほかのサイトからのなりすまし送信を防ぐため。",
        purpose_en="Stops other sites from sending forms in your name.",
        kind="necessary",
        days=364,
    ),
    Cookie(
        "cart_count",
        purpose_ja="カートの商品数を表示するため。数だけが入っています。",
        purpose_en="Shows how many items are in your cart. Holds the number, nothing else.",
        kind="necessary",
        days=30,
    ),
    Cookie(
        "outside_services",
        purpose_ja=("広告などの外部サービスを許可するかどうかの選択を覚えるため。選択だけが入っています。"),
        purpose_en=(
            "Remembers whether you allow outside services such as advertising. Holds the choice alone."
        ),
        kind="preference",
        days=180,
    ),
    Cookie(
        "_gcl_au",
        purpose_ja=(
            "許可をいただいたときに限り、Google広告がブラウザーを見分けるため。"
            "お名前などと結び付かない番号だけが入っています。"
        ),
        purpose_en="Once you allow it, lets Google Ads tell browsers apart. Holds a number without a name.",
        kind="advertising",
        days=90,
    ),
)

# --------------------------------------------------------------------------------------------------
# Clause 2: fair means, with the purpose stated. Which form collects for which purposes.
# --------------------------------------------------------------------------------------------------

NOTICES = (
    Notice("register", (ACCOUNT_DISPLAY, NOTICE, IDENTITY, PREFILL, MISUSE, FINDING, RIGHTS)),
    Notice("login", (IDENTITY,)),
    Notice("reset", (IDENTITY, NOTICE)),
    Notice("registration", (ACCOUNT_DISPLAY, NOTICE, IDENTITY, PREFILL)),
    Notice("address", (DELIVERY, ACCOUNT_DISPLAY, PREFILL)),
    Notice(
        "checkout-details",
        (
            DELIVERY,
            NOTICE,
            BILLING,
            TAX_RECORDS,
            ACCOUNT_DISPLAY,
            PREFILL,
            IDENTITY,
            MISUSE,
            ORDER_CARE,
            FINDING,
            RIGHTS,
        ),
    ),
    Notice("checkout-delivery", (DELIVERY, ORDER_CARE)),
    Notice("checkout-words", (DELIVERY, ORDER_CARE, ACCOUNT_DISPLAY, PREFILL, INQUIRY_ANSWER, RIGHTS)),
    Notice("checkout-payment", (BILLING, IDENTITY, MISUSE)),
    Notice("points", (ACCOUNT_DISPLAY, RIGHTS)),
    Notice("order-lookup", (IDENTITY, ACCOUNT_DISPLAY)),
    Notice("inquiry", (INQUIRY_ANSWER, ACCOUNT_DISPLAY, IDENTITY, MISUSE, FINDING, RIGHTS)),
    Notice("inquiry-mail", (INQUIRY_ANSWER, ACCOUNT_DISPLAY, IDENTITY, MISUSE, FINDING, RIGHTS)),
    Notice("inquiry-reply", (INQUIRY_ANSWER, ACCOUNT_DISPLAY, RIGHTS)),
    Notice("review", (REVIEW_PUBLISHING, ACCOUNT_DISPLAY, RIGHTS)),
    Notice("newsletter", (NEWSLETTER, IDENTITY, ACCOUNT_DISPLAY, RIGHTS)),
    Notice("restock", (RESTOCK, IDENTITY, ACCOUNT_DISPLAY, RIGHTS)),
    Notice("incident", (BREACH_NOTICE,)),
    Notice("refusal", (MISUSE, ACCOUNT_DISPLAY, RIGHTS)),
    Notice("appeal", (MISUSE, INQUIRY_ANSWER, ACCOUNT_DISPLAY, RIGHTS)),
    Notice("maker-contact", (MAKER_CONTACT, PROVISION_RECORDS)),
    Notice("provision", (PROVISION_RECORDS, LAWFUL_EXCEPTION, RIGHTS, ACCOUNT_DISPLAY)),
    Notice("staff-invite", (STAFF_DUTIES,)),
    Notice("staff-login", (STAFF_DUTIES,)),
)

POLICY = Policy(
    version=5,
    effective=date(2026, 11, 26),
    categories=CATEGORIES,
    purposes=PURPOSES,
    recipients=RECIPIENTS,
    retention=RETENTION,
    cookies=COOKIES,
    notices=NOTICES,
)

# Clause 1: the terms of use (text/terms_ja.md, text/terms_en.md) have versions of their own.
TERMS_VERSION = 1
TERMS_EFFECTIVE = date(2026, 11, 1)
