"""`/desk/…`: one module of views for each screen."""

from django.urls import path

from small_trades.shop.desk.views import holds, home, inquiries, ledger, orders, products, refusals, staff

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("login/", staff.login, name="login"),
    path("logout/", staff.logout, name="logout"),
    path("join/code/", staff.join_code, name="join_code"),
    path("join/<str:token>/", staff.join, name="join"),
    path("policy/", staff.policy, name="policy"),
    path("orders/", orders.orders, name="orders"),
    path("orders/<str:code>/", orders.order, name="order"),
    path("orders/<str:code>/reveal/", orders.reveal, name="reveal"),
    path("orders/<str:code>/transfer/", orders.confirm_transfer, name="confirm_transfer"),
    path("orders/<str:code>/pack/", orders.pack, name="pack"),
    path("orders/<str:code>/ship/", orders.ship, name="ship"),
    path("orders/<str:code>/deliver/", orders.deliver, name="deliver"),
    path("orders/<str:code>/cancel/", orders.cancel, name="cancel"),
    path("orders/<str:code>/hold/", holds.hold, name="hold"),
    path("orders/<str:code>/release/", holds.release, name="release"),
    path("refusals/", refusals.refusals, name="refusals"),
    path("refusals/new/<str:kind>/<str:key>/", refusals.new_refusal, name="new_refusal"),
    path("refusals/<str:code>/", refusals.refusal, name="refusal"),
    path("refusals/<str:code>/open/", refusals.open_refusal, name="open_refusal"),
    path("refusals/<str:code>/decide/", refusals.decide_refusal, name="decide_refusal"),
    path("refusals/<str:code>/end/", refusals.end_refusal, name="end_refusal"),
    path("refusals/<str:code>/appeal/", refusals.decide_appeal, name="decide_appeal"),
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
