"""`/desk/…`: one module of views for each screen."""

from django.urls import path

from small_trades.shop.desk.views import home, inquiries, ledger, orders, products, security, staff

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("login/", staff.login, name="login"),
    path("login/passkey/", security.login_passkey, name="login_passkey"),
    path("login/passkey/options/", security.login_passkey_options, name="login_passkey_options"),
    path("logout/", staff.logout, name="logout"),
    path("join/code/", staff.join_code, name="join_code"),
    path("join/passkey/", security.join_passkey, name="join_passkey"),
    path("join/passkey/options/", security.join_passkey_options, name="join_passkey_options"),
    path("join/<str:token>/", staff.join, name="join"),
    path("security/", security.security, name="security"),
    path("security/passkeys/", security.add_passkey, name="add_passkey"),
    path("security/passkeys/options/", security.passkey_options, name="passkey_options"),
    path("security/passkeys/<uuid:passkey_id>/remove/", security.remove_passkey, name="remove_passkey"),
    path("security/codes/", security.codes, name="codes"),
    path("security/codes/off/", security.codes_off, name="codes_off"),
    path("security/end-others/", security.end_others, name="end_other_sessions"),
    path("policy/", staff.policy, name="policy"),
    path("orders/", orders.orders, name="orders"),
    path("orders/<str:code>/", orders.order, name="order"),
    path("orders/<str:code>/reveal/", orders.reveal, name="reveal"),
    path("orders/<str:code>/transfer/", orders.confirm_transfer, name="confirm_transfer"),
    path("orders/<str:code>/pack/", orders.pack, name="pack"),
    path("orders/<str:code>/ship/", orders.ship, name="ship"),
    path("orders/<str:code>/deliver/", orders.deliver, name="deliver"),
    path("orders/<str:code>/cancel/", orders.cancel, name="cancel"),
    path("inquiries/", inquiries.inquiries, name="inquiries"),
    path("inquiries/<str:code>/", inquiries.inquiry, name="inquiry"),
    path("inquiries/<str:code>/open/", inquiries.open_thread, name="open_inquiry"),
    path("inquiries/<str:code>/answer/", inquiries.answer, name="answer_inquiry"),
    path("inquiries/<str:code>/take/", inquiries.take, name="take_inquiry"),
    path("inquiries/<str:code>/close/", inquiries.close, name="close_inquiry"),
    path("products/", products.products, name="products"),
    path("products/new/", products.new_product, name="new_product"),
    path("products/<int:product_id>/", products.product, name="product"),
    path("products/<int:product_id>/variants/", products.new_variant, name="new_variant"),
    path("variants/<int:variant_id>/", products.variant, name="variant"),
    path("variants/<int:variant_id>/stock/", products.stock, name="stock"),
    path("ledger/", ledger.ledger, name="ledger"),
]
