"""`/mypage/…`: what a member sees and changes."""

from django.urls import path

from small_trades.shop.mypage import earlier, favourites, newsletters, points, reviews, views

app_name = "mypage"
urlpatterns = [
    path("", views.home, name="home"),
    path("registration/", views.registration, name="registration"),
    path("addresses/", views.addresses, name="addresses"),
    path("addresses/new/", views.new_address, name="new_address"),
    path("addresses/<uuid:address_id>/", views.address, name="address"),
    path("addresses/<uuid:address_id>/first/", views.first_address, name="first_address"),
    path("addresses/<uuid:address_id>/delete/", views.delete_address, name="delete_address"),
    path("orders/", views.orders, name="orders"),
    path("orders/earlier/", earlier.earlier, name="earlier_orders"),
    path("orders/earlier/show/", earlier.show, name="show_earlier_orders"),
    path("orders/earlier/choose/", earlier.choose, name="choose_earlier_orders"),
    path("orders/<str:code>/", views.order, name="order"),
    path("inquiries/", views.inquiries, name="inquiries"),
    path("favourites/", favourites.favourites, name="favourites"),
    path("reviews/", reviews.reviews, name="reviews"),
    path("points/", points.points, name="points"),
    path("newsletters/", newsletters.newsletters, name="newsletters"),
    path("newsletters/stop/", newsletters.stop, name="stop_newsletters"),
    path("security/", views.security, name="security"),
    path("security/passkeys/", views.passkeys, name="passkeys"),
    path("security/passkeys/add/", views.add_passkey, name="add_passkey"),
    path("security/passkeys/options/", views.passkey_options, name="passkey_options"),
    path("security/passkeys/<uuid:passkey_id>/remove/", views.remove_passkey, name="remove_passkey"),
    path("security/password/", views.password, name="password"),
    path("security/email/", views.email, name="email"),
    path("security/end/<uuid:sign_in>/", views.end, name="end"),
    path("security/end-others/", views.end_others, name="end_others"),
]
