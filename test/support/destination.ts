/** A destination without Python: frames in, tables out. */
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import type { Frame } from "../../src/engine/bridge/frameReader.ts";
import { Projection } from "../../src/engine/destination/store/projection.ts";
import { query, readPage, summarize } from "../../src/engine/destination/store/queries.ts";
import { loadSqlite } from "../../src/engine/destination/store/sqlite.ts";
import { Rows, schemaFrame, sdkFrame, type TestRow } from "./frames.ts";

const sqliteModule = loadSqlite(
  createRequire(import.meta.url).resolve("sql.js/dist/sql-wasm.wasm"),
);

export async function destination(...frames: readonly (Frame | readonly Frame[])[]) {
  const sqlite = (await sqliteModule).open();
  const projection = new Projection(sqlite);
  const begin = (): void => {
    projection.beginRun({ naming: "FIVETRAN", connectionName: "connection", maxRows: Infinity });
  };
  begin();
  const apply = (...more: readonly (Frame | readonly Frame[])[]): void => {
    for (const frame of more.flat()) {
      projection.advanceClock(Date.UTC(2026, 0, 1) * 1000);
      projection.apply(frame);
    }
  };
  apply(sdkFrame(), Rows.source(), ...frames);
  return {
    projection,
    apply,
    /** Begins another run on the tables as they are. */
    begin: () => {
      begin();
      apply(sdkFrame(), Rows.source());
    },
    tables: () => summarize(sqlite, projection.tables),
    select: (sql: string) => query(sqlite, sql, 100).rows,
    page: (name: string, start: number, count: number) => {
      const table = projection.tables.get(null, name);
      assert.ok(table);
      return readPage(sqlite, table, start, count);
    },
  };
}

export const users = schemaFrame([
  { table: "users", primaryKey: ["id"], columns: { id: "INT", name: "STRING" } },
]);
export const rows = new Rows();
export const upsert = (table: string, ...values: TestRow[]) => rows.of("upsert", table, values);
export const update = (table: string, ...values: TestRow[]) => rows.of("update", table, values);
export const remove = (table: string, ...values: TestRow[]) => rows.of("delete", table, values);
