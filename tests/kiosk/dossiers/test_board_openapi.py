"""The published description of the board and the remarks says exactly what the program checks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kiosk.dossiers.gateway import RATINGS_PATH
from kiosk.dossiers.on_time_contract import BOARD_PATH, BoardAnswer, RowPart
from kiosk.dossiers.rating_contract import RatingRequest
from tests.whole_terminal import PROGRAM

FILE = PROGRAM / "docs" / "board-and-ratings.openapi.json"
ANSWERS = {
    BOARD_PATH: {
        "200": "The figures of the period. Rows that are not together the total leave it alone on the screen.",
        "404": "No figures are published for this period.",
        "401": "This terminal is not known.",
    },
    RATINGS_PATH: {
        "201": "The remark is kept by the office.",
        "409": "The office has it already: as good as 201.",
        "422": "The remark breaks the contract; it is not sent again.",
        "401": "This terminal is not known; the remark is sent again later.",
    },
}


def schema(model: Any) -> dict[str, Any]:
    """One model as it is published."""
    found: dict[str, Any] = model.model_json_schema(ref_template="#/components/schemas/{model}")
    found.pop("$defs", None)
    return found


def published() -> dict[str, Any]:
    """What the file has to say."""
    period = {"name": "period", "in": "query", "required": True, "description": "2026-11, 2026-Q4 or 2026."}
    key = {"name": "Idempotency-Key", "in": "header", "required": True, "description": "The id of the remark, a UUID."}
    text = {"schema": {"type": "string"}}
    body = {"application/json": {"schema": {"$ref": "#/components/schemas/RatingRequest"}}}
    figures = {"application/json": {"schema": {"$ref": "#/components/schemas/BoardAnswer"}}}
    board: dict[str, Any] = {status: {"description": said} for status, said in ANSWERS[BOARD_PATH].items()}
    board["200"]["content"] = figures
    rated = {status: {"description": said} for status, said in ANSWERS[RATINGS_PATH].items()}
    asked = {"operationId": "onTimeBoard", "parameters": [period | text], "responses": board}
    told = {"operationId": "rate", "parameters": [key | text], "requestBody": {"required": True, "content": body}}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Board and ratings",
            "version": "1",
            "description": "What a lobby terminal asks and tells a gateway beside dossiers. Same address, token, "
            "limits as dossier-lookup.openapi.json. A remark names nobody: no code, no person, the hour and no minute.",
        },
        "paths": {BOARD_PATH: {"get": asked}, RATINGS_PATH: {"post": told | {"responses": rated}}},
        "components": {
            "schemas": {
                "BoardAnswer": schema(BoardAnswer),
                "RowPart": schema(RowPart),
                "RatingRequest": schema(RatingRequest),
            }
        },
    }


def write(file: Path = FILE) -> None:
    """Publish anew."""
    file.write_text(json.dumps(published(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def test_the_published_contract_is_the_one_that_is_checked() -> None:
    assert json.loads(FILE.read_text("utf-8")) == json.loads(json.dumps(published()))
