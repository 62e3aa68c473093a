"""Fetching the file that somebody sent to the smart bot: its address lives for five minutes, and the file is sealed."""

from bot import log
from bot.spreadsheets import LARGEST_BYTES, TooLarge, sheets_of
from bot.wecom.client import WeComClient
from bot.wecom.envelope import Envelope, Rejected
from bot.wecom.errors import Meaning, WeComError
from models.values.refusal import Refusal
from models.values.sheets import SentTable


class NotFetched(Refusal):
    """WeCom did not give the file."""

    text = "这个文件没有取到，什么都没有记。企业微信只留它五分钟，请再发一次。"


class Files:
    """Fetches, opens and reads, outside of every transaction."""

    def __init__(self, client: WeComClient, envelope: Envelope) -> None:
        """Prepare for the smart bot's key."""
        self._client = client
        self._envelope = envelope

    async def table(self, address: str) -> SentTable | Refusal:
        """Return the table at an address, or the sentence that says why there is none."""
        try:
            # Sealed, a file is up to 32 bytes longer.
            name, sealed = await self._client.download(address, LARGEST_BYTES + 32)
            return SentTable(name, await sheets_of(self._envelope.open_file(sealed)))
        except Refusal as refused:
            if refused.__cause__:
                log.warning("table not read", why=str(refused.__cause__).splitlines()[0])
            return refused
        except WeComError as wrong:
            log.warning("file not fetched", why=wrong.note)
            return TooLarge() if wrong.meaning is Meaning.BAD_CONTENT else NotFetched()
        except Rejected:
            log.warning("file not opened")
            return NotFetched()
