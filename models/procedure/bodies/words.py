"""How somebody asks until when the bodies of a village sit; pure."""

from models.values.wording import holds

_WHEN = r"(?:好久|多久|什么时候|啥时候|几时|哪一?[天年]|几[年号月])"
_WHO = r"哪些|哪个|哪几个|谁|啥子?人|什么人|几个人"
_TERMS = (
    rf"(?:换届|任期|[任当干]到)[^,，。]{{0,6}}{_WHEN}|{_WHEN}[^,，。]{{0,6}}(?:换届|到期|任期|选新)|"
    rf"^[^,，。我你]{{2,6}}?(?:还|要|能|再)+[当干](?:到)?{_WHEN}(?:才?换)?|(?:村长|书记|主任|班子)[^,，。]{{0,3}}{_WHEN}[^,，。]{{0,2}}选|"
    rf"三委[^,，。]{{0,8}}(?:{_WHO})|(?:{_WHO})[^,，。]{{0,4}}三委|[委会][^,，。]{{0,4}}(?:{_WHO}).*(?:任期|任到|干到|换届|到期)"
)
# A posting ends as well, and who names nothing asks of what was just spoken of.
_OTHER = rf"公示|决议|结果|^{_WHEN}(?:才)?到期"
asks_of_terms = holds(_TERMS, never=rf"{_OTHER}|几年(?!到|才换)|^.{{31}}")
