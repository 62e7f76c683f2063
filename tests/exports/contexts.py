"""JSON-LD contexts by address, so that tests need no network: the terms that we write, and no others.

A term that is missing here is dropped by a JSON-LD reader, and the tests count what is left.
"""

from typing import Any

OA = "http://www.w3.org/ns/oa#"
SCHEMA = "https://schema.org/"
_LINKS = {
    "body": "oa:hasBody",
    "target": "oa:hasTarget",
    "source": "oa:hasSource",
    "selector": "oa:hasSelector",
    "via": "oa:via",
    "first": "as:first",
}
_WORDS = {"motivation": "oa:motivatedBy", "purpose": "oa:hasPurpose"}
_LITERALS = {
    "format": "dc:format",
    "language": "dc:language",
    "value": "rdf:value",
    "start": "oa:start",
    "end": "oa:end",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "label": "rdfs:label",
    "total": "as:totalItems",
    "startIndex": "as:startIndex",
}
_TYPES = {
    "Annotation": "oa:Annotation",
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "SpecificResource": "oa:SpecificResource",
    "Text": "dctypes:Text",
    "TextualBody": "oa:TextualBody",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "describing": "oa:describing",
    "identifying": "oa:identifying",
    "linking": "oa:linking",
    "tagging": "oa:tagging",
}
ANNOTATION: dict[str, Any] = {
    "oa": OA,
    "dc": "http://purl.org/dc/elements/1.1/",
    "dctypes": "http://purl.org/dc/dcmitype/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "id": "@id",
    "type": "@type",
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    **{name: {"@id": iri, "@type": "@id"} for name, iri in _LINKS.items()},
    **{name: {"@id": iri, "@type": "@vocab"} for name, iri in _WORDS.items()},
    **_LITERALS,
    **_TYPES,
}
CONTEXTS = {
    "https://schema.org": {"@vocab": SCHEMA, "url": {"@type": "@id"}},
    "http://www.w3.org/ns/anno.jsonld": ANNOTATION,
}


def load(address: str, options: dict[str, Any]) -> dict[str, Any]:
    """Answer a JSON-LD reader that asks for a context."""
    document = {"@context": CONTEXTS[address]}
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": address,
        "document": document,
    }
