/** Writes all tables to a file. The file appears whole or not at all. */
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { extname } from "node:path";
import { UserError } from "../../../shared/base/userError.ts";
import { typeName } from "../../../shared/model/columnType.ts";
import type { DatabaseCopy, Sqlite } from "./sqlite.ts";
import { pageColumns, readPage, countRows } from "./queries.ts";
import { sqlName, type Table, type Tables } from "./tables.ts";

/** Throws `UserError` for a file type that is not `.sqlite` or `.json`, and for a place that cannot be written. */
export function exportTables(sqlite: Sqlite, tables: Tables, file: string): void {
  switch (extname(file).toLowerCase()) {
    case ".sqlite":
      writeWhole(file, sqliteFile(sqlite, tables));
      return;
    case ".json":
      writeWhole(file, jsonFile(sqlite, tables));
      return;
    default:
      throw new UserError("export.type", `Cannot export to ${file}.`, {
        action: "Name a file that ends in .sqlite or .json.",
      });
  }
}

function writeWhole(file: string, content: string | Uint8Array): void {
  const temporary = `${file}.${String(process.pid)}.tmp`;
  try {
    writeFileSync(temporary, content);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new UserError(
      "export.write",
      `Cannot write ${file}: ${error instanceof Error ? error.message : String(error)}.`,
      {
        action: "Choose a folder that exists and that you may write to.",
        cause: error,
      },
    );
  }
}

/** The database with `_columns` added, on a copy: the destination itself holds no table of ours. */
function sqliteFile(sqlite: Sqlite, tables: Tables): Uint8Array {
  return sqlite.serialize((copy) => {
    copy.run(
      "CREATE TABLE _columns(table_name TEXT, column_name TEXT, fivetran_type TEXT, declared INTEGER, primary_key INTEGER)",
    );
    for (const table of tables.all()) describeColumns(copy, table);
  });
}

function describeColumns(copy: DatabaseCopy, table: Table): void {
  for (const column of pageColumns(table)) {
    const declared = table.columns.some(({ name, declared }) => name === column.name && declared);
    copy.run("INSERT INTO _columns VALUES(?, ?, ?, ?, ?)", [
      sqlName(table.schema, table.name),
      column.name,
      typeName(column.columnType),
      declared ? 1 : 0,
      column.primaryKey ? 1 : 0,
    ]);
  }
}

const pageRows = 1000;

/** `{ "<table>": [ {column: value}… ] }`, system columns included. */
function jsonFile(sqlite: Sqlite, tables: Tables): string {
  const parts = tables.all().map((table) => {
    const rows: string[] = [];
    const total = countRows(sqlite, table);
    for (let start = 0; start < total; start += pageRows) {
      const page = readPage(sqlite, table, start, pageRows);
      page.rowNumbers.forEach((_, row) => {
        const entries = page.columns.map(
          ({ name }, index) => [name, page.cells[index]?.[row] ?? null] as const,
        );
        rows.push(JSON.stringify(Object.fromEntries(entries)));
      });
    }
    const name = JSON.stringify(sqlName(table.schema, table.name));
    return rows.length === 0 ? `  ${name}: []` : `  ${name}: [\n    ${rows.join(",\n    ")}\n  ]`;
  });
  return `{\n${parts.join(",\n")}\n}\n`;
}
