/** The operations of the SDK: what completion, hovers, signature help and rules know of each. */
import type { SdkVersion } from "./versions.ts";

export interface OperationParameter {
  readonly name: string;
  /** As an annotation spells it. */
  readonly type: "str" | "dict" | "FileUpload" | "bool";
  readonly isRequired: boolean;
  /** Whether it can only be given by name. */
  readonly isKeywordOnly: boolean;
  /** Undefined for what was always there. */
  readonly since?: SdkVersion;
  readonly text: string;
}

export interface Operation {
  readonly since?: SdkVersion;
  /** In the order of positional arguments. */
  readonly parameters: readonly OperationParameter[];
  /** One or two sentences. */
  readonly text: string;
}

const sdk2x9: SdkVersion = { major: 2, minor: 9 };
const sdk2x11: SdkVersion = { major: 2, minor: 11 };
const sdk2x13: SdkVersion = { major: 2, minor: 13 };
const sdk3x1: SdkVersion = { major: 3, minor: 1 };

function required(name: string, type: "str" | "dict", text: string): OperationParameter {
  return { name, type, isRequired: true, isKeywordOnly: false, text };
}

const table = required("table", "str", "The table, as schema() names it.");

const schema: OperationParameter = {
  name: "schema",
  type: "str",
  isRequired: false,
  isKeywordOnly: true,
  since: sdk2x13,
  text: "The source schema of the table; the same as in the table's entry of schema().",
};

const file: OperationParameter = {
  name: "file",
  type: "FileUpload",
  isRequired: false,
  isKeywordOnly: true,
  since: sdk2x11,
  text: "A file to upload before the row (private preview); its path becomes the column _fivetran_file_path.",
};

/** By name. A map, so that no name of Object.prototype is an operation. */
export const operations: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  [
    "upsert",
    {
      parameters: [
        table,
        required(
          "data",
          "dict",
          "The row: column to value. Columns that are left out become NULL, also in a row that exists.",
        ),
        schema,
        file,
      ],
      text: "Inserts a row, or replaces the row that has the same primary key.",
    },
  ],
  [
    "update",
    {
      parameters: [
        table,
        required("modified", "dict", "The whole primary key and the columns to change."),
        schema,
        file,
      ],
      text: "Changes only the given columns of the row with that primary key; does nothing when there is none.",
    },
  ],
  [
    "delete",
    {
      parameters: [table, required("keys", "dict", "The whole primary key of the row."), schema],
      text: "Soft-deletes a row: it stays, with _fivetran_deleted TRUE.",
    },
  ],
  [
    "truncate",
    {
      since: sdk2x9,
      parameters: [
        table,
        schema,
        {
          name: "deferred",
          type: "bool",
          isRequired: false,
          isKeywordOnly: true,
          since: sdk3x1,
          text: "Whether rows are deleted only when the sync has succeeded.",
        },
      ],
      text: "Soft-deletes every row that the table has now, also those of this sync, so it comes before new rows.",
    },
  ],
  [
    "checkpoint",
    {
      parameters: [
        required(
          "state",
          "dict",
          "What update() is given the next time: any JSON object, not encrypted.",
        ),
      ],
      text: "Commits the rows so far and saves the state; a sync that fails later goes on from here.",
    },
  ],
  [
    "error",
    {
      since: sdk2x11,
      parameters: [
        required("message", "str", "What the dashboard shows."),
        {
          name: "trace",
          type: "str",
          isRequired: false,
          isKeywordOnly: false,
          text: "A stack trace or other detail.",
        },
      ],
      text: "Shows an error on the Fivetran dashboard and ends the sync.",
    },
  ],
  [
    "warning",
    {
      since: sdk2x11,
      parameters: [required("message", "str", "What the dashboard shows.")],
      text: "Shows a warning on the Fivetran dashboard; the sync goes on.",
    },
  ],
]);
