/** What schema() returns: the keys of an entry and of a DECIMAL. */
import type { SdkVersion } from "./versions.ts";

export interface EntryKey {
  readonly text: string;
  readonly since?: SdkVersion;
  /** Its value, as a snippet. */
  readonly snippet: string;
}

export const entryKeys: ReadonlyMap<string, EntryKey> = new Map<string, EntryKey>([
  ["table", { text: "The table's name, spelled as in the operations.", snippet: '"$1"' }],
  [
    "primary_key",
    {
      text: "The columns that identify a row, a list. Without it Fivetran keys rows by a hash of all their values, so a changed row becomes a new one.",
      snippet: '["$1"]',
    },
  ],
  [
    "columns",
    {
      text: "The types of columns, where they should not be inferred: a dictionary of column and type. Columns that are not listed are added when rows have them.",
      snippet: "{$1}",
    },
  ],
  [
    "schema",
    {
      text: "The source schema of the table; operations on it need the same schema=.",
      snippet: '"$1"',
      since: { major: 2, minor: 13 },
    },
  ],
]);

export const decimalKeys: ReadonlyMap<string, EntryKey> = new Map<string, EntryKey>([
  ["type", { text: "Always DECIMAL: other types are written as text.", snippet: '"DECIMAL"' }],
  ["precision", { text: "How many digits there are, at most 38.", snippet: "${1:15}" }],
  ["scale", { text: "How many of the digits are after the point, at most 37.", snippet: "${1:2}" }],
]);
