/** Which columns the destination leaves out or hashes, looked up by table, and the hash itself. */
import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { ColumnRule } from "../../../shared/model/previews.ts";
import { fold, type Column, type Table } from "./tables.ts";

export class RuleSet {
  readonly rules: readonly ColumnRule[];
  readonly #salt: string;
  readonly #byColumn: ReadonlyMap<string, ColumnRule["rule"]>;

  constructor(rules: readonly ColumnRule[], salt: string) {
    this.rules = rules;
    this.#salt = salt;
    this.#byColumn = new Map(
      rules.map(({ schema, table, column, rule }) => [keyOf(schema, table, column), rule]),
    );
  }

  /** The rule for a column, by its destination names. */
  of(schema: string | null, table: string, column: string): ColumnRule["rule"] | undefined {
    return this.#byColumn.size === 0 ? undefined : this.#byColumn.get(keyOf(schema, table, column));
  }

  /** Whether both make the same tables. */
  isSame(other: RuleSet): boolean {
    if (this.rules.length === 0 && other.rules.length === 0) return true;
    return this.#salt === other.#salt && isDeepStrictEqual(this.rules, other.rules);
  }

  /** Whether a column is left out; those of the key never are. */
  isBlocked(table: Pick<Table, "schema" | "name" | "primaryKey">, column: string): boolean {
    return (
      this.of(table.schema, table.name, column) === "block" && !table.primaryKey.includes(column)
    );
  }

  /** The column as it is under its rule: a hashed one is STRING. */
  ruled({ schema, name }: Pick<Table, "schema" | "name">, column: Column): Column {
    if (this.of(schema, name, column.name) !== "hash") return column;
    const hashedFrom = column.declared ? (column.type ?? null) : null;
    return { ...column, type: "STRING", hashedFrom };
  }

  /** Takes the blocked ones out of a table's declared columns, and makes the hashed ones so. */
  apply(table: Pick<Table, "schema" | "name" | "primaryKey">, columns: Map<string, Column>): void {
    for (const [key, column] of columns) {
      if (this.isBlocked(table, column.name)) columns.delete(key);
      else columns.set(key, this.ruled(table, column));
    }
  }

  /** SHA-256 in hex of the salt and the value as it would have been delivered: equal values give equal hashes in every table. */
  hash(delivered: string | Uint8Array): string {
    return createHash("sha256").update(this.#salt).update(delivered).digest("hex");
  }
}

export const noRules = new RuleSet([], "");

function keyOf(schema: string | null, table: string, column: string): string {
  return JSON.stringify([schema, table, fold(column)]);
}
