"""A small online shop to practise on: an HTTP API with made-up data that is always the same.

    python source.py              serve http://127.0.0.1:8642 until Ctrl+C
    python source.py --advance    let a day pass in the shop that is being served
    python source.py --help       more options

Every request but GET / needs the header "X-Api-Key: practice-key".

    GET  /                                          the day, and how much there is
    GET  /customers?updated_since=TIME              customers, oldest change first
    GET  /customers/deleted?deleted_since=TIME      id and time of deleted customers
    GET  /orders?updated_since=TIME                 orders, oldest change first
    POST /advance                                   a day passes: new rows, changes, deletions

Lists take page_size (1 to 500) and page, and answer {"items": [...], "next_page": ...}.
connector.py does not import this file. Delete it when your connector reads the real thing.
"""

import argparse
import json
import sys
import threading
import urllib.error
import urllib.request
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

API_KEY = "practice-key"
BEGINNING = "0001-01-01T00:00:00Z"
FIRST_DAY = datetime(2026, 1, 1, 6, 0, tzinfo=timezone.utc)

FIRST_NAMES = ["Ada", "Björk", "Chen", "Dora", "Emil", "Fatima", "Grace", "Hugo", "Inés", "Jo"]
LAST_NAMES = ["Adeyemi", "Brandt", "Costa", "Dubois", "Eriksen", "Fischer", "García"]
CITIES = [("Oslo", "NO"), ("Lyon", "FR"), ("Porto", "PT"), ("Zürich", "CH"), ("Lagos", "NG")]
PLANS = ["free", "basic", "plus", "business"]
PRODUCTS = [("lamp", 3490), ("chair", 12900), ("desk", 24950), ("plant", 1275), ("rug", 8999)]
STATUSES = ["placed", "paid", "shipped", "delivered"]


class Shop:
    """The data. Nothing here is random, so the same day always holds the same rows."""

    def __init__(self):
        self.lock = threading.Lock()
        self.day = 0
        self.clock = FIRST_DAY
        self.customers = {}
        self.deleted = {}
        self.orders = {}

    def advance(self):
        """Live through one day: the first fills the shop, the others change it."""
        with self.lock:
            self.day += 1
            self.clock = FIRST_DAY + timedelta(days=self.day - 1)
            first = self.day == 1
            for _ in range(250 if first else 12):
                self.add_customer()
            for _ in range(1200 if first else 60):
                self.add_order()
            if not first:
                for step in range(20):
                    self.change_plan(self.pick(self.customers, step))
                for step in range(80):
                    self.move_order(self.pick(self.orders, step))
                for step in range(5):
                    self.delete_customer(self.pick(self.customers, step))

    def add_customer(self):
        number = len(self.customers) + len(self.deleted) + 1
        name = f"{FIRST_NAMES[number % 10]} {LAST_NAMES[number % 7]}"
        city, country = CITIES[number % 5]
        now = self.tick()
        self.customers[number] = {
            "id": number,
            "name": name,
            "email": f"customer{number}@example.com",
            "plan": PLANS[number % 4],
            "newsletter": number % 3 == 0,
            "address": {"city": city, "country": country, "zip": f"{10000 + number * 37}"},
            "created_at": now,
            "updated_at": now,
        }

    def add_order(self):
        number = len(self.orders) + 1
        items = [
            {"product": product, "quantity": 1 + (number + line) % 3, "price": money(cents)}
            for line, (product, cents) in enumerate(PRODUCTS[: 1 + number % 5])
        ]
        cents = sum(item["quantity"] * PRODUCTS[line][1] for line, item in enumerate(items))
        now = self.tick()
        self.orders[number] = {
            "id": number,
            "customer_id": self.pick(self.customers, number)["id"],
            "status": STATUSES[number % 4 if self.day == 1 else 0],
            "total": money(cents),
            "items": items,
            "ordered_at": now,
            "updated_at": now,
        }

    def change_plan(self, customer):
        plan = PLANS[(PLANS.index(customer["plan"]) + 1) % len(PLANS)]
        customer.update(plan=plan, updated_at=self.tick())

    def move_order(self, order):
        status = STATUSES[min(STATUSES.index(order["status"]) + 1, len(STATUSES) - 1)]
        order.update(status=status, updated_at=self.tick())

    def delete_customer(self, customer):
        number = customer["id"]
        del self.customers[number]
        self.deleted[number] = {"id": number, "deleted_at": self.tick()}

    def pick(self, rows, step):
        """Any row, but the same one each time the shop is started."""
        ids = sorted(rows)
        return rows[ids[(self.day * 31 + step * 17) % len(ids)]]

    def tick(self):
        self.clock += timedelta(seconds=30)
        return self.clock.strftime("%Y-%m-%dT%H:%M:%SZ")

    def summary(self):
        with self.lock:
            return {
                "day": self.day,
                "customers": len(self.customers),
                "deleted_customers": len(self.deleted),
                "orders": len(self.orders),
            }

    def page(self, rows, time_field, since, after, size):
        """One page of the rows changed at or after `since`, and the name of the next page."""

        def position(row):
            return f"{row[time_field]}~{row['id']:09}"

        with self.lock:
            found = [dict(row) for row in rows.values() if row[time_field] >= since]
        found = sorted((row for row in found if position(row) > after), key=position)
        items = found[:size]
        return {"items": items, "next_page": position(items[-1]) if len(found) > size else None}


class ShopServer(ThreadingHTTPServer):
    def __init__(self, port, shop, flaky):
        super().__init__(("127.0.0.1", port), Handler)
        self.shop = shop
        self.flaky = flaky
        self.requests = 0


class Handler(BaseHTTPRequestHandler):
    """The API over the shop; one of these answers one request."""

    server: ShopServer

    def do_GET(self):
        url = urlsplit(self.path)
        shop = self.server.shop
        if url.path == "/":
            self.answer(200, shop.summary())
        elif self.may_pass():
            query = dict(parse_qsl(url.query))
            if url.path == "/customers":
                self.answer_page(shop.customers, "updated_at", query, "updated_since")
            elif url.path == "/customers/deleted":
                self.answer_page(shop.deleted, "deleted_at", query, "deleted_since")
            elif url.path == "/orders":
                self.answer_page(shop.orders, "updated_at", query, "updated_since")
            else:
                self.answer(404, {"error": f"there is no {url.path}"})

    def do_POST(self):
        if not self.may_pass():
            return
        if urlsplit(self.path).path == "/advance":
            self.server.shop.advance()
            self.answer(200, self.server.shop.summary())
        else:
            self.answer(404, {"error": f"there is no {self.path}"})

    def may_pass(self):
        self.server.requests += 1
        if self.headers.get("X-Api-Key") != API_KEY:
            self.answer(401, {"error": f'send the header "X-Api-Key: {API_KEY}"'})
        elif self.server.flaky and self.server.requests % 5 == 0:
            self.answer(503, {"error": "busy, try again"}, {"Retry-After": "1"})
        else:
            return True
        return False

    def answer_page(self, rows, time_field, query, since_field):
        size = query.get("page_size", "100")
        if not size.isdigit() or not 1 <= int(size) <= 500:
            self.answer(400, {"error": "page_size must be a number from 1 to 500"})
            return
        since = query.get(since_field, BEGINNING)
        after = query.get("page", "")
        self.answer(200, self.server.shop.page(rows, time_field, since, after, int(size)))

    def answer(self, status, body, headers=None):
        data = json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format, *args):
        # Show requests to a person, but never fill a pipe that nobody reads.
        if sys.stderr.isatty():
            super().log_message(format, *args)


def money(cents):
    return f"{cents // 100}.{cents % 100:02}"


def serve(options):
    shop = Shop()
    for _ in range(options.day):
        shop.advance()
    try:
        server = ShopServer(options.port, shop, options.flaky)
    except OSError as error:
        sys.exit(f"cannot listen on port {options.port}: {error.strerror}")
    print(f"listening on http://127.0.0.1:{server.server_port}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass


def advance(options):
    url = f"http://127.0.0.1:{options.port}/advance"
    request = urllib.request.Request(url, method="POST", headers={"X-Api-Key": API_KEY})
    try:
        with urllib.request.urlopen(request, timeout=10) as response:
            print(response.read().decode())
    except urllib.error.URLError as error:
        sys.exit(f"no shop is served on port {options.port}: {error.reason}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="A small online shop to practise on.")
    parser.add_argument("--port", type=int, default=8642, help="0 takes any free port")
    parser.add_argument("--day", type=int, default=1, help="start on this day of the shop")
    parser.add_argument("--flaky", action="store_true", help="answer every fifth request with 503")
    parser.add_argument("--advance", action="store_true", help="let a day pass and exit")
    arguments = parser.parse_args()
    (advance if arguments.advance else serve)(arguments)
