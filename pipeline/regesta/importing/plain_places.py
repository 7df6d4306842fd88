"""Places whose point has a settlement of their country close by, of which nothing is to be found."""

import math
from collections.abc import Mapping
from typing import Any

from regesta.dataset import Dataset
from regesta.normalise.places.find import find_spots
from regesta.normalise.places.gazetteer import Gazetteer, open_gazetteer
from regesta.normalise.places.resolve import OWNED
from regesta.normalise.places.settle import PlaceContext, settle
from regesta.normalise.places.text import read_phrase
from regesta.normalise.scripts import repair

# A settlement of the country in the first square around the point, so many km to each side, and none of another
# country in the second. What `places.checks` calls outside is not there: more than 30 km from any of its own, and three
# times as far as from another's.
_SQUARES = ((20.0, 0.0), (60.0, 35.0), (150.0, 80.0))
_KM_A_DEGREE = 111.2
_FORESEEN = {"name", "country", "admin1_name", "admin2_name", "latitude", "longitude", "precision"}
_OWN = "cell IN ({}) AND lat BETWEEN ? AND ? AND lon BETWEEN ? AND ? AND country = ?"
_OTHER = "cell IN ({}) AND lat BETWEEN ? AND ? AND lon BETWEEN ? AND ? AND (country <> ? OR claims <> '')"


def plain_place(place: Mapping[str, Any], dataset: Dataset) -> bool:
    """Whether nothing is found of a place that keeps the contract: neither of its name nor of its point.

    It is asked in place of the whole check, which measures the way to every settlement around; doubt is False.
    """
    if place.keys() - _FORESEEN or "name" not in place or repair(place["name"])[1]:
        return False
    point = place.get("latitude"), place.get("longitude")
    if not all(isinstance(value, (int, float)) for value in point) or not isinstance(place.get("country"), str):
        return False
    gazetteer = open_gazetteer()
    if not _near(gazetteer, float(place["latitude"]), float(place["longitude"]), place["country"]):
        return False
    if _unheard_of(gazetteer, place["name"]):
        return True
    _, trouble = settle(place, PlaceContext(dataset.place_index, (), dataset.languages), gazetteer)
    return not trouble


def _unheard_of(gazetteer: Gazetteer, text: str) -> bool:
    """Whether the gazetteer has no place that a text may mean: of one with a point nothing is to be said then.

    Names of units are asked of the whole resolver, which also goes by what holds them, and so is all that names two
    places.
    """
    phrase = read_phrase(text)
    if phrase is None or OWNED.match(text) or phrase.capital or phrase.tail is not None:
        return False
    return phrase.kind not in ("between", "admin1", "unit") and not find_spots(gazetteer, text, phrase)


def _near(gazetteer: Gazetteer, latitude: float, longitude: float, country: str) -> bool:
    """Whether the settlements around a point are of a country, and none of another much nearer."""
    if (latitude == 0 and longitude == 0) or not (abs(latitude) < 70 and abs(longitude) < 175):
        return False
    return any(
        _there(gazetteer, _OWN, own, latitude, longitude, country)
        and (other == 0 or not _there(gazetteer, _OTHER, other, latitude, longitude, country))
        for own, other in _SQUARES
    )


def _there(gazetteer: Gazetteer, which: str, km: float, latitude: float, longitude: float, country: str) -> bool:
    """Whether such a settlement lies in a square around a point."""
    high = km / _KM_A_DEGREE
    wide = high / math.cos(math.radians(latitude))
    south, north, west, east = latitude - high, latitude + high, longitude - wide, longitude + wide
    rows, columns = range(int(south + 90), int(north + 90) + 1), range(int(west + 180), int(east + 180) + 1)
    cells = [row * 360 + column for row in rows for column in columns]
    query = f"SELECT 1 FROM places WHERE {which.format(','.join('?' * len(cells)))} LIMIT 1"
    return gazetteer.db.execute(query, (*cells, south, north, west, east, country)).fetchone() is not None
