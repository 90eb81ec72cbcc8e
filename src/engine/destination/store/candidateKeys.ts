/**
 * Which columns could be a table's key: the declared one, single columns that are never NULL, and pairs where no single column
 * identifies the rows. A table of up to `sampleRows` rows is looked at whole. Of a larger one, columns that hold NULL or repeat
 * in its first rows are left out, and the others are counted in all rows for as long as there is time.
 */
import { isDecimal, type ColumnType } from "../../../shared/model/columnType.ts";
import type { CandidateKey } from "../../../shared/model/previews.ts";
import { countRows } from "./queries.ts";
import type { Sqlite, SqliteValue } from "./sqlite.ts";
import { quote, rowNumber, storedColumns, type Table } from "./tables.ts";

const numberTypes: ReadonlySet<ColumnType> = new Set(["SHORT", "INT", "LONG", "FLOAT", "DOUBLE"]);
const sampleRows = 10_000;
const maxColumns = 40;
const maxPairs = 200;
const budgetMilliseconds = 1_500;
/** The time is looked at between them. */
const rowsAtATime = 20_000;
/** Holds the values seen while they are counted. */
const counted = quote("values of a candidate key");

export interface CandidateKeys {
  /** Those that identify every row first, of these those with fewest columns. */
  readonly keys: readonly CandidateKey[];
  /** What was not looked at, a sentence each. */
  readonly cuts: readonly string[];
}

/** A column's values in the first rows, equal ones with equal numbers; no column that is NULL there. */
interface Sampled {
  readonly name: string;
  readonly isNumber: boolean;
  readonly numbers: Int32Array;
  readonly distinct: number;
}

export function findCandidateKeys(sqlite: Sqlite, table: Table): CandidateKeys {
  const rows = countRows(sqlite, table);
  if (rows === 0) return { keys: [], cuts: [] };
  const search = new Search(sqlite, table, rows);
  return search.run();
}

class Search {
  readonly #sqlite: Sqlite;
  readonly #table: Table;
  readonly #rows: number;
  readonly #deadline = performance.now() + budgetMilliseconds;
  readonly #cuts: string[] = [];
  readonly #uncounted: string[] = [];

  constructor(sqlite: Sqlite, table: Table, rows: number) {
    this.#sqlite = sqlite;
    this.#table = table;
    this.#rows = rows;
  }

  run(): CandidateKeys {
    const { primaryKey } = this.#table;
    const declared: CandidateKey[] =
      primaryKey.length === 0
        ? []
        : [{ columns: primaryKey, identifies: true, distinct: this.#rows, nulls: 0 }];
    const columns = this.#sample();
    const singles = columns
      .filter(({ name }) => primaryKey.length !== 1 || name !== primaryKey[0])
      .toSorted(numbersFirst)
      .flatMap((column) => this.#single(column));
    const isIdentified = [...declared, ...singles].some(
      (key) => key.identifies && key.columns.length === 1,
    );
    const pairs = isIdentified || this.#uncounted.length > 0 ? [] : this.#pairs(columns);
    const keys = [...declared, ...singles, ...pairs];
    if (this.#uncounted.length > 0)
      this.#cuts.push(`There was no time to count ${this.#uncounted.join(", ")} in all rows.`);
    return {
      keys: [...keys.filter(identifies).sort(byLength), ...keys.filter((key) => !identifies(key))],
      cuts: this.#cuts,
    };
  }

  #sample(): readonly Sampled[] {
    const all = storedColumns(this.#table).filter(({ type }) => type !== "JSON" && type !== "XML");
    if (all.length > maxColumns)
      this.#cuts.push(`Only the first ${String(maxColumns)} columns were looked at.`);
    const columns = all.slice(0, maxColumns);
    const names = columns.map(({ name }) => name);
    if (names.length === 0) return [];
    const number = rowNumber(this.#table);
    const statement = this.#sqlite.prepare(
      `SELECT ${names.map(quote).join(", ")} FROM ${this.#table.sql} ORDER BY ${number} LIMIT ${String(sampleRows)}`,
    );
    const seen = names.map(() => new Map<SqliteValue, number>());
    const numbers = names.map(() => new Int32Array(Math.min(this.#rows, sampleRows)));
    for (let row = 0; statement.step(); row++) {
      seen.forEach((values, column) => {
        const value = comparable(statement.value(column));
        let known = values.get(value);
        if (known === undefined) values.set(value, (known = values.size));
        const list = numbers[column];
        if (list) list[row] = known;
      });
    }
    statement.finalize();
    return columns.flatMap(({ name, type }, index): Sampled[] => {
      const [values, list] = [seen[index], numbers[index]];
      const isNumber = isDecimal(type) || numberTypes.has(type);
      return values && list && !values.has(null)
        ? [{ name, isNumber, numbers: list, distinct: values.size }]
        : [];
    });
  }

  #single({ name, distinct, numbers }: Sampled): readonly CandidateKey[] {
    if (numbers.length === this.#rows) {
      return [{ columns: [name], identifies: distinct === this.#rows, distinct, nulls: 0 }];
    }
    return distinct < numbers.length ? [] : this.#count([name]);
  }

  #pairs(columns: readonly Sampled[]): readonly CandidateKey[] {
    const { primaryKey } = this.#table;
    const pairs = columns
      .flatMap((left, index) => columns.slice(index + 1).map((right) => [left, right] as const))
      .filter(
        ([left, right]) =>
          primaryKey.length !== 2 || ![left, right].every(({ name }) => primaryKey.includes(name)),
      );
    if (pairs.length > maxPairs)
      this.#cuts.push(`Only the first ${String(maxPairs)} pairs of columns were looked at.`);
    return pairs.slice(0, maxPairs).flatMap(([left, right]): readonly CandidateKey[] => {
      if (!areDistinct(left, right)) return [];
      const names = [left.name, right.name];
      if (left.numbers.length === this.#rows)
        return [{ columns: names, identifies: true, distinct: this.#rows, nulls: 0 }];
      return this.#count(names).filter(identifies);
    });
  }

  /** Counts in all rows, some at a time; none when the time will not do. */
  #count(columns: readonly string[]): readonly CandidateKey[] {
    const names = columns.map(quote);
    const number = rowNumber(this.#table);
    const given = names.map((name) => `${name} IS NOT NULL`).join(" AND ");
    const key = columns.length === 2 ? "first, second" : "first";
    this.#sqlite.run(`CREATE TEMP TABLE ${counted}(${key}, PRIMARY KEY(${key})) WITHOUT ROWID`);
    const insert = this.#sqlite.prepare(
      `INSERT OR IGNORE INTO temp.${counted} SELECT ${names.join(", ")} FROM ${this.#table.sql} ` +
        `WHERE ${number} > ?1 AND ${number} <= ?2 AND ${given}`,
    );
    try {
      for (let row = 0; row < this.#rows; row += rowsAtATime) {
        if (performance.now() > this.#deadline) {
          this.#uncounted.push(columns.join(" with "));
          return [];
        }
        insert.bindNumber(1, row);
        insert.bindNumber(2, row + rowsAtATime);
        insert.execute();
      }
      const distinct = this.#number(`SELECT count(*) FROM temp.${counted}`);
      const nulls =
        this.#rows - this.#number(`SELECT count(*) FROM ${this.#table.sql} WHERE ${given}`);
      return [{ columns, identifies: nulls === 0 && distinct === this.#rows, distinct, nulls }];
    } finally {
      insert.finalize();
      this.#sqlite.run(`DROP TABLE temp.${counted}`);
    }
  }

  #number(sql: string): number {
    const statement = this.#sqlite.prepare(sql);
    const value = statement.step() ? Number(statement.value(0)) : 0;
    statement.finalize();
    return value;
  }
}

function identifies(key: CandidateKey): boolean {
  return key.identifies;
}

function byLength(left: CandidateKey, right: CandidateKey): number {
  return left.columns.length - right.columns.length;
}

/** Numbers are counted several times as fast as text, and are more likely keys. */
function numbersFirst(left: Sampled, right: Sampled): number {
  return Number(right.isNumber) - Number(left.isNumber);
}

/** Whether no two of the first rows share both values. */
function areDistinct(left: Sampled, right: Sampled): boolean {
  const seen = new Set<number>();
  for (let row = 0; row < left.numbers.length; row++) {
    const both = (left.numbers[row] ?? 0) * sampleRows + (right.numbers[row] ?? 0);
    if (seen.has(both)) return false;
    seen.add(both);
  }
  return true;
}

/** Bytes are compared by what they hold. */
function comparable(value: SqliteValue): SqliteValue {
  return value instanceof Uint8Array ? `blob ${Buffer.from(value).toString("base64")}` : value;
}
