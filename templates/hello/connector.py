"""The smallest connector: one table, and one new row in it per sync."""

import json

from fivetran_connector_sdk import Connector, Logging as log, Operations as op


def schema(configuration: dict):
    """Name the tables and their primary keys. Other columns follow from the rows."""
    return [{"table": "hello", "primary_key": ["id"]}]


def update(configuration: dict, state: dict):
    """Send rows to the destination. This runs once per sync."""
    # The state is what the last sync saved. The first sync starts with {}.
    sync = state.get("syncs", 0) + 1
    log.info(f"This is sync number {sync}")

    # Insert this row, or replace the row that has the same primary key.
    op.upsert(table="hello", data={"id": sync, "message": f"Hello from sync {sync}!"})

    # Commit the rows sent so far, and save the state for the next sync.
    op.checkpoint(state={"syncs": sync})


# Fivetran imports this object by its name.
connector = Connector(update=update, schema=schema)

# Lets you start the file by hand. Fivetran never runs this part.
if __name__ == "__main__":
    with open("configuration.json", encoding="utf-8") as file:
        connector.debug(configuration=json.load(file))
