"""What the typed classes have in common: a field without a value is not written."""

from typing import Any

from pydantic import BaseModel, SerializerFunctionWrapHandler, model_serializer


class Typed(BaseModel):
    """A part of a record whose `model_dump_json()` is a line of JSON Lines as it stands.

    Pydantic would write a field that was not given as `null`; in the contract what is absent has no key.
    """

    @model_serializer(mode="wrap")
    def _without_blanks(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {key: value for key, value in handler(self).items() if value is not None}
