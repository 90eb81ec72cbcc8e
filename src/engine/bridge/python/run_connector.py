"""Runs one sync of a Connector SDK project and reports what it emits to Connector Workbench; with `--schema <file>`, only
calls schema() and writes what it returns to the file.

Started by the workbench with the project's own interpreter, directly or under debugpy. It uses the standard library and
the project's installed SDK, nothing else.
"""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))

# Python put this folder first on the path because the script lives here. The connector must not find our modules by
# accident, so it is there only while ours are imported.
sys.path[:] = [entry for entry in sys.path if os.path.abspath(entry or os.curdir) != HERE]
sys.path.insert(0, HERE)
from connector_workbench_host import main, schema_only  # noqa: E402

sys.path.remove(HERE)

if __name__ == "__main__":
    if sys.argv[1:2] == ["--schema"]:
        schema_only.main(sys.argv[2])
    else:
        main.main()
