"""The steps from cart to order: details, delivery, payment, final confirmation, thanks."""
