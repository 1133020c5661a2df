"""Try again, for a while."""

import time

PAUSE = 0.5


def retry(times):
    """Return a decorator that calls a function again when it fails."""
    failures = 0

    def decorate(function):
        def wrapper(*args):
            nonlocal failures
            for attempt in range(times):
                try:
                    return function(*args)
                except OSError:
                    failures += 1
                    time.sleep(PAUSE * attempt)
            raise TimeoutError(failures)

        return wrapper

    return decorate


class Stock:
    """What is there."""

    def __init__(self, items):
        self.items = {name: count for name, count in items}

    @retry(3)
    def cheapest(self, prices):
        return min(self.items, key=lambda name: prices[name])
