"""Customers and orders of an online shop, read from its HTTP API.

The first sync reads everything. Every later sync reads only what has changed since: for each
feed of the API the state holds a cursor, the time of the newest change that was delivered.
"""

import json
import time

import requests
from fivetran_connector_sdk import Connector, Logging as log, Operations as op

BEGINNING = "1970-01-01T00:00:00Z"
TIMEOUT_SECONDS = 30
MAX_ATTEMPTS = 4
# Answers that are worth another attempt: too many requests, and trouble inside the API.
RETRYABLE = {429, 500, 502, 503, 504}


def schema(configuration: dict):
    """Name the tables, their primary keys, and the columns whose type has to be exact.

    All other columns of a row are added as they arrive, with a type that fits their values.
    A field that the API gains next year becomes a column without a change here.
    """
    return [
        {
            "table": "customers",
            "primary_key": ["id"],
            "columns": {
                "address": "JSON",
                "created_at": "UTC_DATETIME",
                "updated_at": "UTC_DATETIME",
            },
        },
        {
            "table": "orders",
            "primary_key": ["id"],
            "columns": {
                # Money is DECIMAL and travels as text ("19.90"). A float would round it.
                "total": {"type": "DECIMAL", "precision": 12, "scale": 2},
                "items": "JSON",
                "ordered_at": "UTC_DATETIME",
                "updated_at": "UTC_DATETIME",
            },
        },
    ]


def update(configuration: dict, state: dict):
    """Bring the destination up to date. This runs once per sync."""
    validate_configuration(configuration)
    api = ShopApi(configuration)
    sync_customers(api, state)
    sync_deleted_customers(api, state)
    sync_orders(api, state)


def validate_configuration(configuration: dict):
    """Fail early, and name what is missing."""
    for key in ("base_url", "api_key", "page_size"):
        if not configuration.get(key):
            raise ValueError(f"'{key}' is missing in the configuration")
    if not configuration["page_size"].isdigit():
        raise ValueError("'page_size' in the configuration must be a whole number, such as 100")


def sync_customers(api, state: dict):
    """Upsert the customers that are new or have changed."""
    for page in api.pages("/customers", updated_since=state.get("customers", BEGINNING)):
        for customer in page:
            op.upsert(table="customers", data=customer)

        # The API sends the oldest change first, so the last row of a page is the new cursor.
        # Move the cursor after the rows, never before: a sync that stops here resumes from the
        # last checkpoint, and what lies behind the cursor is not read again. The row at the
        # cursor itself comes once more in the next sync, which an upsert makes harmless.
        state["customers"] = page[-1]["updated_at"]
        op.checkpoint(state)


def sync_deleted_customers(api, state: dict):
    """Mark customers as deleted that are gone from the shop. The rows stay in the destination."""
    cursor = state.get("deleted_customers", BEGINNING)
    for page in api.pages("/customers/deleted", deleted_since=cursor):
        for customer in page:
            op.delete(table="customers", keys={"id": customer["id"]})

        state["deleted_customers"] = page[-1]["deleted_at"]
        op.checkpoint(state)


def sync_orders(api, state: dict):
    """Upsert the orders that are new or have changed."""
    for page in api.pages("/orders", updated_since=state.get("orders", BEGINNING)):
        for order in page:
            op.upsert(table="orders", data=order)

        state["orders"] = page[-1]["updated_at"]
        op.checkpoint(state)


class ShopApi:
    """The HTTP side: address and key, pages, and second attempts."""

    def __init__(self, configuration: dict):
        self.base_url = configuration["base_url"].rstrip("/")
        # Every value of a configuration is text. Turn it into what the code needs.
        self.page_size = int(configuration["page_size"])
        self.session = requests.Session()
        self.session.headers["X-Api-Key"] = configuration["api_key"]

    def pages(self, path: str, **filters: str):
        """Yield one page of rows at a time, so that memory holds a page and never a table."""
        params = {**filters, "page_size": self.page_size}
        rows = 0
        while True:
            answer = self.get(path, params)
            if answer["items"]:
                rows += len(answer["items"])
                yield answer["items"]
            if not answer["next_page"]:
                log.info(f"{path}: rows read: {rows}")
                return
            params["page"] = answer["next_page"]

    def get(self, path: str, params: dict):
        """Fetch one answer. While the API is busy or silent, wait and try again."""
        attempt = 1
        while True:
            wait = 2**attempt / 4  # 0.5, 1, 2 seconds
            try:
                response = self.session.get(
                    self.base_url + path, params=params, timeout=TIMEOUT_SECONDS
                )
            except (requests.ConnectionError, requests.Timeout) as error:
                if attempt == MAX_ATTEMPTS:
                    raise RuntimeError(
                        f"No answer from {self.base_url}. Is it running? "
                        "The practice API starts in a second terminal with: python source.py"
                    ) from error
                log.warning(f"{path}: no answer, next attempt in {wait} s")
            else:
                if response.ok:
                    return response.json()
                problem = f"{path}: HTTP {response.status_code} {response.text[:200]}"
                if response.status_code not in RETRYABLE or attempt == MAX_ATTEMPTS:
                    raise RuntimeError(problem)
                # A busy API may say how long to wait. It knows better than any formula.
                wanted = response.headers.get("Retry-After", "")
                wait = int(wanted) if wanted.isdigit() else wait
                log.warning(f"{problem}, next attempt in {wait} s")
            time.sleep(wait)
            attempt += 1


# Fivetran imports this object by its name.
connector = Connector(update=update, schema=schema)

# Lets you start the file by hand. Fivetran never runs this part.
if __name__ == "__main__":
    with open("configuration.json", encoding="utf-8") as file:
        connector.debug(configuration=json.load(file))
