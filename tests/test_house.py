"""What holds for the whole package: nothing heavy at import, every public name documented."""

import inspect
import subprocess
import sys

import briefing


def test_every_public_name_is_there_and_documented():
    for name in briefing.__all__:
        value = getattr(briefing, name)
        assert name == "__version__" or inspect.getdoc(value), name


def test_an_unknown_name_is_an_attribute_error():
    assert not hasattr(briefing, "no_such_name")


def test_importing_the_package_loads_no_library():
    code = (
        "import sys; before = set(sys.modules); import briefing; "
        "print({m.partition('.')[0] for m in set(sys.modules) - before} - set(sys.stdlib_module_names) - {'briefing'})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
