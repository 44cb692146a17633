"""The declared projections: which nodes and edges a network has, in which direction, with which weight.

Each is a starting point: every parameter of `kg.network.request` can change it, and its answer says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.network.model import Labels
from kg.network.relations import KINDS

CUSTOM = "custom"


@dataclass(frozen=True, slots=True)
class Declared:
    """A projection by name. edges: names of kinds of edges. fold: the side that is kept when two nodes on it are joined
    by what they share, "" for none; fold_weight: how that is counted (`kg.network.bipartite`). through:
    only edges stay that have a node in the middle: something comes into it, something goes out of it."""

    name: str
    title: Labels
    description: Labels
    edges: tuple[str, ...]
    directed: bool = False
    weight: str = "statements"
    fold: str = ""
    fold_weight: str = "simple"
    through: bool = False

    @property
    def sides(self) -> tuple[str, str] | tuple[()]:
        """The two sides, when every kind of edge goes from the one to the other."""
        return sides_of(self.edges) if not self.fold else ()


def sides_of(edges: tuple[str, ...]) -> tuple[str, str] | tuple[()]:
    """The two sides that all these kinds of edges join, or nothing."""
    found = {KINDS[name].sides for name in edges}
    (first, *others) = found
    return first if not others and first[0] != first[1] else ()


def _declared(
    name: str, title: tuple[str, str], description: tuple[str, str], edges: tuple[str, ...], *, directed: bool = False,
    fold: str = "", through: bool = False,
) -> Declared:  # fmt: skip
    both = ({"nl": nl, "en": en} for nl, en in (title, description))
    return Declared(name, next(both), next(both), edges, directed, fold=fold, through=through)


_ALL = (
    _declared(
        "actors-governance",
        ("Bestuurlijke betrekkingen tussen actoren", "Governance relations between actors"),
        (
            "Knopen: actoren. Lijnen: betrekkingen die een document noemt tussen twee actoren (lid "
            "van, samengesteld uit, "
            "adviseert, werkt samen met …), in de richting waarin het er staat; 'werkt samen met' in "
            "beide. Gewicht: het "
            "aantal uitspraken.",
            "Nodes: actors. Edges: relations a document states between two actors (member of, composed of, advises, "
            "cooperates with …), in the direction stated; 'cooperates with' in both. Weight: the number of statements.",
        ),
        ("governance",),
        directed=True,
    ),
    _declared(
        "actors-themes",
        ("Actoren en hun thema's", "Actors and their themes"),
        (
            "Tweezijdig. Knopen: actoren en thema's. Lijnen: de actor stelt het thema als prioriteit, of voert er een "
            "maatregel over uit. Gewicht: het aantal prioriteiten en maatregelen.",
            "Bipartite. Nodes: actors and themes. Edges: the actor sets the theme as a priority, or carries out a "
            "measure on it. Weight: the number of priorities and measures.",
        ),
        ("priority", "measure"),
    ),
    _declared(
        "same-priority",
        ("Actoren met dezelfde prioriteiten", "Actors that set the same priorities"),
        (
            "Knopen: actoren. Lijnen: twee actoren stellen hetzelfde thema als prioriteit. Gewicht: "
            "het aantal thema's.",
            "Nodes: actors. Edges: two actors set the same theme as a priority. Weight: the number of themes.",
        ),
        ("priority",),
        fold="actors",
    ),
    _declared(
        "same-measure",
        ("Actoren bij dezelfde maatregel", "Actors named in the same measure"),
        (
            "Knopen: actoren. Lijnen: de woorden van een maatregel noemen beide: als uitvoerder, als actor die het "
            "document daar noemt, of in een betrekking die daar staat. Gewicht: het aantal maatregelen.",
            "Nodes: actors. Edges: the words of a measure name both: as who carries it out, as an actor the document "
            "names there, or in a relation that is stated there. Weight: the number of measures.",
        ),
        ("same-measure",),
    ),
    _declared(
        "shared-themes",
        ("Gedeelde thema's van regio's", "Themes that regions share"),
        (
            "Knopen: regio's. Lijnen: documenten van beide regio's hebben een prioriteit, doel, ambitie, afspraak of "
            "maatregel over hetzelfde thema. Gewicht: het aantal thema's. Landelijke documenten tellen niet mee.",
            "Nodes: regions. Edges: documents of both regions have a priority, target, ambition, "
            "agreement or measure on "
            "the same theme. Weight: the number of themes. National documents are left out.",
        ),
        ("region-theme",),
        fold="regions",
    ),
    _declared(
        "territory",
        ("Gebied en onderbrenging", "Territory and placement"),
        (
            "Knopen: gemeenten, provincies, politie-eenheden, -districten en -teams. Lijnen: 'ligt in' volgens de "
            "registers, en 'valt in de formatie onder' volgens de documenten.",
            "Nodes: municipalities, provinces, police units, districts and teams. Edges: 'lies in' "
            "by the registers, and "
            "'is placed under in the formation' by the documents.",
        ),
        ("territory", "formation"),
        directed=True,
    ),
    _declared(
        "national-to-regional",
        ("Van landelijk naar regionaal", "From national to regional"),
        (
            "Knopen: landelijke documenten, thema's en regio's. Lijnen: het landelijke document legt "
            "iets vast over het "
            "thema, een document van de regio neemt dat thema op. Alleen thema's die in beide staan. "
            "Gewicht: het aantal "
            "uitspraken.",
            "Nodes: national documents, themes and regions. Edges: the national document sets "
            "something on the theme, a "
            "document of the region takes that theme up. Only themes that stand in both. Weight: the number of "
            "statements.",
        ),
        ("national-theme", "theme-region"),
        directed=True,
        through=True,
    ),
    _declared(
        "offices",
        ("Ambtsdragers en hun organisaties", "Office holders and their organisations"),
        (
            "Tweezijdig. Knopen: personen en organisaties. Lijnen: de persoon bekleedt er volgens "
            "een document een ambt.",
            "Bipartite. Nodes: persons and organisations. Edges: a document states that the person "
            "holds an office there.",
        ),
        ("office",),
    ),
    _declared(
        "documents",
        ("Documenten en waar zij over gaan", "Documents and what they are about"),
        (
            "Knopen: documenten, regio's, thema's, partijen en wetten. Lijnen: wat het document erover zegt.",
            "Nodes: documents, regions, themes, parties and laws. Edges: what the document says of them.",
        ),
        ("document", "document-region", "document-theme", "party", "law"),
        directed=True,
    ),
    _declared(
        "all",
        ("Alle lijnen", "All edges"),
        (
            "Alle soorten lijnen die een document of register rechtstreeks noemt.",
            "All kinds of edges that a document or register states as such.",
        ),
        tuple(name for name in KINDS if name not in ("same-measure", "region-theme", "national-theme", "theme-region")),
        directed=True,
    ),
)  # fmt: skip
PROJECTIONS: dict[str, Declared] = {declared.name: declared for declared in _ALL}
DEFAULT = "actors-governance"
