/** What the extension and its language server say to each other beyond the language server protocol. URIs are texts. */
import type { TableProfile } from "../model/previews.ts";

export const diagnosticSource = "Connector Workbench";

/** `initializationOptions`; an editor that sends none gets the neutral answers. */
export interface LanguageServerOptions {
  /** The extension's commands can be named in code actions. */
  readonly hasCommands?: boolean;
  /** Requests of `requests.read` and `requests.list` are answered, for files that are on no disk. */
  readonly readsFiles?: boolean;
  /** Nothing else tells about Python's syntax errors. */
  readonly showsSyntaxErrors?: boolean;
}

export const notifications = {
  /** To the server: a `ProjectNote`, which takes the place of the one before about the same project. */
  project: "connectorWorkbench/project",
  /** To the server: the `LanguageServerOptions` are different now. */
  options: "connectorWorkbench/options",
} as const;

export const requests = {
  /** To the client: a `UriParameters`; the text or null. */
  read: "connectorWorkbench/read",
  /** To the client: a `UriParameters`; the names in the folder, those of folders with `/` at their end. */
  list: "connectorWorkbench/list",
  /** To the server: a `UriParameters` of a file of the project; a `SchemaState` or null. */
  schema: "connectorWorkbench/schema",
  /** To the server: a `UriParameters` of a file of the project; a `GeneratedSchema` or null. */
  generateSchema: "connectorWorkbench/generateSchema",
  /** To the server: a `UriParameters` of a data file; the text of its JSON schema or null. */
  dataSchema: "connectorWorkbench/dataSchema",
} as const;

export interface UriParameters {
  readonly uri: string;
}

/** What only the extension knows about a project. */
export interface ProjectNote {
  /** Of the folder of connector.py. */
  readonly uri: string;
  /** The folder of the Python environment that runs the connector, when it is not the project's own. */
  readonly environment?: string;
  /** What the last sync showed. */
  readonly observed?: readonly TableProfile[];
  /** What schema() returned, as the connector host writes it, when the function had this text. */
  readonly evaluated?: { readonly returned: unknown; readonly text: string };
}

export interface SchemaState {
  /** The text of the function; null when the connector has none. */
  readonly text: string | null;
  /** How much of it is known without running it, as `SchemaFact` says. */
  readonly decided: string;
  readonly reasons: readonly string[];
  readonly source: "read" | "run";
}

/** Files of the project with a schema() that fits what the last sync showed, or why there are none. */
export type GeneratedSchema =
  { readonly files: readonly ProposedFile[] } | { readonly refused: string };

export interface ProposedFile {
  readonly uri: string;
  /** What the proposal was made from, and what it makes of it. */
  readonly before: string;
  readonly after: string;
  /** Why new lines of `after` say what they say; lines from 0. */
  readonly notes: readonly { readonly line: number; readonly text: string }[];
}
