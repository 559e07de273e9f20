from . import seals, services
