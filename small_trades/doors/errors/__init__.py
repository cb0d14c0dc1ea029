"""Where unexpected errors may be told: a service that speaks the protocol of Sentry."""
