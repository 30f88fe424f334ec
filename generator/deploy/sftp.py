"""A host that is reached by SFTP alone (draft-ietf-secsh-filexfer-02, with OpenSSH's `posix-rename`)."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Collection, Coroutine, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, TypeVar

from generator.deploy.host import HostError, Parcel, no_way_back, stamp
from generator.deploy.packing import Missing
from generator.deploy.record import RECORD, STATE, Deployed
from generator.deploy.waiting import driven, side_by_side
from generator.targets import Sftp

if TYPE_CHECKING:
    import asyncssh

T = TypeVar("T")

AT_ONCE = 16  # files under way: each takes five questions and answers
PATIENCE = 20  # seconds until a host that does not let one in is given up


class SftpHost:
    """See `host.Host`."""

    atomic = False
    thorough = False

    def __init__(self, target: Sftp, root: Path) -> None:
        self._target = target
        self._here = root
        self._root = PurePosixPath(target.path)
        self._runner = asyncio.Runner()
        self._connection: asyncssh.SSHClientConnection | None = None
        self._folders: dict[str, asyncio.Task[None]] = {}
        self._client: Any = None

    def connect(self) -> None:
        self._runner.run(self._connect())

    async def _connect(self) -> None:
        try:
            import asyncssh
        except ImportError:
            message = "asyncssh is not installed, by which SFTP is spoken; `pip install broadsheet[sftp]`"
            raise Missing(message) from None
        user, _, host = self._target.host.rpartition("@")
        given: dict[str, Any] = {"username": user} if user else {}
        given |= {"port": self._target.port} if self._target.port else {}
        given |= {"client_keys": [str(self._file(self._target.identity))]} if self._target.identity else {}
        given |= (
            {"known_hosts": str(self._file(self._target.known_hosts))} if self._target.known_hosts else {}
        )
        if name := self._target.password.removeprefix("$"):
            if name not in os.environ:
                raise HostError(f"there are no credentials: the environment has no {name}")
            given["password"] = os.environ[name]
        with _troubles(self._target.host):
            self._connection = await asyncssh.connect(host, login_timeout=PATIENCE, **given)
            self._client = await self._connection.start_sftp_client()

    def _file(self, path: str) -> Path:
        return self._here / Path(path).expanduser()

    def close(self) -> None:
        if self._connection:
            self._connection.abort()
            self._runner.run(self._connection.wait_closed())
        self._connection = None
        self._folders.clear()

    def _ask(self, action: Callable[[], Coroutine[Any, Any, T]]) -> T:
        with _troubles(self._target.host):
            return self._runner.run(action())

    def read(self, name: str) -> bytes | None:
        async def read() -> bytes | None:
            if not await self._client.exists(self._at(name)):
                return None
            async with self._client.open(self._at(name), "rb") as file:
                return bytes(await file.read())

        return self._ask(read)

    def write(self, name: str, data: bytes) -> None:
        self._ask(lambda: self._place(name, (data,), None))

    def _at(self, path: str) -> str:
        return str(self._root / path)

    def is_empty(self) -> bool:
        async def names() -> list[str]:
            there = await self._client.exists(str(self._root))
            return [str(each) for each in await self._client.listdir(str(self._root))] if there else []

        return not set(self._ask(names)) - {".", "..", STATE}

    def look(self, paths: Collection[str]) -> Mapping[str, str]:
        async def look() -> dict[str, str]:
            found = side_by_side(self._stamp_of, sorted(paths), AT_ONCE)
            return {path: seen async for path, seen in found if seen}

        return self._ask(look)

    async def _stamp_of(self, path: str) -> tuple[str, str]:
        """The stamp of a file; `?` of what is none, empty where there is nothing."""
        import asyncssh

        try:
            found = await self._client.lstat(self._at(path))
        except (asyncssh.SFTPNoSuchFile, asyncssh.SFTPNoSuchPath):
            return path, ""
        is_file = found.type == asyncssh.FILEXFER_TYPE_REGULAR
        return path, stamp(found.size or 0, int(found.mtime or 0)) if is_file else "?"

    def begin(self, there: Deployed, leaving: Collection[str], coming: Collection[str]) -> None:
        """Nothing has to be made ready."""

    def stamp(self, parcel: Parcel) -> str:
        return parcel.stamp

    def send(self, parcels: Sequence[Parcel]) -> Iterator[str]:
        with _troubles(self._target.host):
            yield from driven(self._runner, side_by_side(self._send, parcels, AT_ONCE))

    async def _send(self, parcel: Parcel) -> str:
        await self._place(parcel.path, parcel.blocks(), parcel.mtime)
        return parcel.path

    async def _place(self, path: str, blocks: Iterable[bytes], mtime: int | None) -> None:
        """Write a file beside its place, then rename it."""
        target = self._root / path
        await self._folder(str(target.parent))
        beside = str(target.with_name(f".{target.name[:200]}.broadsheet"))
        try:
            async with self._client.open(beside, "wb") as file:
                for block in blocks:
                    await file.write(block)
        except HostError:  # the file of this machine is not what it was
            await self._client.remove(beside)
            raise
        if mtime is not None:
            await self._client.utime(beside, (mtime, mtime))
        await self._client.posix_rename(beside, str(target))

    async def _folder(self, folder: str) -> None:
        """Make a folder, once however many ask for it."""
        if folder not in self._folders:
            making = self._client.makedirs(folder, exist_ok=True)
            self._folders[folder] = asyncio.ensure_future(making)
        await self._folders[folder]

    def remove(self, paths: Sequence[str]) -> Iterator[str]:
        for path in paths:
            self._ask(partial(self._remove, path))
            yield path

    async def _remove(self, path: str) -> None:
        """Remove a file, and the folders that are empty without it."""
        import asyncssh

        target = self._root / path
        with suppress(asyncssh.SFTPNoSuchFile, asyncssh.SFTPNoSuchPath):
            await self._client.remove(str(target))
        for folder in target.parents:
            if folder == self._root:
                return
            try:
                await self._client.rmdir(str(folder))
            except asyncssh.SFTPError:  # something else is in it
                return
            self._folders.pop(str(folder), None)

    def commit(self, record: bytes, summary: str) -> None:  # noqa: ARG002
        self.write(RECORD, record)

    def roll_back(self, now: int) -> str:  # noqa: ARG002
        raise no_way_back("sftp")


@contextmanager
def _troubles(host: str) -> Iterator[None]:
    """What asyncssh raises, in words that help."""
    import asyncssh

    try:
        yield
    except HostError:
        raise
    except asyncssh.PermissionDenied:
        raise HostError(
            f"{host} does not let one in: see that `sftp {host}` works without a password"
        ) from None
    except asyncssh.KeyImportError as error:
        raise HostError(f"a key cannot be read: {error}") from None
    except asyncssh.HostKeyNotVerifiable:
        message = f"{host} is not known to this machine: connect once by `ssh`, or write `known_hosts`"
        raise HostError(message) from None
    except asyncssh.SFTPOpUnsupported:
        raise HostError(f"{host} cannot put a new file in the place of an old one (posix-rename)") from None
    except (asyncssh.SFTPNoSpaceOnFilesystem, asyncssh.SFTPQuotaExceeded):
        raise HostError(f"{host} has no space left") from None
    except (asyncssh.SFTPConnectionLost, asyncssh.SFTPNoConnection, asyncssh.DisconnectError) as error:
        raise HostError(f"the connection to {host} broke off: {error}", passing=True) from None
    except asyncssh.SFTPError as error:
        raise HostError(
            f"{host} fails: {error.reason}; is there space left, and may files be written?"
        ) from None
    except (OSError, EOFError, asyncssh.Error) as error:
        raise HostError(f"{host} cannot be reached: {error}", passing=True) from None
