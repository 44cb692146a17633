"""`/metrics`: what happened, in the form Prometheus reads. Each application has a registry of its own.

What is counted per request is counted here; what others count already (the pool of workers, the cache, the lanes) is
read from them when somebody asks.
"""

from __future__ import annotations

import hmac
from collections import Counter as CounterOf
from collections.abc import Iterable, Iterator
from typing import Protocol

from fastapi import APIRouter, Request, Response
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from api.clients import Clients
from api.record import Record
from api.state import Live, live_of
from kg.config import Settings
from kg.errors import NotAllowedError, NotFoundError

NAME = "veiligheidsgraaf"
SECONDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

router = APIRouter(tags=["health"])


class Metrics:
    """The counters of one application."""

    def __init__(self, live: Live, version: str) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            f"{NAME}_http_requests",
            "Requests that were answered.",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            f"{NAME}_http_request_seconds",
            "Seconds from a request's head to the end of its answer.",
            ("route",),
            buckets=SECONDS,
            registry=self.registry,
        )
        self._bytes = Counter(
            f"{NAME}_http_response_bytes", "Bytes of bodies that were sent.", ("route",), registry=self.registry
        )
        self._queries = Counter(
            f"{NAME}_queries",
            "SPARQL queries of users, by form and outcome.",
            ("form", "outcome"),
            registry=self.registry,
        )
        self._query_seconds = Histogram(
            f"{NAME}_query_seconds",
            "Seconds of a SPARQL query, waiting and sending included.",
            ("form",),
            buckets=SECONDS,
            registry=self.registry,
        )
        self.running = Gauge(
            f"{NAME}_http_requests_running", "Requests that are being answered.", registry=self.registry
        )
        self._known: dict[tuple[str, str, int], tuple[Counter, Histogram, Counter]] = {}
        self._known_queries: dict[tuple[str, str], tuple[Counter, Histogram]] = {}
        self.parts = Running(live, version)
        self.registry.register(self.parts)
        ProcessCollector(namespace=NAME, registry=self.registry)

    def __call__(self, record: Record, method: str, seconds: float) -> None:
        """Counts one request. The labels are few: routes and not addresses, known methods."""
        known = (method if method in METHODS else "other", record.route, record.status)
        series = self._known.get(known)
        if series is None:
            label = (known[0], known[1], str(known[2]))
            series = self._known[known] = (
                self._requests.labels(*label),
                self._seconds.labels(known[1]),
                self._bytes.labels(known[1]),
            )
        series[0].inc()
        series[1].observe(seconds)
        series[2].inc(record.size)
        if record.form:
            self._query(record.form, record.outcome, seconds)

    def _query(self, form: str, outcome: str, seconds: float) -> None:
        series = self._known_queries.get((form, outcome))
        if series is None:
            series = (self._queries.labels(form, outcome), self._query_seconds.labels(form))
            self._known_queries[form, outcome] = series
        series[0].inc()
        series[1].observe(seconds)


class Connections(Protocol):
    """What a server knows of its connections: how many are open by client, and how many were refused by status."""

    open: CounterOf[str]
    refused: CounterOf[int]


class Running(Collector):
    """What the parts of the application know of themselves, read when it is asked for."""

    def __init__(self, live: Live, version: str) -> None:
        self._live, self._version = live, version
        self.connections: Connections | None = None

    def collect(self) -> Iterable[Metric]:
        yield from self._snapshot()
        yield from self._cache()
        yield from self._lanes()
        yield from self._workers()
        yield from self._connections()

    def _connections(self) -> Iterator[Metric]:
        if self.connections is None:
            return
        yield GaugeMetricFamily(f"{NAME}_connections", "Open connections.", self.connections.open.total())
        refused = CounterMetricFamily(
            f"{NAME}_connections_refused", "Connections ended before a request reached a route.", labels=("status",)
        )
        for status, number in sorted(self.connections.refused.items()):
            refused.add_metric((str(status),), number)
        yield refused

    def _snapshot(self) -> Iterator[Metric]:
        store = self._live.current.store
        info = GaugeMetricFamily(
            f"{NAME}_snapshot_info", "The snapshot that is served; always 1.", labels=("snapshot", "version")
        )
        info.add_metric((store.name or "memory", self._version), 1)
        yield info
        if store.name:  # a store in memory would have to count
            yield GaugeMetricFamily(f"{NAME}_triples", "Triples of the default graph.", store.manifest().triples)

    def _cache(self) -> Iterator[Metric]:
        cache = self._live.runtime.cache
        asked = CounterMetricFamily(f"{NAME}_cache_requests", "Answers looked for in the cache.", labels=("result",))
        asked.add_metric(("hit",), cache.hits)
        asked.add_metric(("miss",), cache.misses)
        yield asked
        yield GaugeMetricFamily(f"{NAME}_cache_bytes", "Bytes the cache holds.", cache.size)
        yield GaugeMetricFamily(f"{NAME}_cache_bytes_limit", "Bytes the cache may hold.", cache.capacity)
        yield GaugeMetricFamily(f"{NAME}_cache_answers", "Answers the cache holds.", len(cache))

    def _lanes(self) -> Iterator[Metric]:
        jobs = GaugeMetricFamily(f"{NAME}_lane_jobs", "Jobs that run or wait in threads.", labels=("lane",))
        for lane in self._live.runtime.lanes:
            jobs.add_metric((lane.name,), lane.load["jobs"])
        yield jobs

    def _workers(self) -> Iterator[Metric]:
        pool = self._live.runtime.pool
        if pool is None:
            return
        load, counts = pool.load, pool.counts
        queue = GaugeMetricFamily(f"{NAME}_queries_now", "Queries by where they stand.", labels=("lane",))
        for lane in ("waiting", "quick", "slow", "parked"):
            queue.add_metric((lane,), load.get(lane, 0))
        yield queue
        workers = GaugeMetricFamily(f"{NAME}_workers", "Worker processes by what they do.", labels=("state",))
        busy = sum(load.get(lane, 0) for lane in ("quick", "slow", "parked"))
        for state, number in (("idle", load["idle"]), ("busy", busy), ("starting", load["starting"])):
            workers.add_metric((state,), number)
        yield workers
        yield CounterMetricFamily(f"{NAME}_workers_started", "Worker processes that were started.", counts.started)
        killed = CounterMetricFamily(f"{NAME}_workers_killed", "Workers ended in a query.", labels=("reason",))
        for reason, number in sorted(counts.killed.items()):
            killed.add_metric((reason,), number)
        yield killed
        engine = CounterMetricFamily(f"{NAME}_engine_queries", "Queries the workers ran.", labels=("outcome",))
        for outcome, number in sorted(counts.outcomes.items()):
            engine.add_metric((outcome,), number)
        yield engine
        yield CounterMetricFamily(f"{NAME}_queries_moved", "Queries that outlasted the quick lane.", counts.moved)
        yield CounterMetricFamily(f"{NAME}_queries_parked", "Queries that were stopped for a while.", counts.parked)


def may_read(request: Request, settings: Settings, clients: Clients) -> bool:
    """Whether whoever asks may see the metrics: by the token, else by where the request comes from."""
    if settings.metrics == "open":
        return True
    if settings.metrics_token:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        right = hmac.compare_digest(token.strip().encode(), settings.metrics_token.encode())
        if scheme.lower() == "bearer" and right:
            return True
    return settings.public == "off" and clients.is_direct_loopback(request.scope)


@router.get("/metrics", include_in_schema=False)
async def metrics(request: Request) -> Response:
    settings = live_of(request).settings
    if settings.metrics == "off":
        raise NotFoundError("there are no metrics here")
    if not may_read(request, settings, request.app.state.clients):
        raise NotAllowedError("the metrics are for whoever keeps this server")
    encode, content_type = choose_encoder(request.headers.get("accept", ""))
    text = encode(request.app.state.metrics.registry)
    return Response(text, headers={"Cache-Control": "no-store"}, media_type=content_type)
