/** What is set for each project: the editor's settings, and what the extension told about it. */
import {
  notifications,
  type LanguageServerOptions,
  type ProjectNote,
} from "../../src/shared/protocol/languageServer.ts";
import type { FeatureSettings } from "../features/feature.ts";
import { defaultSettings } from "../service/index.ts";
import type { ProjectSettings } from "../service/ports.ts";
import { pathOf, uriOf } from "./locations.ts";
import type { Client, Session } from "./session.ts";
import { register } from "./watching.ts";

export interface Settings {
  readonly ofProject: (project: string) => Promise<ProjectSettings>;
  readonly ofFeatures: (project: string) => Promise<FeatureSettings>;
  /** For clients that cannot be asked. */
  readonly given: (settings: unknown) => void;
  readonly noted: (note: ProjectNote) => void;
  readonly forget: () => void;
}

const section = "connectorWorkbench";

export function createSettings(
  session: () => Pick<Session, "connection" | "client" | "attempt">,
): Settings {
  const read = new Map<string, Promise<unknown>>();
  const made = new Map<string, ProjectSettings>();
  const notes = new Map<string, ProjectNote>();
  let given: unknown = {};
  const readOf = (project: string): Promise<unknown> => {
    const known = read.get(project) ?? ask(session(), project, given);
    read.set(project, known);
    return known;
  };
  const forget = (): void => {
    read.clear();
    made.clear();
  };
  return {
    async ofProject(project) {
      const known = made.get(project);
      if (known) return known;
      const settings = await readOf(project);
      // Another request may have come first; there has to be one object.
      const now =
        made.get(project) ?? settingsFrom(settings, notes.get(project), session().client().options);
      made.set(project, now);
      return now;
    },
    async ofFeatures(project) {
      return {
        showsObservedTypes: at(await readOf(project), "inlayHints", "observedTypes") === true,
      };
    },
    given(settings) {
      given = settings;
      forget();
    },
    noted(note) {
      const project = pathOf(note.uri);
      notes.set(project, note);
      made.delete(project);
    },
    forget,
  };
}

/** Tells `changed` of every change of what is set; undefined means of all projects. */
export function followSettings(
  session: Session,
  settings: Settings,
  setOptions: (options: Client["options"]) => void,
  changed: (project: string | undefined) => void,
): void {
  const { hear } = session;
  hear("workspace/didChangeConfiguration", (change) => {
    settings.given(at(change.settings, section));
    changed(undefined);
  });
  hear(notifications.project, (note) => {
    const uri = at(note, "uri");
    if (typeof uri === "string") {
      settings.noted({ ...(note as ProjectNote), uri });
      changed(pathOf(uri));
    }
  });
  hear(notifications.options, (options) => {
    setOptions(optionsFrom(options));
    settings.forget();
    changed(undefined);
  });
}

export async function watchSettings(session: Session): Promise<void> {
  if (session.client().capabilities.workspace?.didChangeConfiguration?.dynamicRegistration) {
    await register(session, "workspace/didChangeConfiguration", { section });
  }
}

export function optionsFrom(value: unknown): LanguageServerOptions {
  return {
    hasCommands: at(value, "hasCommands") === true,
    readsFiles: at(value, "readsFiles") === true,
    showsSyntaxErrors: at(value, "showsSyntaxErrors") === true,
  };
}

async function ask(
  { connection, client, attempt }: Pick<Session, "connection" | "client" | "attempt">,
  project: string,
  given: unknown,
): Promise<unknown> {
  if (!client().capabilities.workspace?.configuration) return given;
  return attempt<unknown>("Reading the settings", given, async () => {
    const items = [{ scopeUri: uriOf(project), section }];
    return at(await connection.sendRequest("workspace/configuration", { items }), "0");
  });
}

function settingsFrom(
  settings: unknown,
  note: ProjectNote | undefined,
  { showsSyntaxErrors }: LanguageServerOptions,
): ProjectSettings {
  const ignored = at(settings, "findings", "ignore");
  const sdkVersion = at(settings, "sdkVersion");
  return {
    ...defaultSettings,
    naming: at(settings, "naming") === "SOURCE" ? "SOURCE" : "FIVETRAN",
    ignored: Array.isArray(ignored) ? ignored.filter((code) => typeof code === "string") : [],
    sdkVersion: typeof sdkVersion === "string" ? sdkVersion : "",
    environment: note?.environment === undefined ? undefined : pathOf(note.environment),
    hidesSyntaxErrors: showsSyntaxErrors !== true,
    observed: note?.observed,
    evaluated: note?.evaluated,
  };
}

function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null && Object.hasOwn(inner, key)
        ? (inner as Record<string, unknown>)[key]
        : undefined,
    value,
  );
}
