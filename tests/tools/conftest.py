"""Property tests that give the same answer on every machine and leave nothing; and
the authority that seals with SM2 in tests."""

import pytest
from hypothesis import settings

# Busy machines make slow examples, not wrong ones; a fixed seed keeps runs alike.
settings.register_profile("tools", deadline=None, database=None, derandomize=True)
settings.load_profile("tools")


@pytest.fixture(scope="module")
def sm2():
    # Our modules are found only once pytest is configured.
    import sm2_authority

    return sm2_authority


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("sm2")


@pytest.fixture(scope="module")
def root(sm2, folder):
    holder = sm2.Holder(folder, "国密根")
    return holder.certify(holder, authority=True)


@pytest.fixture(scope="module")
def middle(sm2, folder, root):
    return root.certify(sm2.Holder(folder, "国密中级"), authority=True)


@pytest.fixture(scope="module")
def organ(sm2, folder, middle):
    return middle.certify(sm2.Holder(folder, sm2.ORGAN))
