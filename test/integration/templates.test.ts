import assert from "node:assert/strict";
import path from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import type { SyncReport } from "../../src/shared/model/sync.ts";
import { makeWorkplace, type Workplace } from "../support/cli.ts";
import { withPackages } from "../support/installedPackages.ts";
import { startPostgres } from "../support/postgres.ts";
import { pythonFor } from "../support/pythonEnvironments.ts";
import {
  configure,
  liveRows,
  scaffolded,
  sync,
  type SdkLine,
} from "../support/templateProjects.ts";
import { startTemplateSource } from "../support/templateSource.ts";

const lines: readonly SdkLine[] = ["3", "2", "oldest2"];

let place: Workplace;

beforeEach(() => {
  place = makeWorkplace();
});
afterEach(() => {
  place[Symbol.dispose]();
});

function summary({ tables, counts, status, error, findings }: SyncReport) {
  const { upserts, deletes } = counts;
  return {
    status,
    error,
    // A hint may be wrong about a good connector; a warning may not.
    findings: findings.filter(({ severity }) => severity !== "info"),
    upserts,
    deletes,
    tables: tables.map(({ name, rows, deletedRows }) => ({ name, rows, deletedRows })),
  };
}

function typesOf({ tables }: SyncReport, name: string): Readonly<Record<string, string>> {
  const columns = tables.find((table) => table.name === name)?.columns ?? [];
  return Object.fromEntries(columns.map((column) => [column.name, column.type]));
}

const good = { status: "succeeded", error: null, findings: [] } as const;

for (const line of lines) {
  describe(`templates on SDK ${line}`, () => {
    it("hello adds a row in every sync", async () => {
      const project = await scaffolded(place, "hello");
      const first = await sync(place, { project, line, start: "--fresh" });
      const hello = { name: "hello", rows: 1, deletedRows: 0 };
      assert.deepEqual(summary(first), { ...good, upserts: 1, deletes: 0, tables: [hello] });
      assert.deepEqual(first.state, { syncs: 1 });

      const second = await sync(place, { project, line, start: "--continue" });
      const more = { ...hello, rows: 2 };
      assert.deepEqual(summary(second), { ...good, upserts: 1, deletes: 0, tables: [more] });
      assert.deepEqual(second.state, { syncs: 2 });
      assert.deepEqual(typesOf(second, "hello"), { id: "LONG", message: "STRING" });
    });

    it("http-api reads everything, then only what changed", async () => {
      const project = await scaffolded(place, "http-api");
      await using source = await startTemplateSource({ python: pythonFor(line), folder: project });
      configure(project, { base_url: source.url });

      const first = await sync(place, { project, line, start: "--fresh" });
      const customers = { name: "customers", rows: 250, deletedRows: 0 };
      const orders = { name: "orders", rows: 1200, deletedRows: 0 };
      const all = { ...good, upserts: 1450, deletes: 0, tables: [customers, orders] };
      assert.deepEqual(summary(first), all);
      assert.equal(first.checkpoints.length, 15, "one a page: 3 of customers, 12 of orders");
      assert.deepEqual(
        first.tables.map(({ primaryKey }) => primaryKey),
        [["id"], ["id"]],
      );
      assert.deepEqual(typesOf(first, "orders"), {
        id: "LONG",
        total: "DECIMAL(12,2)",
        items: "JSON",
        ordered_at: "UTC_DATETIME",
        updated_at: "UTC_DATETIME",
        customer_id: "LONG",
        status: "STRING",
      });

      // The row at each cursor comes again, and no other.
      const idle = await sync(place, { project, line, start: "--continue" });
      assert.deepEqual(summary(idle), { ...all, upserts: 2 });

      await source.advance();
      const next = await sync(place, { project, line, start: "--continue" });
      assert.deepEqual(summary(next), {
        ...good,
        upserts: 31 + 137,
        deletes: 5,
        tables: [
          { name: "customers", rows: 262, deletedRows: 5 },
          { name: "orders", rows: 1260, deletedRows: 0 },
        ],
      });

      const storage = path.join(place.folder, "other");
      await sync(place, { project, line, start: "--fresh", storage });
      for (const [table, columns] of [
        ["customers", "id, name, plan, address, created_at, updated_at"],
        ["orders", "id, customer_id, status, total, items, ordered_at, updated_at"],
      ] as const) {
        assert.deepEqual(
          await liveRows(place, project, table, columns),
          await liveRows(place, project, table, columns, storage),
          `a fresh sync of ${table} ends with other rows`,
        );
      }
    });

    it("database reads everything, then only what changed", async () => {
      await using server = await startPostgres();
      const { host, port, database, user, password } = server;
      const answers = { host, port: String(port), database, user, password };
      const project = await scaffolded(place, "database", answers);
      const env = await withPackages(pythonFor(line), path.join(project, "requirements.txt"));
      await server.sqlFile(path.join(project, "source.sql"));

      const first = await sync(place, { project, line, start: "--fresh", env });
      const products = { name: "products", rows: 2400, deletedRows: 0 };
      const all = { ...good, upserts: 2400, deletes: 100, tables: [products] };
      assert.deepEqual(summary(first), all);
      assert.equal(first.checkpoints.length, 3);
      assert.deepEqual(first.tables[0]?.primaryKey, ["id"]);
      assert.deepEqual(typesOf(first, "products"), {
        id: "LONG",
        name: "STRING",
        price: "DECIMAL(10,2)",
        in_stock: "BOOLEAN",
        attributes: "JSON",
        updated_at: "UTC_DATETIME",
      });

      const idle = await sync(place, { project, line, start: "--continue", env });
      assert.deepEqual(summary(idle), { ...all, upserts: 0, deletes: 0 });

      await server.sql(`
        UPDATE shop.products SET price = 1.99 WHERE id = 1;
        UPDATE shop.products SET deleted_at = now() WHERE id = 2;
        INSERT INTO shop.products (name, price) VALUES ('Brand new', 5.00)`);
      const next = await sync(place, { project, line, start: "--continue", env });
      const changed = { ...products, deletedRows: 1, rows: 2401 };
      assert.deepEqual(summary(next), { ...good, upserts: 2, deletes: 1, tables: [changed] });

      // While one transaction is open, another writes a newer row, which the connector reads first.
      await server.sql(`
        BEGIN;
        INSERT INTO shop.products (name, price) VALUES ('Late', 1);
        PREPARE TRANSACTION 'late'`);
      await server.sql("INSERT INTO shop.products (name, price) VALUES ('Newer', 2)");
      await sync(place, { project, line, start: "--continue", env });
      await server.sql("COMMIT PREPARED 'late'");
      await sync(place, { project, line, start: "--continue", env });
      const storage = path.join(place.folder, "other");
      await sync(place, { project, line, start: "--fresh", storage, env });
      const columns = "id, name, price, in_stock, attributes, updated_at";
      assert.deepEqual(
        await liveRows(place, project, "products", columns),
        await liveRows(place, project, "products", columns, storage),
        "a fresh sync ends with other rows",
      );
    });
  });
}
