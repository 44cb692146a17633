"""What operating a server adds to the application: limits, log, metrics, health. Two calls from `create_app`."""

from __future__ import annotations

from fastapi import FastAPI

from api import about, health, metrics
from api.clients import Clients
from api.health import Health
from api.limits import Buckets, ClientLimits, HeadLimits
from api.logs import LineWriter, RequestLog
from api.metrics import Metrics
from api.middleware import BodyLimit, Observe, SafetyHeaders
from api.state import Live
from kg.config import Settings
from kg.public import proxies


def install_limits(app: FastAPI, settings: Settings, live: Live) -> None:
    """Health, metrics and `/about/server`, and the middleware nearest to the routes: bodies, heads, clients.

    To be called before the middleware whose headers a refusal should bear too (CORS) is added.
    """
    app.state.clients = Clients(proxies(settings), settings.log_clients)
    app.state.health = Health(live)
    app.state.metrics = Metrics(live, app.version)
    app.state.buckets = Buckets(settings.client_rate, settings.client_burst, settings.client_queries)
    app.state.log_writer = LineWriter()
    for router in (health.router, metrics.router, about.router):
        app.include_router(router)
    app.add_middleware(BodyLimit, limit=settings.max_body, seconds=settings.body_timeout)
    app.add_middleware(HeadLimits, settings=settings)
    if settings.client_rate or settings.client_queries:
        app.add_middleware(ClientLimits, clients=app.state.clients, buckets=app.state.buckets)


def install_watch(app: FastAPI, settings: Settings) -> None:
    """The outermost middleware: safety headers, and the log and metrics that see every answer."""
    clients, counted = app.state.clients, app.state.metrics
    app.add_middleware(SafetyHeaders, secure=clients.is_secure if settings.public == "on" else None)
    listeners = [counted]
    if settings.log_requests == "on":
        listeners.append(RequestLog(settings, clients, app.state.log_writer))
    app.add_middleware(Observe, clients=clients, listeners=listeners, running=counted.running.inc)
