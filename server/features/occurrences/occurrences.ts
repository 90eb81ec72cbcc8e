/** Where a project names its tables, columns and configuration keys: in schema(), operations, configuration.json and the form. */
import { membersOf, parseJson } from "../../data/json.ts";
import {
  alternativesOf,
  type DictValue,
  type Place,
  type UnionValue,
  type Value,
} from "../../evaluation/values.ts";
import type { ColumnFact, OperationFact, ProjectFacts, TableFact } from "../../model/facts.ts";
import { nodeAt } from "../../rules/nodeAt.ts";
import { operations } from "../../sdk/operations.ts";
import { plainLiteral, type Occurrence, type Subject } from "./subject.ts";

export const configurationFile = "configuration.json";

/** Names that are only known when the connector runs, so that any table or column may be meant. */
export interface Doubt extends Place {
  /** Whether a subject may be meant. */
  readonly concerns: (subject: Subject) => boolean;
  /** "the table of op.upsert() is put together" */
  readonly reason: string;
}

export interface Occurrences {
  readonly all: readonly Occurrence[];
  readonly doubts: readonly Doubt[];
  /** Expressions that are given to operations as rows of just one table, by place. */
  readonly rows: readonly (Place & { readonly tables: readonly TableName[] })[];
}

interface TableName {
  readonly schema: string | undefined;
  readonly name: string;
}

type Single = Exclude<Value, UnionValue>;

export function occurrencesOf(facts: ProjectFacts): Occurrences {
  const index = new Index(facts);
  for (const table of facts.schema.tables) index.addTable(table);
  for (const operation of facts.operations) index.addOperation(operation);
  index.addConfiguration();
  return index.finish();
}

class Index {
  readonly #facts: ProjectFacts;
  readonly #found = new Map<string, Occurrence>();
  readonly #doubts: Doubt[] = [];
  readonly #rows: (Place & { readonly tables: readonly TableName[] })[] = [];

  constructor(facts: ProjectFacts) {
    this.#facts = facts;
  }

  addTable({ entry, name, namePlace, schema, primaryKey, columns, place }: TableFact): void {
    if (name === undefined) {
      const at = namePlace ?? place;
      const isNamed = ({ kind }: Subject): boolean => kind === "table" || kind === "column";
      if (at) this.#doubt(at, "a name in schema() is only known when it runs", isNamed);
      return;
    }
    this.#add({ kind: "table", schema, name }, this.#usedAsName(entry), namePlace, true);
    for (const key of primaryKey ?? []) {
      this.#add(
        { kind: "column", schema, table: name, name: key.name },
        undefined,
        key.place,
        true,
      );
    }
    for (const column of columns ?? []) {
      this.#add(
        { kind: "column", schema, table: name, name: column.name },
        column.place,
        undefined,
        true,
      );
    }
    this.#addKeyPlaces(entry, schema, name, columns ?? []);
    if (primaryKey === undefined || columns === undefined) {
      const at = namePlace ?? place;
      const isOfIt = (subject: Subject): boolean =>
        subject.kind === "column" && subject.table === name && subject.schema === schema;
      if (at) this.#doubt(at, `what schema() says of ${name} is only known when it runs`, isOfIt);
    }
  }

  /** What is written for the name in the entry: a variable, perhaps. */
  #usedAsName({ place }: Value): Place | undefined {
    const dict = nodeAt(this.#facts.modules.get(place?.file ?? ""), place, "Dict");
    const item = dict?.items.find(({ key }) => key?.kind === "Text" && key.value === "table");
    return place && item && { file: place.file, from: item.value.from, to: item.value.to };
  }

  /** The texts of columns that are given by variables. */
  #addKeyPlaces(
    entry: Value,
    schema: string | undefined,
    table: string,
    columns: readonly ColumnFact[],
  ): void {
    if (entry.kind !== "dict") return;
    for (const value of alternativesOf(valueUnder(entry, "columns") ?? entry)) {
      if (value === entry || value.kind !== "dict") continue;
      for (const { key } of value.entries) {
        if (key.kind !== "text" || !columns.some(({ name }) => name === key.value)) continue;
        this.#add({ kind: "column", schema, table, name: key.value }, undefined, key.place, true);
      }
    }
  }

  addOperation(operation: OperationFact): void {
    const parameters = operations.get(operation.name)?.parameters;
    if (!parameters?.some(({ name }) => name === "table")) return;
    const row = parameters.find(({ type }) => type === "dict")?.name;
    const { evaluations } = operation;
    const isComplete = evaluations.length > 0 && evaluations.length < 20;
    const all = new Map([...operation.arguments].map(([name, { value }]) => [name, value]));
    const writtenTo: TableName[] = [];
    for (const values of isComplete ? evaluations.map((one) => one.values) : [all]) {
      const tables = this.#tablesOf(operation, values);
      writtenTo.push(...tables);
      const data = row === undefined ? undefined : values.get(row);
      if (row !== undefined && data) this.#addRow(operation, row, data, tables);
    }
    const argument = row === undefined ? undefined : operation.arguments.get(row)?.argument;
    if (argument) {
      const { from, to } = argument.value;
      this.#rows.push({ file: operation.file, from, to, tables: writtenTo });
    }
  }

  #tablesOf(operation: OperationFact, values: ReadonlyMap<string, Value>): readonly TableName[] {
    const given = operation.arguments.get("table");
    const table = values.get("table");
    if (!given || !table) return [];
    const { from, to } = given.argument.value;
    const at = { file: operation.file, from, to };
    const schemas = alternativesOf(values.get("schema") ?? none).map((schema) => {
      if (schema.kind === "text") return schema.value;
      if (schema.kind !== "none") this.#tableDoubt(at, operation, () => true);
      return undefined;
    });
    return alternativesOf(table).flatMap((name) => {
      if (name.kind !== "text") {
        if (name.kind !== "none") {
          this.#tableDoubt(at, operation, (subject) => mayBe(name, tableOf(subject)));
        }
        return [];
      }
      return schemas.map((schema) => {
        this.#add({ kind: "table", schema, name: name.value }, at, name.place ?? at, false);
        return { schema, name: name.value };
      });
    });
  }

  #tableDoubt(at: Place, { name }: OperationFact, isMeant: (subject: Subject) => boolean): void {
    const reason = `the table of op.${name}() is only known when it runs`;
    const concerns = ({ kind }: Subject): boolean => kind === "table" || kind === "column";
    this.#doubt(at, reason, (subject) => concerns(subject) && isMeant(subject));
  }

  #addRow(operation: OperationFact, row: string, data: Value, tables: readonly TableName[]): void {
    const argument = operation.arguments.get(row)?.argument;
    if (!argument) return;
    for (const value of alternativesOf(data)) {
      const isKnown =
        value.kind === "dict" && !value.isOpen && value.entries.every(({ key }) => isTexts(key));
      if (!isKnown && value.kind !== "none") {
        const { from, to } = argument.value;
        this.#doubt(
          { file: operation.file, from, to },
          `columns of the row of op.${operation.name}() are only known when it runs`,
          (subject) =>
            subject.kind === "column" &&
            tables.some(({ schema, name }) => subject.table === name && subject.schema === schema),
        );
      }
      if (value.kind === "dict") this.#addRowKeys(value, tables);
    }
  }

  #addRowKeys(row: DictValue, tables: readonly TableName[]): void {
    for (const { key, keyPlace } of [...row.entries, ...row.overwritten]) {
      for (const name of alternativesOf(key)) {
        if (name.kind !== "text") continue;
        for (const { schema, name: table } of tables) {
          const column: Subject = { kind: "column", schema, table, name: name.value };
          this.#add(column, keyPlace, name.place ?? keyPlace, false);
        }
      }
    }
  }

  addConfiguration(): void {
    const { configuration, form, files } = this.#facts;
    const text = files.text(configurationFile);
    for (const { key, keyPlace } of text === undefined ? [] : membersOf(parseJson(text))) {
      const written = { file: configurationFile, ...keyPlace };
      this.#add({ kind: "key", name: key }, undefined, written, true);
    }
    for (const { name, namePlace, arguments: given } of form?.fields ?? []) {
      if (name === undefined) continue;
      const value = given.get("name")?.value;
      this.#add({ kind: "key", name }, namePlace, value?.place, true);
    }
    for (const { key, place } of configuration.reads) {
      this.#add({ kind: "key", name: key }, undefined, place, false);
    }
  }

  finish(): Occurrences {
    const order = [...this.#facts.modules.keys()];
    const rank = (file: string): number =>
      order.includes(file) ? order.indexOf(file) : order.length;
    const all = [...this.#found.values()].sort(
      (a, b) => rank(a.file) - rank(b.file) || a.from - b.from,
    );
    return { all, doubts: this.#doubts, rows: this.#rows };
  }

  /** `place` is where it is used, `written` where the text of it is. */
  #add(
    subject: Subject,
    place: Place | undefined,
    written: Place | undefined,
    isDeclaration: boolean,
  ): void {
    for (const at of [written, place]) {
      if (!at) continue;
      const key = `${subject.kind} ${"table" in subject ? `${subject.schema ?? ""} ${subject.table}` : ""} ${subject.name} ${at.file} ${at.from}`;
      const before = this.#found.get(key);
      if (before && (before.isDeclaration || !isDeclaration)) continue;
      const text = this.#facts.modules.get(at.file)?.text ?? this.#facts.files.text(at.file) ?? "";
      const literal = plainLiteral(text, at);
      const { file, from, to } = at;
      const isText = literal?.value === subject.name;
      const isMade = !isText && at === written;
      this.#found.set(key, { subject, isDeclaration, isText, isMade, file, from, to });
    }
  }

  #doubt({ file, from, to }: Place, reason: string, concerns: Doubt["concerns"]): void {
    this.#doubts.push({ file, from, to, reason, concerns });
  }
}

const none: Value = { kind: "none", place: undefined };

function valueUnder(dict: DictValue, name: string): Value | undefined {
  return dict.entries.find(({ key }) => key.kind === "text" && key.value === name)?.value;
}

function isTexts(value: Value): boolean {
  return alternativesOf(value).every(({ kind }) => kind === "text");
}

function tableOf(subject: Subject): string {
  return subject.kind === "column" ? subject.table : subject.name;
}

/** Whether a value that is not known as a whole may be that text. */
function mayBe(value: Single, text: string): boolean {
  if (value.kind !== "partialText") return true;
  let from = 0;
  return value.parts.every((part) => {
    const at = text.indexOf(part, from);
    from = at + part.length;
    return at >= 0;
  });
}
