/** The public connectors (MIT) that the tests run unchanged: what each needs, and what its own comments and README promise. */
import path from "node:path";
import type { FindingCode } from "../../src/shared/model/findings.ts";
import type { Cell } from "../../src/shared/protocol/destination.ts";

/** Beside the repository; not part of it. */
export const examplesFolder = path.resolve(import.meta.dirname, "../../../shared/examples");

export interface PromisedTable {
  readonly name: string;
  readonly primaryKey: readonly string[];
  /** Soft-deleted ones included. */
  readonly rows: number;
  readonly deletedRows?: number;
  /** `name TYPE`, in alphabetical order. */
  readonly columns: readonly string[];
}

export interface PublicExample {
  /** Below `examplesFolder`. */
  readonly path: string;
  /** In place of the connector's own configuration.json. */
  readonly configuration?: Readonly<Record<string, string>>;
  /** SDK lines that it can be run with; both unless said otherwise. */
  readonly lines?: readonly ("3" | "2")[];
  readonly tables: readonly PromisedTable[];
  /** Queries and their rows. */
  readonly values?: Readonly<Record<string, readonly (readonly Cell[])[]>>;
  /** Findings of severity warning or error that are right about the connector, and why. */
  readonly faults?: {
    readonly codes: readonly `${FindingCode} ${string}`[];
    readonly because: string;
  };
}

export const userColumns = [
  "address STRING",
  "company STRING",
  "created_at UTC_DATETIME",
  "email STRING",
  "id STRING",
  "job STRING",
  "name STRING",
  "updated_at UTC_DATETIME",
];

const users: PromisedTable = { name: "user", primaryKey: ["id"], rows: 200, columns: userColumns };

/** Those that need nothing but themselves. */
export const plainExamples: readonly PublicExample[] = [
  {
    path: "quickstart/hello",
    tables: [{ name: "hello", primaryKey: [], rows: 1, columns: ["message STRING"] }],
    values: { "SELECT message FROM hello": [["hello, world!"]] },
    faults: {
      codes: ["undeclared-table hello"],
      because: "it has no schema(), which its README calls not recommended: the table has no key",
    },
  },
  {
    path: "quickstart/multiple_code_files_with_sub_directory_structure",
    tables: [
      {
        name: "event",
        primaryKey: ["name"],
        rows: 2,
        columns: ["name STRING", "timestamp UTC_DATETIME"],
      },
    ],
    values: {
      "SELECT name, timestamp FROM event ORDER BY name": [
        ["Event1", "2024-09-24T14:30:45Z"],
        ["Event2", "2024-09-24T10:30:45Z"],
      ],
    },
  },
  {
    path: "quickstart/configuration",
    tables: [{ name: "crypto", primaryKey: ["msg"], rows: 1, columns: ["msg STRING"] }],
    values: { "SELECT msg FROM crypto": [["If you can read this, you have the correct key"]] },
  },
  {
    path: "common_patterns/specified_types",
    tables: [
      {
        name: "specified",
        primaryKey: ["_bool"],
        rows: 1,
        columns: [
          "_binary BINARY",
          "_bool BOOLEAN",
          "_dec DECIMAL(15,2)",
          "_double DOUBLE",
          "_float FLOAT",
          "_json JSON",
          "_long LONG",
          "_ndate NAIVE_DATE",
          "_ndatetime NAIVE_DATETIME",
          "_null STRING",
          "_short SHORT",
          "_str STRING",
          "_utc UTC_DATETIME",
          "_xml XML",
        ],
      },
    ],
    values: {
      "SELECT _bool, _short, _long, _dec, _float, _double, _ndate FROM specified": [
        [true, 15, 132353453453635, "105.34", 10.4, 0.0001, "2007-12-03"],
      ],
      "SELECT _ndatetime, _utc, _binary, _xml, _str, _json, _null FROM specified": [
        [
          "2007-12-03T10:15:30",
          "2007-12-03T10:15:30.123Z",
          "AAECAw==",
          "<tag>This is XML</tag>",
          "This is a string",
          '{"a": 10}',
          null,
        ],
      ],
    },
  },
  {
    path: "common_patterns/three_operations",
    tables: [
      {
        name: "three",
        primaryKey: ["id"],
        rows: 3,
        deletedRows: 1,
        columns: ["id STRING", "val_1 STRING", "val_2 LONG"],
      },
    ],
    values: {
      "SELECT val_1 = id, val_1 = 'abc', val_2, _fivetran_deleted FROM three ORDER BY val_2": [
        [1, 0, 0, false],
        [0, 1, 1, false],
        [1, 0, 2, true],
      ],
    },
  },
];

/** Those that read the playground's API. */
export const playgroundExamples: readonly PublicExample[] = [
  { path: "common_patterns/incremental_sync_strategies/keyset_pagination", tables: [users] },
  { path: "common_patterns/incremental_sync_strategies/offset_pagination", tables: [users] },
  { path: "common_patterns/complex_error_handling_multithreading", tables: [users] },
  { path: "common_patterns/export/csv", tables: [users] },
  {
    path: "common_patterns/pagination/next_page_url",
    tables: [
      { ...users, name: "item", primaryKey: [] },
      { ...users, rows: 0 },
    ],
    faults: {
      codes: ["undeclared-table item"],
      because: "it declares the table user and upserts into item, which has no key then",
    },
  },
  {
    path: "common_patterns/cursors/multiple_tables_with_cursors",
    tables: [
      {
        name: "company",
        primaryKey: ["company_id"],
        rows: 2,
        columns: [
          "company_id STRING",
          "company_name STRING",
          "created_at UTC_DATETIME",
          "updated_at UTC_DATETIME",
        ],
      },
      {
        name: "department",
        primaryKey: ["department_id", "company_id"],
        rows: 8,
        columns: [
          "company_id STRING",
          "created_at UTC_DATETIME",
          "department_id STRING",
          "department_name STRING",
          "updated_at UTC_DATETIME",
        ],
      },
    ],
    values: {
      "SELECT company_id, department_id, department_name FROM department ORDER BY 1, 2": [
        "1",
        "2",
      ].flatMap((company) =>
        ["Engineering", "HR", "Finance", "Sales"].map((name, index) => [
          company,
          String(index + 1),
          name,
        ]),
      ),
    },
  },
];

/** The playground answers most of its requests with 429. */
export const backoffExample: PublicExample = {
  path: "common_patterns/backoff",
  tables: [users],
  faults: {
    codes: ["merged-names user"],
    because: "it declares user and upserts into USER, to which the SDK applies no declared type",
  },
};

export const formExample: PublicExample = {
  path: "quickstart/configuration_form",
  tables: [
    {
      name: "post",
      primaryKey: ["id"],
      rows: 100,
      columns: ["body STRING", "id LONG", "title STRING", "user_id LONG"],
    },
  ],
  values: {
    "SELECT min(id), max(id), count(DISTINCT title) FROM post": [[1, 100, 100]],
    "SELECT user_id, title, body FROM post WHERE id = 42": [[5, "Post 42", "Body of 42"]],
  },
};

export const errorsExample: PublicExample = {
  path: "common_patterns/errors",
  tables: [
    {
      name: "demo_response_test",
      primaryKey: ["key"],
      rows: 1,
      columns: ["key FLOAT", "metadata STRING", "request STRING", "result STRING"],
    },
  ],
  values: {
    "SELECT request, result FROM demo_response_test": [
      ["default", "Simulated response for config: default"],
    ],
  },
};

/** What its README promises for each error_simulation_type: how the sync ends. */
export const simulatedErrors: Readonly<Record<string, string>> = {
  "1": "CRITICAL ERROR: Missing required configuration",
  "2": "CRITICAL ERROR: Invalid state format detected",
  "3": "CRITICAL ERROR: Error during data generation",
  "4": "CRITICAL ERROR: Error processing data",
  "5": "CRITICAL ERROR: Error during upsert operation",
};

/** One row of its data a sync, then an exception that its code announces. */
export const cursorExample: PublicExample = {
  path: "quickstart/simple_three_step_cursor",
  tables: [
    {
      name: "hello_world",
      primaryKey: ["id"],
      rows: 3,
      columns: ["id LONG", "message STRING"],
    },
  ],
  values: {
    "SELECT id, message FROM hello_world ORDER BY id": [
      [10, "Hello world"],
      [20, "Hello again"],
      [30, "Good bye"],
    ],
  },
};

export const allExamples: readonly PublicExample[] = [
  ...plainExamples,
  ...playgroundExamples,
  backoffExample,
  formExample,
  errorsExample,
  cursorExample,
];
