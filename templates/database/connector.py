"""One PostgreSQL table, read in batches by a cursor.

The first sync reads the whole table. Every later sync reads the rows that have changed since.
The table needs three columns for that, which `source.sql` shows:

    id          the primary key, a number
    updated_at  when the row last changed, with an index on (updated_at, id)
    deleted_at  when the row was deleted, else NULL; a row that is really gone leaves no trace
"""

import json
from datetime import timedelta
from decimal import Decimal

import psycopg
from fivetran_connector_sdk import Connector, Logging as log, Operations as op
from psycopg import sql
from psycopg.rows import dict_row

# The columns to read, and their types in the destination.
COLUMNS = {
    "id": "LONG",
    "name": "STRING",
    "price": {"type": "DECIMAL", "precision": 10, "scale": 2},
    "in_stock": "BOOLEAN",
    "attributes": "JSON",
    "updated_at": "UTC_DATETIME",
}
BATCH_SIZE = 1000
BEGINNING = {"updated_at": "0001-01-01T00:00:00+00:00", "id": 0}
# The longest that a transaction may stay open in the source; see settled_until().
LONGEST_TRANSACTION = timedelta(minutes=5)


def schema(configuration: dict):
    """Name the table, its primary key and its columns."""
    validate_configuration(configuration)
    return [{"table": configuration["table"], "primary_key": ["id"], "columns": COLUMNS}]


def update(configuration: dict, state: dict):
    """Bring the destination up to date. This runs once per sync."""
    validate_configuration(configuration)
    table = configuration["table"]

    with connect(configuration) as connection:
        settled = settled_until(connection)
        for rows in batches(connection, configuration, state or BEGINNING):
            for row in rows:
                if row.pop("deleted_at"):
                    op.delete(table=table, keys={"id": row["id"]})
                else:
                    op.upsert(table=table, data=row)

            # The batch is out, so the cursor may move behind it, but not into the last minutes.
            updated_at, last_id = min((rows[-1]["updated_at"], rows[-1]["id"]), (settled, 0))
            op.checkpoint({"updated_at": updated_at.isoformat(), "id": last_id})
            log.info(f"{table}: read up to {rows[-1]['updated_at']}")


def validate_configuration(configuration: dict):
    """Fail early, and name what is missing."""
    for key in ("host", "port", "database", "user", "password", "schema", "table"):
        if not configuration.get(key):
            raise ValueError(f"'{key}' is missing in the configuration")


def connect(configuration: dict):
    """Open a connection that gives rows as dictionaries and times in UTC."""
    return psycopg.connect(
        host=configuration["host"],
        port=configuration["port"],
        dbname=configuration["database"],
        user=configuration["user"],
        password=configuration["password"],
        connect_timeout=180,
        # No transaction stays open on the server while a batch is on its way.
        autocommit=True,
        options="-c timezone=UTC",
        row_factory=dict_row,
    )


def settled_until(connection):
    """The time up to which no row can be added any more.

    A transaction stamps its rows when it starts and shows them when it ends. While it is open,
    others write rows with a later `updated_at`. A cursor that follows those would step over the
    rows of the first one. So it stops short of the present, and the few rows between are read
    again by the next sync, which an upsert makes harmless.
    """
    return connection.execute("SELECT now() AS now").fetchone()["now"] - LONGEST_TRANSACTION


def batches(connection, configuration: dict, cursor: dict):
    """Yield the rows behind the cursor, oldest change first, never more than fit in a batch.

    Many rows can share one `updated_at`. The id makes each position unique, so that a batch can
    end anywhere without losing a row or reading one twice. The index makes each query as quick
    as the first, which an OFFSET would not be.
    """
    # Names are put in as identifiers and values as parameters, never by pasting text together.
    query = sql.SQL(
        """
        SELECT {columns}, deleted_at
        FROM {table}
        WHERE (updated_at, id) > (%(updated_at)s, %(id)s)
        ORDER BY updated_at, id
        LIMIT %(batch_size)s
        """
    ).format(
        columns=sql.SQL(", ").join(map(sql.Identifier, COLUMNS)),
        table=sql.Identifier(configuration["schema"], configuration["table"]),
    )
    while True:
        rows = connection.execute(query, {**cursor, "batch_size": BATCH_SIZE}).fetchall()
        if not rows:
            return
        yield [to_data(row) for row in rows]
        cursor = {"updated_at": rows[-1]["updated_at"], "id": rows[-1]["id"]}


def to_data(row: dict) -> dict:
    """Turn what the driver returns into what an operation takes: DECIMAL values are text."""
    return {
        name: str(value) if isinstance(value, Decimal) else value for name, value in row.items()
    }


# Fivetran imports this object by its name.
connector = Connector(update=update, schema=schema)

# Lets you start the file by hand. Fivetran never runs this part.
if __name__ == "__main__":
    with open("configuration.json", encoding="utf-8") as file:
        connector.debug(configuration=json.load(file))
