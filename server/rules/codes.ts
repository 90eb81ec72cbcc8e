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
  "connector-file-name": error("structure", "connector.py has another name or case"),
  "connector-missing": error("declarations", "There is no Connector object"),
  "connector-name": error("declarations", "The Connector object is not called connector"),
  "connector-position": error(
    "declarations",
    "The Connector object is made where Fivetran does not find it",
  ),
  "connector-argument": error(
    "declarations",
    "Connector() has no such parameter, or an argument is missing",
  ),
  "connector-function": error("declarations", "update= or schema= is no function"),
  "function-called": error(
    "declarations",
    "update or schema is called where the function itself is wanted",
  ),
  "function-parameters": error(
    "methods",
    "A function has other parameters than the SDK calls it with",
  ),
  "async-function": error("methods", "The SDK does not await update() or schema()"),
  "debug-at-import": warning("commands", "connector.debug() runs whenever the file is imported"),
  "unknown-sdk-name": error("methods", "The SDK has no such name"),
  "needs-newer-sdk": error("methods", "The installed SDK does not have this yet"),

  // schema()
  "schema-not-list": error("methods", "schema() does not return a list"),
  "schema-entry": error("methods", "An entry of schema() is no dictionary"),
  "table-missing": error("methods", "An entry of schema() names no table"),
  "table-name": error("operations", "A table's name is not text, or empty"),
  "schema-name": error("operations", "A schema's name is not text, or empty"),
  "duplicate-table": error("methods", "schema() declares a table twice"),
  "schema-key-ignored": warning("methods", "schema() uses a key that the SDK ignores"),
  "key-as-text": error(
    "methods",
    "primary_key is text, of which the SDK takes every character as a column",
  ),
  "primary-key-not-list": error("methods", "primary_key is not a list"),
  "primary-key-column": error("methods", "A column of a primary key is not text"),
  "duplicate-key-column": warning("methods", "A column is twice in a primary key"),
  "surrogate-key": info(
    "keys",
    "A table has no primary key, so Fivetran keys it by a hash of each row",
  ),
  "columns-not-dict": error("methods", "columns is not a dictionary"),
  "column-name": error("methods", "A column's name is not text"),
  "unknown-type": error("types", "There is no such column type"),
  "decimal-as-text": error("types", "DECIMAL needs a precision and a scale"),
  "type-not-decimal": error("types", "Only a DECIMAL is declared by a dictionary"),
  "decimal-incomplete": error("types", "A DECIMAL lacks its precision or scale"),
  "decimal-range": error("types", "The precision or scale of a DECIMAL is out of range"),
  "column-type": error("types", "A column's type is neither text nor a dictionary"),
  "type-case": hint("types", "A column type is not in upper case"),
  "duplicate-entry": warning("python", "A dictionary has a key twice"),
  "merged-names": warning("names", "Different names become one table or column"),
  "reserved-name": warning("reserved", "A column has a name that Fivetran keeps for itself"),
  "all-columns-typed": hint(
    "practices",
    "Every column of a table has a type, so that none is inferred",
  ),

  // Operations
  "unknown-operation": error("operations", "There is no such operation"),
  "unknown-argument": error("operations", "An operation has no such parameter"),
  "missing-argument": error("operations", "An operation lacks an argument"),
  "row-not-dict": error("operations", "A row is no dictionary"),
  "undeclared-table": warning(
    "names",
    "Rows are emitted to a table that schema() does not declare",
  ),
  "undeclared-column": warning(
    "names",
    "A column is nearly, but not quite, one that schema() declares",
  ),
  "unused-table": hint("schema", "Nothing is emitted to a declared table"),
  "schema-argument": warning(
    "operations",
    "An operation and schema() differ in the schema of a table",
  ),
  "missing-key-column": error("operations", "A row lacks a column of its primary key"),
  "keyless-change": warning(
    "operations",
    "A row is updated or deleted in a table without a primary key",
  ),
  "value-refused": error("types", "A value is none that its column's type takes"),
  "json-text": warning("types", "JSON is sent as text, and so encoded twice"),
  "stringified-value": info("types", "A value becomes text because its column has no type"),
  "uneven-columns": info(
    "operations",
    "A row lacks columns that other rows of its table have, which become NULL",
  ),
  "obsolete-yield": hint("operations", "An operation is yielded, which SDK 2.0 made needless"),
  "operation-misplaced": error("operations", "An operation is called outside update()"),
  "truncated-new-rows": warning(
    "operations",
    "A truncate comes after the rows that it should precede",
  ),
  "operation-message": error(
    "operations",
    "The message of an error or warning is not text, or empty",
  ),
  "file-path": error("files", "The path of an uploaded file is not valid"),

  // Checkpoints and state
  "no-checkpoint": warning("state", "The connector never makes a checkpoint"),
  "late-checkpoint": warning(
    "state",
    "Pages are read in a loop, but the only checkpoint is after it",
  ),
  "frequent-checkpoints": warning("state", "A checkpoint is made for every row"),
  "cursor-before-rows": warning(
    "state",
    "The state moves on before the rows that it covers are emitted",
  ),
  "state-not-object": error("state", "A checkpoint's state is not a dictionary"),
  "state-not-json": error("state", "A checkpoint's state holds what is not JSON"),
  "secret-in-state": warning("state", "A secret is put into the state, which is not encrypted"),

  // The setup form
  "form-field-name": error("form", "Two fields of the setup form have one name, or one has none"),
  "form-dropdown": error("form", "A dropdown has no options, or one twice"),
  "form-test": error("form", "A test of the setup form cannot be registered"),
  "form-toggle": info("form", "A required toggle can only be on or off anyway"),
  "form-key": warning("form", "The setup form and the code differ in a key of the configuration"),

  // configuration.json
  "configuration-missing": warning(
    "configuration",
    "There is no configuration.json, which debugging needs since SDK 2.11",
  ),
  "configuration-not-json": error("configuration", "configuration.json is not JSON"),
  "configuration-not-object": error("configuration", "configuration.json is not an object"),
  "configuration-value": error("configuration", "A value of configuration.json is not text"),
  "configuration-duplicate": warning("configuration", "configuration.json has a key twice"),
  "configuration-size": error("configuration", "configuration.json has more than 100 keys"),
  "configuration-key-missing": warning(
    "configuration",
    "The code needs a key that configuration.json lacks",
  ),
  "configuration-key-unused": hint("configuration", "Nothing reads a key of configuration.json"),
  "configuration-not-converted": warning(
    "configuration",
    "A value of the configuration is used as a number or boolean, but it is text",
  ),
  "configuration-placeholder": info("configuration", "A placeholder is left in configuration.json"),
  "configuration-exposed": warning(
    "configuration",
    "configuration.json holds a secret and git does not ignore it",
  ),
  "configuration-file-read": warning(
    "configuration",
    "The code reads configuration.json, which is not deployed",
  ),

  // Dependencies
  "requirement-preinstalled": warning(
    "dependencies",
    "A package is listed that Fivetran has installed",
  ),
  "requirement-missing": warning("dependencies", "A package is imported but not listed"),
  "requirement-unused": hint("dependencies", "A package is listed but not imported"),
  "requirement-unpinned": hint("dependencies", "A package has no exact version"),
  "requirement-invalid": warning("dependencies", "A requirement is malformed or listed twice"),
  "requirements-ignored": warning(
    "dependencies",
    "requirements.txt is ignored because of pyproject.toml",
  ),
  "python-version": warning(
    "dependencies",
    "The project asks for a Python version that Fivetran does not have",
  ),

  // options.toml and destination.json
  "options-not-toml": error("deploying", "options.toml is not TOML"),
  "options-profile": error("deploying", "options.toml holds a key or value that fivetran refuses"),
  "options-secret": error("deploying", "options.toml holds an API key"),
  "destination-not-json": error("commands", "destination.json is not a JSON object"),
  "destination-secret": warning("commands", "destination.json holds a secret"),

  // The project's folder
  "drivers-without-script": error("structure", "drivers/ needs an installation.sh"),
  "folder-not-packaged": warning(
    "structure",
    "The code imports from a folder that is not packaged",
  ),
  "ftignore-ignored": warning("structure", ".ftignore is ignored since SDK 2.8.1"),

  // Code that works on this machine only
  "exit-call": warning("logs", "A call ends the process, which may leave the sync hanging"),
  "print-call": hint("logs", "What is printed is not in the sync's log"),
  "logging-module": hint("logs", "Python's logging is not in the sync's log"),
  "deprecated-log": hint("logs", "A log method is deprecated since SDK 2.9"),
  "unknown-log-method": error("logs", "There is no such log method"),
  "log-arguments": error("logs", "A log method takes one message"),
  "log-per-row": warning(
    "logs",
    "A message is logged for every row; production keeps 1,500 a minute",
  ),
  "secret-logged": warning("logs", "A secret or the whole configuration is logged"),
  "secret-in-code": warning("configuration", "A secret is written in the code"),
  "file-write": warning("environment", "Files are not kept between syncs"),
  "env-file": warning("environment", "Environment files are not deployed"),
  "whole-source-in-memory": warning(
    "practices",
    "A whole result is read into memory, of which production has 1 GB",
  ),
  "request-without-timeout": warning("practices", "A request has no timeout and may wait for ever"),
  "response-unchecked": info("practices", "A response is used without a look at its status"),
  "request-without-retry": hint("practices", "Nothing retries a request that fails"),
  "swallowed-exception": warning(
    "practices",
    "An exception is swallowed, so a sync succeeds without its rows",
  ),
  "endless-loop": warning("practices", "A loop has no way out"),

  // Reading itself
  "syntax-error": error("python", "The file is not Python"),
} satisfies Readonly<Record<string, CodeDescription>>;

export type ProblemCode = keyof typeof codes;

function error(link: LinkName, title: string): CodeDescription {
  return { severity: "error", link, title };
}

function warning(link: LinkName, title: string): CodeDescription {
  return { severity: "warning", link, title };
}

function info(link: LinkName, title: string): CodeDescription {
  return { severity: "info", link, title };
}

function hint(link: LinkName, title: string): CodeDescription {
  return { severity: "hint", link, title };
}
