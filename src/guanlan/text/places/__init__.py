"""Places: provinces, their cities and counties, new areas, countries, unions; long and short names, ISO codes."""

from guanlan.text.places.finding import find_places, parse_place
from guanlan.text.places.gazetteer import Place, PlaceLevel, PlaceName, place_of

__all__ = ["Place", "PlaceLevel", "PlaceName", "find_places", "parse_place", "place_of"]
