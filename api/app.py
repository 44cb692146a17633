"""The application: made by `create_app`, from settings and a store. Importing this module does nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.staticfiles import StaticFiles

from api import docs, documents, health, home, network, problems, queries, resources, search, sparql, validate
from api.middleware import BodyLimit, HeadRequests, SafetyHeaders
from api.pages import FOLDER, Pages
from api.state import State
from kg.config import Settings
from kg.engine.runner import Engine
from kg.labels import Labels
from kg.queries import load_catalogue
from kg.store import GraphStore

EXPOSED = ["Link", "Retry-After", "Location", "Allow", "Accept-Post"]


def create_app(settings: Settings, store: GraphStore) -> FastAPI:
    """The graph over HTTP.

    settings: limits and folders; its base gives way to the store's own. store: stays the caller's to close.
    """
    engine = Engine(
        store,
        timeout=settings.query_timeout,
        workers=settings.query_workers,
        waiting=settings.query_waiting,
        max_query=settings.max_query,
        max_result=settings.max_result,
    )

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        engine.close()

    app = FastAPI(
        title="Veiligheidsgraaf",
        version=product_version(),
        description="Dutch public-safety policy documents as a knowledge graph.",
        docs_url=None,  # the stock pages load scripts from elsewhere; `api.docs` makes one that does not
        redoc_url=None,
        lifespan=lifespan,
        redirect_slashes=False,
    )
    app.state.graph = State(settings, store, engine, load_catalogue(settings.queries), Pages(store.base), Labels(store))
    problems.install(app)
    for router in (home, health, documents, sparql, queries, search, network, validate, docs, resources):
        app.include_router(router.router)
    app.mount("/static", StaticFiles(directory=FOLDER / "static"), name="static")
    # the last one added is the outermost
    app.add_middleware(BodyLimit, limit=settings.max_body)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST", "OPTIONS"],
        allow_headers=["*"],
        expose_headers=EXPOSED,
    )
    app.add_middleware(HeadRequests)
    app.add_middleware(SafetyHeaders)
    docs.install(app)
    return app


def product_version() -> str:
    """The version in pyproject.toml, by way of the installed package."""
    try:
        return version("veiligheidsgraaf")
    except PackageNotFoundError:
        return "0"
