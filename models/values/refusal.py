"""The one exception a person is meant to read."""


class Refusal(Exception):
    """Something that is not done; `text` is the sentence for the person, with the way out.

    Subclasses set `text`; its {fields} are filled from the keywords it is raised with.
    """

    text = ""

    def __init__(self, **fields: object) -> None:
        """Fill the sentence."""
        self.sentence = self.text.format(**fields)
        super().__init__(self.sentence)
