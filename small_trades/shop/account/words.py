"""What groups, roles, forms and mails are called when a person reads how their information was used."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

GROUPS: dict[str, Words] = {
    "PersonName": _("your name"),
    "EmailAddress": _("your e-mail address"),
    "Telephone": _("your telephone number"),
    "PostalAddress": _("your address"),
    "DeliveryAddress": _("your delivery address"),
    "PasswordHash": _("your password (in a form that nobody can read)"),
    "PaymentReference": _("the reference of your payment"),
    "TrackingNumber": _("your tracking number"),
    "InquiryText": _("what you wrote to us"),
    "FileLabel": _("what your files are called"),
    "LeftOutFiles": _("the names of files we did not take"),
    "FileContent": _("a file you sent us"),
    "OrderNote": _("your note with an order"),
    "OrderWords": _("the words on what you ordered"),
    "GiftWords": _("the words of your present"),
    "PointsReason": _("the reason for a change of your points"),
    "ReviewWords": _("your review of a product"),
    "TotpSecret": _("your two-step sign-in"),
    "SecurityToken": _("a confirmation link"),
    "EvidenceText": _("the record of a refusal"),
    "PasskeyCredential": _("your passkey"),
    "RequestText": _("the words of your request"),
    "ProvisionRecord": _("the record of a provision"),
    "IncidentWords": _("the record of a leak"),
}
"""A sealed group to what it holds, as part of a sentence."""

ROLES: dict[str, Words] = {
    "owner": _("owner"),
    "manager": _("manager"),
    "orders": _("orders"),
    "support": _("customer support"),
    "catalogue": _("catalogue"),
    "auditor": _("auditor"),
}
"""A role of the staff to its name."""

FORMS: dict[str, Words] = {
    "register": _("when you registered"),
    "login": _("when you signed in"),
    "reset": _("when you set a new password"),
    "registration": _("on My Page"),
    "address": _("in your address book"),
    "checkout-details": _("at the checkout"),
    "checkout-delivery": _("at the checkout"),
    "checkout-words": _("at the checkout"),
    "checkout-payment": _("when you paid"),
    "order-lookup": _("when you looked up an order"),
    "inquiry": _("in an inquiry"),
    "inquiry-reply": _("in an inquiry"),
    "inquiry-mail": _("in a mail to us"),
    "refusal": _("when a refusal was proposed"),
    "appeal": _("in an objection to a refusal"),
    "points": _("when your points were changed"),
    "review": _("in a review"),
    "newsletter": _("when you asked for the newsletter"),
    "restock": _("when you asked to be told of stock"),
    "maker-contact": _("when you agreed to contact by a maker"),
    "provision": _("when a provision was recorded"),
    "incident": _("when a leak was recorded"),
    "staff-invite": _("when you were invited to the desk"),
    "staff-login": _("when you signed in at the desk"),
}
"""The notice of a form to where it stands."""

MAILS: dict[str, Words] = {
    "OrderConfirmation": _("order confirmation"),
    "GoodsReplaced": _("goods sent in exchange"),
    "PaymentFailed": _("payment not completed"),
    "PaymentAwaited": _("payment at a convenience store awaited"),
    "RefundMade": _("refund made"),
    "TransferReminder": _("reminder of a bank transfer"),
    "TransferReceived": _("bank transfer received"),
    "OrderShipped": _("your order is on its way"),
    "OrderCancelled": _("order cancelled"),
    "OrderOnHold": _("we are looking at your order"),
    "OrderReleased": _("your order goes on"),
    "OrderTakenIn": _("an earlier order is among yours"),
    "RefusalDecided": _("decision on your objection"),
    "InquiryReceived": _("inquiry received"),
    "InquiryAnswered": _("answer to your inquiry"),
    "InquiryMailed": _("your mail has arrived"),
    "InquiryMailRefused": _("your mail was not taken"),
    "VerifyEmail": _("confirming your registration"),
    "AlreadyRegistered": _("address registered already"),
    "PasswordReset": _("setting a new password"),
    "PasswordChanged": _("password changed"),
    "EmailChangeOld": _("change of e-mail address"),
    "EmailChangeNew": _("change of e-mail address"),
    "DormantAccount": _("your registration is unused"),
    "SignInNotice": _("sign-in from a new device"),
    "BreachNotice": _("notice of a leak"),
    "SignInCode": _("code for signing in"),
    "IdentityCode": _("code that shows it is you"),
    "PasskeyAdded": _("passkey added"),
    "PasskeyStopped": _("passkey stopped"),
    "InformationDeleted": _("your information was deleted"),
    "NewsletterConfirm": _("link that confirms the newsletter"),
    "NewsletterKnown": _("word that the newsletter is subscribed"),
    "NewsletterIssue": _("newsletter"),
    "BackInStock": _("word that something is back in stock"),
    "ErrorsFound": _("errors of the program"),
    "StockLow": _("goods of which few are left"),
    "StaffSignIn": _("sign-in at the desk from a new device"),
}
"""A message through the mail door to what it is about."""

REFUSALS: dict[str, Words] = {
    "not-for-purpose": _("The privacy policy does not allow this use."),
    "not-when-collected": _("The privacy policy of the day it was entered does not allow this use."),
    "actor-not-allowed": _("Whoever asked may not do this."),
    "role-not-allowed": _("Their role does not allow it."),
    "reason-missing": _("They gave no reason."),
    "held-by-law": _("It is kept only because a law asks for it."),
    "erased": _("It has been deleted."),
    "not-in-force": _("The privacy policy in force no longer has this purpose."),
    "not-yours": _("It was asked for from another person's account."),
    "no-consent": _("You have not agreed to it."),
    "objected": _("You objected to it."),
    "budget-spent": _("They had opened as many people within the hour as they may."),
    "restricted": _("It is restricted."),
    "recipient-not-declared": _("The privacy policy does not name this recipient."),
    "recipient-may-not-receive": _("This recipient may not receive it."),
}
"""Why a use was refused."""
