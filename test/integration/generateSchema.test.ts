// schema() as a sync suggests it: the next sync with it succeeds and has the keys and the types.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { generateSchema } from "../../server/features/generateSchema/generateSchema.ts";
import { createEngine, sourceFiles } from "../../src/engine/index.ts";
import type { TableProfile } from "../../src/shared/model/previews.ts";
import type { SyncStart, TableSummary } from "../../src/shared/model/sync.ts";
import { makeWorkplace } from "../support/cli.ts";
import { analysisOf } from "../support/markedProject.ts";
import { pythonFor } from "../support/pythonEnvironments.ts";

const engine = createEngine(sourceFiles(path.resolve(import.meta.dirname, "../..")));

const connector = `from datetime import date, datetime, timezone
from decimal import Decimal
from fivetran_connector_sdk import Connector, Operations as op


def update(configuration: dict, state: dict):
    for number in range(1, 4):
        op.upsert("orderItems", {
            "orderId": number,
            "zipCode": "0123" + str(number) if number > 1 else "12345",
            "price": f"{number}.50",
            "note": None,
            "placedAt": datetime(2024, 1, number, tzinfo=timezone.utc),
            "day": date(2024, 1, number),
            "shippedAt": f"2024-01-0{number}T10:00:00Z",
            "weight": number if number > 1 else 0.5,
            "huge": 2**70 + number,
            "exact": Decimal("1.10"),
            "flag": True,
            "data": {"a": number},
        })
        op.upsert("visits", {"page": "a" if number < 3 else "b", "hour": number % 2})
    op.checkpoint(state)


connector = Connector(update=update)
`;

for (const line of ["3", "2"] as const) {
  describe(`schema() from a sync, SDK ${line}`, () => {
    it("gives keys and the types that must be given, and the next sync has them", async (context) => {
      using place = makeWorkplace();
      const project = place.project("hello", {
        "connector.py": connector,
        "configuration.json": "{}",
      });
      const destination = await engine.openDestination({ storage: place.storage, events: {} });
      context.after(() => destination.close());
      const sync = async (kind: "continue" | "fresh"): Promise<readonly TableSummary[]> => {
        const start: SyncStart = { kind };
        const report = await engine.runSync({
          destination,
          interpreter: pythonFor(line),
          request: {
            project,
            configuration: null,
            start,
            naming: "FIVETRAN",
            limits: {},
            echo: false,
          },
          onLog: () => undefined,
        });
        assert.equal(report.error?.message, undefined);
        return destination.remote.tables();
      };
      const suggest = async (text: string) => {
        const observed: TableProfile[] = [];
        for (const table of await destination.remote.tables()) {
          observed.push(await destination.remote.profile(table));
        }
        return generateSchema(analysisOf(text, { observed }));
      };
      // SDK 2 sends columns in the order of their names.
      const visits = line === "3" ? '["page", "hour"]' : '["hour", "page"]';
      await sync("continue");
      const made = await suggest(connector);
      if ("refused" in made) assert.fail(made.refused);
      const [{ text, notes } = { text: "", notes: [] }] = made.files;
      const lines = text.split("\n");
      assert.deepEqual(
        notes
          .map((note) => `${(lines[note.line] ?? "").trim()} ${note.text.split(":")[0] ?? ""}`)
          .sort(),
        [
          '"primary_key": ["orderId"], orderItems',
          '"zipCode": "STRING", orderItems',
          '"price": {"type": "DECIMAL", "precision": 18, "scale": 2}, orderItems',
          '"note": "STRING", orderItems',
          '"placedAt": "UTC_DATETIME", orderItems',
          '"day": "NAIVE_DATE", orderItems',
          '"shippedAt": "UTC_DATETIME", orderItems',
          '"weight": "DOUBLE", orderItems',
          '"huge": "STRING", orderItems',
          `{"table": "visits", "primary_key": ${visits}}, visits`,
        ].sort(),
      );
      writeFileSync(path.join(project, "connector.py"), text);
      const tables = await sync("fresh");
      const types = (name: string) =>
        Object.fromEntries(
          (tables.find((table) => table.name === name)?.columns ?? [])
            .filter((column) => !column.name.startsWith("_"))
            .map((column) => [column.name, column.type]),
        );
      assert.deepEqual(
        tables.map(({ name, primaryKey }) => [name, primaryKey]),
        [
          ["order_items", ["order_id"]],
          ["visits", JSON.parse(visits) as unknown],
        ],
      );
      assert.deepEqual(types("order_items"), {
        order_id: "LONG",
        zip_code: "STRING",
        price: "DECIMAL(18,2)",
        note: "STRING",
        placed_at: "UTC_DATETIME",
        day: "NAIVE_DATE",
        shipped_at: "UTC_DATETIME",
        weight: "DOUBLE",
        huge: "STRING",
        exact: "DECIMAL(3,2)",
        flag: "BOOLEAN",
        data: "JSON",
      });
      const again = await suggest(text);
      assert.deepEqual(again, { refused: "schema() says all that the last sync asks for." });
    });
  });
}
