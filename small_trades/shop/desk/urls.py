"""`/desk/…`: one module of views for each screen."""

from django.urls import path

from small_trades.shop.desk.views import home, inquiries, ledger, orders, products, staff

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
    path("ledger/list.csv", ledger.ledger_csv, name="ledger_csv"),
    path("ledger/verify/", ledger.verify, name="verify_ledger"),
]
