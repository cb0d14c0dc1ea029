"""The shop's own words: news, shown from their day on, and the page about it."""

from uuid import uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.forms.news import NewsForm, WordsForm, typed_news
from small_trades.shop.desk.pages import paging_of, render_desk
from small_trades.shop.desk.roles import SETTINGS_SCREEN
from small_trades.shop.pages import actions, queries
from small_trades.shop.site import flash

SAVED = flash.declare("desk-news-saved", gettext_lazy("The news is saved."))
ABOUT_SAVED = flash.declare("desk-about-saved", gettext_lazy("The page about the shop is saved."))
REMOVED = flash.declare("desk-news-removed", gettext_lazy("The news is gone."))


@require_GET
@staff_required(SETTINGS_SCREEN)
def news(request: StaffRequest) -> HttpResponse:
    """Every piece of news, also what is still to come."""
    paging = paging_of(request, queries.count_all_news())
    found = queries.all_news(start=paging.start, stop=paging.stop)
    context = {"news": found, "paging": paging, "today": timezone.localdate()}
    return render_desk(request, "desk/news.html", context)


@staff_required(SETTINGS_SCREEN)
def new_news(request: StaffRequest) -> HttpResponse:
    """A piece of news that is not there yet."""
    form = NewsForm(request.POST or None, initial={"day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        actions.save_news(f"n-{uuid4().hex[:12]}", **form.cleaned_data)
        flash.add(request, SAVED)
        return redirect("desk:news")
    return render_desk(request, "desk/news_item.html", {"form": form, "item": None})


@staff_required(SETTINGS_SCREEN)
def news_item(request: StaffRequest, slug: str) -> HttpResponse:
    """One piece of news, and changing it."""
    found = queries.news_words(slug)
    if found is None:
        raise Http404
    form = NewsForm(request.POST or None, initial=typed_news(found))
    if request.method == "POST" and form.is_valid():
        actions.save_news(slug, **form.cleaned_data)
        flash.add(request, SAVED)
        return redirect("desk:news")
    return render_desk(request, "desk/news_item.html", {"form": form, "item": found})


@require_POST
@staff_required(SETTINGS_SCREEN)
def remove_news(request: StaffRequest, slug: str) -> HttpResponse:
    """Take a piece of news away."""
    if not actions.remove_news(slug):
        raise Http404
    flash.add(request, REMOVED)
    return redirect("desk:news")


@staff_required(SETTINGS_SCREEN)
def about(request: StaffRequest) -> HttpResponse:
    """The page about the shop, and changing it."""
    form = WordsForm(request.POST or None, initial=queries.about_words())
    if request.method == "POST" and form.is_valid():
        actions.save_article(queries.ABOUT, **form.cleaned_data)
        flash.add(request, ABOUT_SAVED)
        return redirect("desk:about")
    return render_desk(request, "desk/about.html", {"form": form})
