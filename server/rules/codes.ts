/**
 * Every diagnostic there is. Codes are stable: settings, suppressions and tests name them. A code that a finding of a sync has, too
 * (shared/model/findings.ts), says the same thing, before a run.
 */
import type { LinkName } from "../sdk/links.ts";

export type Severity = "error" | "warning" | "info" | "hint";

export interface CodeDescription {
  /** What a problem of this code has unless it says otherwise. */
  readonly severity: Severity;
  readonly link: LinkName;
  /** The sentence that settings and documentation show for it. */
  readonly title: string;
}

export const codes = {
  // The connector object
  "connector-file-name": {
    severity: "error",
    link: "structure",
    title: "connector.py has another name or case",
  },
  "connector-missing": {
    severity: "error",
    link: "declarations",
    title: "There is no Connector object",
  },
  "connector-name": {
    severity: "error",
    link: "declarations",
    title: "The Connector object is not called connector",
  },
  "connector-position": {
    severity: "error",
    link: "declarations",
    title: "The Connector object is made where Fivetran does not find it",
  },
  "connector-argument": {
    severity: "error",
    link: "declarations",
    title: "Connector() has no such parameter, or an argument is missing",
  },
  "connector-function": {
    severity: "error",
    link: "declarations",
    title: "update= or schema= is no function",
  },
  "function-called": {
    severity: "error",
    link: "declarations",
    title: "update or schema is called where the function itself is wanted",
  },
  "function-parameters": {
    severity: "error",
    link: "methods",
    title: "A function has other parameters than the SDK calls it with",
  },
  "async-function": {
    severity: "error",
    link: "methods",
    title: "The SDK does not await update() or schema()",
  },
  "debug-at-import": {
    severity: "warning",
    link: "commands",
    title: "connector.debug() runs whenever the file is imported",
  },
  "unknown-sdk-name": { severity: "error", link: "methods", title: "The SDK has no such name" },
  "needs-newer-sdk": {
    severity: "error",
    link: "methods",
    title: "The installed SDK does not have this yet",
  },

  // schema()
  "schema-not-list": {
    severity: "error",
    link: "methods",
    title: "schema() does not return a list",
  },
  "schema-entry": {
    severity: "error",
    link: "methods",
    title: "An entry of schema() is no dictionary",
  },
  "table-missing": {
    severity: "error",
    link: "methods",
    title: "An entry of schema() names no table",
  },
  "table-name": {
    severity: "error",
    link: "operations",
    title: "A table's name is not text, or empty",
  },
  "schema-name": {
    severity: "error",
    link: "operations",
    title: "A schema's name is not text, or empty",
  },
  "duplicate-table": {
    severity: "error",
    link: "methods",
    title: "schema() declares a table twice",
  },
  "schema-key-ignored": {
    severity: "warning",
    link: "methods",
    title: "schema() uses a key that the SDK ignores",
  },
  "key-as-text": {
    severity: "error",
    link: "methods",
    title: "primary_key is text, of which the SDK takes every character as a column",
  },
  "primary-key-not-list": {
    severity: "error",
    link: "methods",
    title: "primary_key is not a list",
  },
  "primary-key-column": {
    severity: "error",
    link: "methods",
    title: "A column of a primary key is not text",
  },
  "duplicate-key-column": {
    severity: "warning",
    link: "methods",
    title: "A column is twice in a primary key",
  },
  "surrogate-key": {
    severity: "info",
    link: "keys",
    title: "A table has no primary key, so Fivetran keys it by a hash of each row",
  },
  "columns-not-dict": { severity: "error", link: "methods", title: "columns is not a dictionary" },
  "column-name": { severity: "error", link: "methods", title: "A column's name is not text" },
  "unknown-type": { severity: "error", link: "types", title: "There is no such column type" },
  "decimal-as-text": {
    severity: "error",
    link: "types",
    title: "DECIMAL needs a precision and a scale",
  },
  "type-not-decimal": {
    severity: "error",
    link: "types",
    title: "Only a DECIMAL is declared by a dictionary",
  },
  "decimal-incomplete": {
    severity: "error",
    link: "types",
    title: "A DECIMAL lacks its precision or scale",
  },
  "decimal-range": {
    severity: "error",
    link: "types",
    title: "The precision or scale of a DECIMAL is out of range",
  },
  "column-type": {
    severity: "error",
    link: "types",
    title: "A column's type is neither text nor a dictionary",
  },
  "type-case": { severity: "hint", link: "types", title: "A column type is not in upper case" },
  "duplicate-entry": { severity: "warning", link: "python", title: "A dictionary has a key twice" },
  "merged-names": {
    severity: "warning",
    link: "names",
    title: "Different names become one table or column",
  },
  "reserved-name": {
    severity: "warning",
    link: "reserved",
    title: "A column has a name that Fivetran keeps for itself",
  },
  "all-columns-typed": {
    severity: "hint",
    link: "practices",
    title: "Every column of a table has a type, so that none is inferred",
  },

  // Operations
  "unknown-operation": {
    severity: "error",
    link: "operations",
    title: "There is no such operation",
  },
  "unknown-argument": {
    severity: "error",
    link: "operations",
    title: "An operation has no such parameter",
  },
  "missing-argument": {
    severity: "error",
    link: "operations",
    title: "An operation lacks an argument",
  },
  "row-not-dict": { severity: "error", link: "operations", title: "A row is no dictionary" },
  "undeclared-table": {
    severity: "warning",
    link: "names",
    title: "Rows are emitted to a table that schema() does not declare",
  },
  "undeclared-column": {
    severity: "warning",
    link: "names",
    title: "A column is nearly, but not quite, one that schema() declares",
  },
  "unused-table": {
    severity: "hint",
    link: "schema",
    title: "Nothing is emitted to a declared table",
  },
  "schema-argument": {
    severity: "warning",
    link: "operations",
    title: "An operation and schema() differ in the schema of a table",
  },
  "missing-key-column": {
    severity: "error",
    link: "operations",
    title: "A row lacks a column of its primary key",
  },
  "keyless-change": {
    severity: "warning",
    link: "operations",
    title: "A row is updated or deleted in a table without a primary key",
  },
  "value-refused": {
    severity: "error",
    link: "types",
    title: "A value is none that its column's type takes",
  },
  "json-text": {
    severity: "warning",
    link: "types",
    title: "JSON is sent as text, and so encoded twice",
  },
  "stringified-value": {
    severity: "info",
    link: "types",
    title: "A value becomes text because its column has no type",
  },
  "uneven-columns": {
    severity: "info",
    link: "operations",
    title: "A row lacks columns that other rows of its table have, which become NULL",
  },
  "obsolete-yield": {
    severity: "hint",
    link: "operations",
    title: "An operation is yielded, which SDK 2.0 made needless",
  },
  "operation-misplaced": {
    severity: "error",
    link: "operations",
    title: "An operation is called outside update()",
  },
  "truncated-new-rows": {
    severity: "warning",
    link: "operations",
    title: "A truncate comes after the rows that it should precede",
  },
  "operation-message": {
    severity: "error",
    link: "operations",
    title: "The message of an error or warning is not text, or empty",
  },
  "file-path": {
    severity: "error",
    link: "files",
    title: "The path of an uploaded file is not valid",
  },

  // Checkpoints and state
  "no-checkpoint": {
    severity: "warning",
    link: "state",
    title: "The connector never makes a checkpoint",
  },
  "late-checkpoint": {
    severity: "warning",
    link: "state",
    title: "Pages are read in a loop, but the only checkpoint is after it",
  },
  "frequent-checkpoints": {
    severity: "warning",
    link: "state",
    title: "A checkpoint is made for every row",
  },
  "cursor-before-rows": {
    severity: "warning",
    link: "state",
    title: "The state moves on before the rows that it covers are emitted",
  },
  "state-not-object": {
    severity: "error",
    link: "state",
    title: "A checkpoint's state is not a dictionary",
  },
  "state-not-json": {
    severity: "error",
    link: "state",
    title: "A checkpoint's state holds what is not JSON",
  },
  "secret-in-state": {
    severity: "warning",
    link: "state",
    title: "A secret is put into the state, which is not encrypted",
  },

  // The setup form
  "form-field-name": {
    severity: "error",
    link: "form",
    title: "Two fields of the setup form have one name, or one has none",
  },
  "form-dropdown": {
    severity: "error",
    link: "form",
    title: "A dropdown has no options, or one twice",
  },
  "form-test": {
    severity: "error",
    link: "form",
    title: "A test of the setup form cannot be registered",
  },
  "form-toggle": {
    severity: "info",
    link: "form",
    title: "A required toggle can only be on or off anyway",
  },
  "form-key": {
    severity: "warning",
    link: "form",
    title: "The setup form and the code differ in a key of the configuration",
  },

  // configuration.json
  "configuration-missing": {
    severity: "warning",
    link: "configuration",
    title: "There is no configuration.json, which debugging needs since SDK 2.11",
  },
  "configuration-not-json": {
    severity: "error",
    link: "configuration",
    title: "configuration.json is not JSON",
  },
  "configuration-not-object": {
    severity: "error",
    link: "configuration",
    title: "configuration.json is not an object",
  },
  "configuration-value": {
    severity: "error",
    link: "configuration",
    title: "A value of configuration.json is not text",
  },
  "configuration-duplicate": {
    severity: "warning",
    link: "configuration",
    title: "configuration.json has a key twice",
  },
  "configuration-size": {
    severity: "error",
    link: "configuration",
    title: "configuration.json has more than 100 keys",
  },
  "configuration-key-missing": {
    severity: "warning",
    link: "configuration",
    title: "The code needs a key that configuration.json lacks",
  },
  "configuration-key-unused": {
    severity: "hint",
    link: "configuration",
    title: "Nothing reads a key of configuration.json",
  },
  "configuration-not-converted": {
    severity: "warning",
    link: "configuration",
    title: "A value of the configuration is used as a number or boolean, but it is text",
  },
  "configuration-placeholder": {
    severity: "info",
    link: "configuration",
    title: "A placeholder is left in configuration.json",
  },
  "configuration-exposed": {
    severity: "warning",
    link: "configuration",
    title: "configuration.json holds a secret and git does not ignore it",
  },
  "configuration-file-read": {
    severity: "warning",
    link: "configuration",
    title: "The code reads configuration.json, which is not deployed",
  },

  // Dependencies
  "requirement-preinstalled": {
    severity: "warning",
    link: "dependencies",
    title: "A package is listed that Fivetran has installed",
  },
  "requirement-missing": {
    severity: "warning",
    link: "dependencies",
    title: "A package is imported but not listed",
  },
  "requirement-unused": {
    severity: "hint",
    link: "dependencies",
    title: "A package is listed but not imported",
  },
  "requirement-unpinned": {
    severity: "hint",
    link: "dependencies",
    title: "A package has no exact version",
  },
  "requirement-invalid": {
    severity: "warning",
    link: "dependencies",
    title: "A requirement is malformed or listed twice",
  },
  "requirements-ignored": {
    severity: "warning",
    link: "dependencies",
    title: "requirements.txt is ignored because of pyproject.toml",
  },
  "python-version": {
    severity: "warning",
    link: "dependencies",
    title: "The project asks for a Python version that Fivetran does not have",
  },

  // options.toml and destination.json
  "options-not-toml": { severity: "error", link: "deploying", title: "options.toml is not TOML" },
  "options-profile": {
    severity: "error",
    link: "deploying",
    title: "options.toml holds a key or value that fivetran refuses",
  },
  "options-secret": {
    severity: "error",
    link: "deploying",
    title: "options.toml holds an API key",
  },
  "destination-not-json": {
    severity: "error",
    link: "commands",
    title: "destination.json is not a JSON object",
  },
  "destination-secret": {
    severity: "warning",
    link: "commands",
    title: "destination.json holds a secret",
  },

  // The project's folder
  "drivers-without-script": {
    severity: "error",
    link: "structure",
    title: "drivers/ needs an installation.sh",
  },
  "folder-not-packaged": {
    severity: "warning",
    link: "structure",
    title: "The code imports from a folder that is not packaged",
  },
  "ftignore-ignored": {
    severity: "warning",
    link: "structure",
    title: ".ftignore is ignored since SDK 2.8.1",
  },

  // Code that works on this machine only
  "exit-call": {
    severity: "warning",
    link: "logs",
    title: "A call ends the process, which may leave the sync hanging",
  },
  "print-call": {
    severity: "hint",
    link: "logs",
    title: "What is printed is not in the sync's log",
  },
  "logging-module": {
    severity: "hint",
    link: "logs",
    title: "Python's logging is not in the sync's log",
  },
  "deprecated-log": {
    severity: "hint",
    link: "logs",
    title: "A log method is deprecated since SDK 2.9",
  },
  "unknown-log-method": { severity: "error", link: "logs", title: "There is no such log method" },
  "log-arguments": { severity: "error", link: "logs", title: "A log method takes one message" },
  "log-per-row": {
    severity: "warning",
    link: "logs",
    title: "A message is logged for every row; production keeps 1,500 a minute",
  },
  "secret-logged": {
    severity: "warning",
    link: "logs",
    title: "A secret or the whole configuration is logged",
  },
  "secret-in-code": {
    severity: "warning",
    link: "configuration",
    title: "A secret is written in the code",
  },
  "file-write": {
    severity: "warning",
    link: "environment",
    title: "Files are not kept between syncs",
  },
  "env-file": {
    severity: "warning",
    link: "environment",
    title: "Environment files are not deployed",
  },
  "whole-source-in-memory": {
    severity: "warning",
    link: "practices",
    title: "A whole result is read into memory, of which production has 1 GB",
  },
  "request-without-timeout": {
    severity: "warning",
    link: "practices",
    title: "A request has no timeout and may wait for ever",
  },
  "response-unchecked": {
    severity: "info",
    link: "practices",
    title: "A response is used without a look at its status",
  },
  "request-without-retry": {
    severity: "hint",
    link: "practices",
    title: "Nothing retries a request that fails",
  },
  "swallowed-exception": {
    severity: "warning",
    link: "practices",
    title: "An exception is swallowed, so a sync succeeds without its rows",
  },
  "endless-loop": { severity: "warning", link: "practices", title: "A loop has no way out" },

  // Reading itself
  "syntax-error": { severity: "error", link: "python", title: "The file is not Python" },
} as const satisfies Readonly<Record<string, CodeDescription>>;

export type ProblemCode = keyof typeof codes;
