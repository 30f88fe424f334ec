"""A small newspaper that changes all the time, built beside a clean build of the same folder."""

import pytest

pytest.register_assert_rewrite("incremental.twin")
