"""The application: made by `create_app`, from settings and a store. Importing this module does nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from api import (
    compare,
    description,
    docs,
    documents,
    dumps,
    errata,
    explain_triple,
    graphs,
    home,
    network,
    network_page,
    ontology_page,
    operating,
    problems,
    quality,
    queries,
    reconcile,
    reconcile_draft,
    releases,
    resolve,
    resources,
    search,
    shapes,
    sparql,
    sparql_terms,
    takeaway,
    update,
    validate,
    validate_report,
    versions,
)
from api.assets import StaticParts
from api.conditional import Compression
from api.direct import Direct
from api.middleware import HeadRequests
from api.options import OptionsRequests
from api.pages import FOLDER
from api.state import Live
from api.writing import SNAPSHOT, Writing
from kg.config import Settings
from kg.shacl.checker import Checker
from kg.store import GraphStore

EXPOSED = ["Link", "ETag", "Retry-After", "Location", "Allow", "Accept-Post", "X-Request-Id", "X-Total-Count", SNAPSHOT]
EXPOSED += ["X-Conforms", "X-Accepted"]


def create_app(settings: Settings, store: GraphStore) -> FastAPI:
    """The graph over HTTP.

    settings: limits and folders; its base gives way to the store's own. store: stays the caller's to close.
    """
    live = Live(settings, store)
    writing = Writing(settings)
    checker = Checker(
        settings.query_slow, settings.query_waiting, settings.query_timeout, settings.query_memory
    )

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await live.current.engine.start()
        live.warm()
        follower = asyncio.create_task(live.follow()) if store.folder is not None else None
        yield
        if follower is not None:
            follower.cancel()
        live.stop()
        await writing.close()
        await checker.close()
        await live.runtime.close()

    app = FastAPI(
        title="Veiligheidsgraaf",
        version=product_version(),
        description="Dutch public-safety policy documents as a knowledge graph.",
        docs_url=None,  # the stock pages load scripts from elsewhere; `api.docs` makes one that does not
        redoc_url=None,
        openapi_url=None,  # `api.docs` answers with examples from the graph
        lifespan=lifespan,
        redirect_slashes=False,
    )
    app.state.graph = live
    app.state.writing = writing
    app.state.checker = checker
    app.state.outside = live.runtime.outside
    problems.install(app)
    routers = (
        home, documents, sparql, sparql_terms, update, graphs, queries, search, network, network_page, validate,
        validate_report, shapes, description,
        releases, dumps, docs, versions, compare, errata, quality, ontology_page,
        resolve, reconcile, reconcile_draft, explain_triple, takeaway, resources,
    )  # fmt: skip
    for router in routers:
        app.include_router(router.router)
    app.mount("/static", StaticParts(directory=FOLDER / "static"), name="static")
    # the last one added is the outermost
    app.add_middleware(Direct, live=live)
    operating.install_limits(app, settings, live)
    app.add_middleware(OptionsRequests)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"],
        allow_headers=["*"],
        expose_headers=EXPOSED,
    )
    app.add_middleware(Compression)
    app.add_middleware(HeadRequests)
    operating.install_watch(app, settings)
    docs.install(app)
    return app


def product_version() -> str:
    """The version in pyproject.toml, by way of the installed package."""
    try:
        return version("veiligheidsgraaf")
    except PackageNotFoundError:
        return "0"
