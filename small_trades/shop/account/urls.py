"""`/account/…`: becoming a member and signing in."""

from django.urls import path

from small_trades.shop.account import views

app_name = "account"
urlpatterns = [
    path("register/", views.register, name="register"),
    path("register/sent/", views.register_sent, name="register_sent"),
    path("verify/", views.verify, name="verify"),
    path("verify/<str:token>/", views.verify_link, name="verify_link"),
    path("login/", views.login, name="login"),
    path("login/code/", views.login_code, name="login_code"),
    path("login/code/enter/", views.enter_code, name="enter_code"),
    path("login/passkey/", views.login_passkey, name="login_passkey"),
    path("login/passkey/options/", views.passkey_options, name="passkey_options"),
    path("logout/", views.logout, name="logout"),
    path("reset/", views.reset, name="reset"),
    path("reset/sent/", views.reset_sent, name="reset_sent"),
    path("reset/new/", views.reset_new, name="reset_new"),
    path("reset/<str:token>/", views.reset_link, name="reset_link"),
    path("email/", views.email, name="email"),
    path("email/<str:token>/", views.email_link, name="email_link"),
    path("postcode/", views.postcode, name="postcode"),
]
