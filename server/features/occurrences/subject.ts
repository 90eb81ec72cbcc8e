/** What a name in a connector's files stands for: a table, a column of one, a configuration key or a key of the state. */
import type { Place } from "../../evaluation/values.ts";

export interface TableSubject {
  readonly kind: "table";
  /** Of the source; undefined for the connection's own. */
  readonly schema: string | undefined;
  readonly name: string;
}

export interface ColumnSubject {
  readonly kind: "column";
  readonly schema: string | undefined;
  readonly table: string;
  readonly name: string;
}

export interface KeySubject {
  readonly kind: "key" | "stateKey";
  readonly name: string;
}

export type Subject = TableSubject | ColumnSubject | KeySubject;

/** One place where a subject is named. */
export interface Occurrence extends Place {
  readonly subject: Subject;
  readonly isDeclaration: boolean;
  /** Whether the name itself stands there, in quotes, and not a variable that holds it. */
  readonly isText: boolean;
  /** Whether what stands there makes the name out of something else, or writes it with escapes. */
  readonly isMade: boolean;
}

/** Equal for the same subject and different for others. */
export function idOf(subject: Subject): string {
  const { kind, name } = subject;
  const rest =
    kind === "column"
      ? [subject.schema ?? null, subject.table]
      : kind === "table"
        ? [subject.schema ?? null]
        : [];
  return JSON.stringify([kind, name, ...rest]);
}

/** "the table orders", "the column id of orders". */
export function shownSubject(subject: Subject): string {
  switch (subject.kind) {
    case "table":
      return `the table ${subject.name}`;
    case "column":
      return `the column ${subject.name} of ${subject.table}`;
    case "key":
      return `the configuration key ${subject.name}`;
    case "stateKey":
      return `the key ${subject.name} of the state`;
  }
}

/** A string literal that holds its value as it is, without escapes; undefined for anything else. */
export interface PlainLiteral {
  readonly quote: string;
  readonly value: string;
  /** Of the value, within the quotes. */
  readonly from: number;
  readonly to: number;
}

export function plainLiteral(
  text: string,
  { from, to }: { readonly from: number; readonly to: number },
): PlainLiteral | undefined {
  const found = /^([rRuU]?)("""|'''|"|')([^]*)\2$/.exec(text.slice(from, to));
  const [, prefix = "", quote = "", value = ""] = found ?? [];
  const start = from + prefix.length + quote.length;
  return found && !value.includes(quote) && !/[\\\n\r]/.test(value)
    ? { quote, value, from: start, to: start + value.length }
    : undefined;
}
