"""Why a document could not be read: the key of a sentence in data/i18n/etl.csv and its values."""


class Refused(Exception):
    """A document that is not read; `key` names the sentence, `values` fill it.

    >>> Refused("document_too_large", found=9).values
    {'found': 9}
    """

    def __init__(self, key: str, **values):
        super().__init__(key)
        self.key, self.values = key, values

    def __reduce__(self):
        return _again, (self.key, self.values)


def _again(key: str, values: dict) -> Refused:
    return Refused(key, **values)
