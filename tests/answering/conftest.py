from tests.web.conftest import home, me

__all__ = ["home", "me"]
