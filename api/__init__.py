"""The graph over HTTP: an app factory, one router for each concern, one table of errors, one of negotiation."""
