/**
 * The column rules of a destination on disk: `<storage>/columns.json`, `{ "salt": "<hex>", "rules": [ColumnRule…] }`. The salt
 * is made with the file and stays, so that a value's hash is the same in every run of this destination and in no other.
 */
import { randomBytes } from "node:crypto";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../shared/base/userError.ts";
import type { ColumnRule } from "../../shared/model/previews.ts";
import type { RuleSet } from "./store/ruleSet.ts";
import { fold, sqlName, systemColumns, type Table } from "./store/tables.ts";

export interface StoredRules {
  readonly salt: string;
  readonly rules: readonly ColumnRule[];
}

const saltBytes = 32;

/** None, with a new salt, where no rule was ever set. Throws `UserError` for a file that cannot be understood. */
export function readRules(storage: string): StoredRules {
  const file = pathIn(storage);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") {
      return { salt: randomBytes(saltBytes).toString("hex"), rules: [] };
    }
    throw broken(file, cause);
  }
  try {
    return parseRules(JSON.parse(text));
  } catch (cause) {
    throw broken(file, cause);
  }
}

/** Writes the file whole or not at all, for its owner only. Throws `UserError` when it cannot be written. */
export function writeRules(storage: string, { salt, rules }: StoredRules): void {
  const file = pathIn(storage);
  const temporary = `${file}.${String(process.pid)}.tmp`;
  try {
    writeFileSync(temporary, `${JSON.stringify({ salt, rules }, null, 2)}\n`, { mode: 0o600 });
    renameSync(temporary, file);
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw new UserError(
      "columns.write",
      `The column rules cannot be kept in ${file}: ${messageOf(cause)}.`,
      { action: "Make room, or choose another folder for runs.", cause },
    );
  }
}

/** The rules without those that a later one replaces. Throws `UserError` for a column that is Fivetran's own. */
export function checkRules(rules: readonly ColumnRule[]): readonly ColumnRule[] {
  const system = rules.find(({ column }) => systemColumns.has(fold(column)));
  if (system) {
    throw new UserError(
      "columns.system",
      `${system.column} is a column of Fivetran's own, which cannot be blocked or hashed.`,
      { action: "Name a column of the source." },
    );
  }
  return rules.filter(
    (rule, index) => !rules.slice(index + 1).some((later) => isSameColumn(rule, later)),
  );
}

/** Throws `UserError` when a rule blocks a column of a table's key. */
export function refuseBlockedKeys(rules: RuleSet, tables: readonly Table[]): void {
  for (const { schema, name, primaryKey } of tables) {
    const blocked = primaryKey.find((key) => rules.of(schema, name, key) === "block");
    if (blocked === undefined) continue;
    throw new UserError(
      "columns.blockedKey",
      `Primary-key columns cannot be blocked: ${blocked} is part of the key of table ${sqlName(schema, name)}.`,
      { action: "Hash it instead, or clear its rule." },
    );
  }
}

function isSameColumn(left: ColumnRule, right: ColumnRule): boolean {
  return (
    left.schema === right.schema &&
    left.table === right.table &&
    fold(left.column) === fold(right.column)
  );
}

function parseRules(value: unknown): StoredRules {
  if (!isRecord(value)) throw new Error("it is not an object");
  const { salt, rules } = value;
  if (typeof salt !== "string" || !/^[0-9a-f]{32,}$/.test(salt)) throw new Error("it has no salt");
  if (!Array.isArray(rules)) throw new Error("it has no list of rules");
  return { salt, rules: rules.map(parseRule) };
}

function parseRule(value: unknown): ColumnRule {
  if (!isRecord(value)) throw new Error("a rule is not an object");
  const { schema, table, column, rule } = value;
  if (schema !== null && typeof schema !== "string") throw new Error("a rule has a broken schema");
  if (typeof table !== "string" || typeof column !== "string")
    throw new Error("a rule has no table or no column");
  if (rule !== "block" && rule !== "hash") throw new Error("a rule is neither block nor hash");
  return { schema, table, column, rule };
}

function broken(file: string, cause: unknown): UserError {
  return new UserError(
    "columns.broken",
    `The column rules in ${file} cannot be read: ${messageOf(cause)}.`,
    {
      action:
        "Correct the file, or remove it to sync without rules and with another salt for hashes.",
      cause,
    },
  );
}

function pathIn(storage: string): string {
  return join(storage, "columns.json");
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
