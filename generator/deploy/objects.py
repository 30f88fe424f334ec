"""Object stores: S3 and what speaks its protocol, Azure, Google, through obstore.

An object is replaced as a whole, so that a reader gets the old one or the new one. Its mark is kept in its
metadata: by that a change of another hand shows, and what an interrupted deploy has sent.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import gzip
from collections.abc import Callable, Collection, Coroutine, Iterator, Mapping, Sequence
from contextlib import nullcontext
from typing import Any, TypeVar

from generator.deploy.host import HostError, Parcel, no_way_back
from generator.deploy.items import Item, cache_control, media_type
from generator.deploy.object_errors import told
from generator.deploy.object_stores import keys_of, region_of, store_of
from generator.deploy.record import OWN, RECORD, Deployed
from generator.deploy.release import attributes
from generator.deploy.signed import Place, put_empty
from generator.deploy.waiting import driven, side_by_side
from generator.targets import Objects

T = TypeVar("T")

AT_ONCE = 24  # requests under way
PART = 5 * 1024 * 1024  # bytes above which a file is sent in parts, which are of this size
PARTS_AT_ONCE = 2  # of one file
SMALL = 1024 * 1024  # bytes above which a file takes up room
ROOM = 4  # of such files under way, so that a site of photographs and films fits into memory
FEW = 200  # objects that are asked about one by one, rather than listed first
MARK = "broadsheet"  # the name of the metadata
_PRIVATE = {"Content-Type": "application/octet-stream", "Cache-Control": "no-store"}


class ObjectHost:
    """See `host.Host`."""

    atomic = False
    thorough = False

    def __init__(self, target: Objects) -> None:
        self._target = target
        self._store = store_of(target)
        self._runner = asyncio.Runner()
        self._room = asyncio.Semaphore(ROOM)

    def connect(self) -> None:
        """The first request shows whether the store lets one in."""

    def close(self) -> None:
        """Connections end by themselves, and begin again."""

    def _ask(self, action: Callable[[], Coroutine[Any, Any, T]]) -> T:
        return self._runner.run(action())

    async def _list(self) -> list[str]:
        import obstore

        found: list[str] = []
        try:
            async for some in obstore.list(self._store, chunk_size=1000):
                found += (each["path"] for each in some)
        except Exception as error:
            raise told(error, self._target) from error
        return found

    def read(self, name: str) -> bytes | None:
        async def get() -> bytes | None:
            import obstore

            try:
                found = await obstore.get_async(self._store, name)
                return gzip.decompress(bytes(await found.bytes_async()))
            except FileNotFoundError:
                return None
            except (gzip.BadGzipFile, EOFError):
                return b"damaged"
            except Exception as error:
                raise told(error, self._target) from error

        return self._ask(get)

    def write(self, name: str, data: bytes) -> None:
        self._ask(lambda: self._put(name, gzip.compress(data, 6, mtime=0), _PRIVATE))

    def is_empty(self) -> bool:
        return all(path in OWN for path in self._ask(self._list))

    def look(self, paths: Collection[str]) -> Mapping[str, str]:
        async def look() -> dict[str, str]:
            wanted = set(paths)
            if len(wanted) > FEW:
                wanted &= set(await self._list())
            return {
                path: mark
                async for path, mark in side_by_side(self._mark_of, sorted(wanted), AT_ONCE)
                if mark
            }

        return self._ask(look)

    async def _mark_of(self, path: str) -> tuple[str, str]:
        """The mark of an object; `?` of one that has none, empty where there is no object."""
        import obstore

        try:
            found = await obstore.get_async(self._store, path, options={"head": True})
        except FileNotFoundError:
            return path, ""
        except Exception as error:
            raise told(error, self._target) from error
        return path, found.attributes.get(MARK) or "?"

    def begin(self, there: Deployed, leaving: Collection[str], coming: Collection[str]) -> None:
        """Nothing has to be made ready."""

    def stamp(self, parcel: Parcel) -> str:
        return parcel.item.mark

    def send(self, parcels: Sequence[Parcel]) -> Iterator[str]:
        yield from driven(self._runner, side_by_side(self._send, parcels, AT_ONCE))

    async def _send(self, parcel: Parcel) -> str:
        if parcel.item.location:
            await asyncio.to_thread(self._send_redirect, parcel.item)
            return parcel.path
        given = {**attributes(parcel.path, self._target), MARK: parcel.item.mark}
        async with self._room if parcel.size > SMALL else nullcontext():
            data = parcel.blocks() if parcel.size > PART else b"".join(parcel.blocks())
            await self._put(parcel.path, data, given)
        return parcel.path

    def _send_redirect(self, item: Item) -> None:
        target, region = self._target, region_of(self._target)
        key = f"{target.prefix}/{item.path}" if target.prefix else item.path
        endpoint = target.endpoint or f"https://s3.{region}.amazonaws.com"
        given = {
            "Content-Type": media_type(item.path),
            "Cache-Control": cache_control(item.path, target.page_cache),
            f"x-amz-meta-{MARK}": item.mark,
            "x-amz-website-redirect-location": item.location,
        }
        try:
            now = dt.datetime.now(dt.UTC)
            put_empty(Place(endpoint, region, target.bucket, key), keys_of(target), given, now)
        except HostError as error:
            raise told(error, target) from error

    async def _put(self, path: str, data: Any, given: dict[str, str]) -> None:
        import obstore

        try:
            await obstore.put_async(
                self._store, path, data, attributes=given, chunk_size=PART, max_concurrency=PARTS_AT_ONCE
            )
        except Exception as error:
            raise told(error, self._target) from error

    def remove(self, paths: Sequence[str]) -> Iterator[str]:
        yield from driven(self._runner, side_by_side(self._remove, paths, AT_ONCE))

    async def _remove(self, path: str) -> str:
        import obstore

        try:
            await obstore.delete_async(self._store, path)
        except FileNotFoundError:
            pass
        except Exception as error:
            raise told(error, self._target) from error
        return path

    def commit(self, record: bytes, summary: str) -> None:  # noqa: ARG002
        self.write(RECORD, record)

    def roll_back(self, now: int) -> str:  # noqa: ARG002
        raise no_way_back(self._target.provider)
