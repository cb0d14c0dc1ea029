"""The pictures of a product: added, described, put in order, removed."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from small_trades.shop.desk.access import StaffRequest, staff_required
from small_trades.shop.desk.forms.pictures import AltForm, PictureForm
from small_trades.shop.desk.forms.problems import show_problems
from small_trades.shop.desk.pages import render_desk
from small_trades.shop.desk.roles import PRODUCTS_SCREEN
from small_trades.shop.kernel.bad_input import BadInput
from small_trades.shop.products.actions import pictures as actions
from small_trades.shop.products.picture_files import LARGEST_BYTES
from small_trades.shop.products.queries import desk as queries
from small_trades.shop.site import flash
from small_trades.shop.site.uploads import ON_DISK, takes_files

ADDED = flash.declare("desk-picture-added", gettext_lazy("The picture was added."))
SAVED = flash.declare("desk-picture-saved", gettext_lazy("Saved."))
REMOVED = flash.declare("desk-picture-removed", gettext_lazy("The picture was removed."))
NOT_OF_THIS = flash.declare(
    "desk-picture-not-of-this", gettext_lazy("Choose a picture of this product"), kind="problem"
)
UNPROCESSABLE = 422
NO_PICTURE = 0


@staff_required(PRODUCTS_SCREEN)
@takes_files(most_bytes=ON_DISK, on_disk=True)
def pictures(request: StaffRequest, product_id: int) -> HttpResponse:
    """All pictures of a product, and a form for another one."""
    _found(product_id)
    form = PictureForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        # One byte more than allowed is enough to be refused; no more of it is read.
        data = form.cleaned_data.pop("picture").read(LARGEST_BYTES + 1)
        try:
            actions.add_picture(product_id, data, **form.cleaned_data)
        except BadInput as bad:
            show_problems(form, bad.problems)
        else:
            flash.add(request, ADDED)
            return redirect("desk:pictures", product_id=product_id)
    return _page(request, product_id, form)


@require_POST
@staff_required(PRODUCTS_SCREEN)
def variant_picture(request: StaffRequest, variant_id: int) -> HttpResponse:
    """Which picture of its product shows a variant; none in particular where nothing is chosen."""
    if queries.editable_variant(variant_id) is None:
        raise Http404
    chosen = request.POST.get("picture", "")
    number = int(chosen) if chosen.isascii() and chosen.isdigit() else None
    try:
        # A number that is no picture is refused like one of another product.
        actions.show_variant(variant_id, NO_PICTURE if chosen and number is None else number)
    except BadInput:
        flash.add(request, NOT_OF_THIS)
    else:
        flash.add(request, SAVED)
    return redirect("desk:variant", variant_id=variant_id)


@require_POST
@staff_required(PRODUCTS_SCREEN)
def picture(request: StaffRequest, picture_id: int) -> HttpResponse:
    """Describe a picture, move it by one place, or remove it: whichever button was pressed."""
    found = queries.editable_picture(picture_id)
    if found is None:
        raise Http404
    back = redirect("desk:pictures", product_id=found.product_id)
    if "up" in request.POST or "down" in request.POST:
        actions.move_picture(picture_id, by=-1 if "up" in request.POST else 1)
        return back
    if "remove" in request.POST:
        actions.remove_picture(picture_id)
        flash.add(request, REMOVED)
        return back
    form = AltForm(request.POST, prefix=str(picture_id))
    if not form.is_valid():
        return _page(request, found.product_id, PictureForm(), refused=form)
    actions.describe_picture(picture_id, **form.cleaned_data)
    flash.add(request, SAVED)
    return back


@require_POST
@staff_required(PRODUCTS_SCREEN)
def order_pictures(request: StaffRequest, product_id: int) -> HttpResponse:
    """The order that they were dragged into."""
    _found(product_id)
    numbers = [int(typed) for typed in request.POST.getlist("picture") if typed.isascii() and typed.isdigit()]
    actions.order_pictures(product_id, numbers)
    return redirect("desk:pictures", product_id=product_id)


def _page(
    request: StaffRequest, product_id: int, form: PictureForm, *, refused: AltForm | None = None
) -> HttpResponse:
    rows = [
        (one, refused if refused and refused.prefix == str(one.id) else _alt_form(one))
        for one in queries.editable_pictures(product_id)
    ]
    context = {"product": _found(product_id), "rows": rows, "form": form, "refused": refused}
    status = UNPROCESSABLE if form.errors or refused else 200
    return render_desk(request, "desk/pictures.html", context, status=status)


def _alt_form(one: queries.EditablePicture) -> AltForm:
    return AltForm(prefix=str(one.id), initial={"alt_ja": one.alt_ja, "alt_en": one.alt_en})


def _found(product_id: int) -> queries.EditableProduct:
    found = queries.editable_product(product_id)
    if found is None:
        raise Http404
    return found
