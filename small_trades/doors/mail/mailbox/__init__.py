"""The demonstration's mailbox: reads what the mail door has put there."""
