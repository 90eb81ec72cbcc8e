/** Every command of the extension with its arguments and result. A test compares the ids with package.json. */
import type { SyncReport } from "../../shared/model/sync.ts";

/**
 * `target` is what a menu passes: a file or folder, an item of a view, or nothing from the palette. Each command works
 * without it and then asks for what it cannot know.
 */
export interface Commands {
  "connectorWorkbench.runSync": (target?: unknown) => Promise<SyncReport | undefined>;
  "connectorWorkbench.runSyncFresh": (target?: unknown) => Promise<SyncReport | undefined>;
  "connectorWorkbench.resync": (target?: unknown) => Promise<SyncReport | undefined>;
  "connectorWorkbench.debugSync": (target?: unknown) => Promise<boolean>;
  "connectorWorkbench.cancelSync": (target?: unknown) => Promise<void>;
  "connectorWorkbench.showLog": () => void;
  "connectorWorkbench.newProject": (answers?: unknown) => Promise<string | undefined>;
  "connectorWorkbench.setUpEnvironment": (target?: unknown) => Promise<void>;
  "connectorWorkbench.openTable": (target?: unknown) => Promise<void>;
  "connectorWorkbench.showState": (target?: unknown) => Promise<void>;
  "connectorWorkbench.showReport": (target?: unknown) => Promise<void>;
  "connectorWorkbench.blockColumn": (target?: unknown) => Promise<void>;
  "connectorWorkbench.hashColumn": (target?: unknown) => Promise<void>;
  "connectorWorkbench.clearColumnRules": (target?: unknown) => Promise<void>;
  "connectorWorkbench.evaluateSchema": (target?: unknown) => Promise<void>;
  "connectorWorkbench.generateSchema": (target?: unknown) => Promise<void>;
  /** Takes over what `generateSchema` shows; `shown` is the proposal's document. */
  "connectorWorkbench.applySchema": (shown?: unknown) => Promise<void>;
  "connectorWorkbench.restartLanguageServer": () => Promise<void>;
  "connectorWorkbench.showServerLog": () => void;
  /** What quick fixes do beside their edits; not in the palette. */
  "connectorWorkbench.dismissFinding": (about?: unknown) => void;
  "connectorWorkbench.askAboutFinding": (about?: unknown) => Promise<void>;
  "connectorWorkbench.turnOffFinding": (about?: unknown) => Promise<void>;
  /** `project` is the URI of its folder, here and below. */
  "connectorWorkbench.moveSecret": (
    project?: unknown,
    key?: unknown,
    span?: unknown,
  ) => Promise<void>;
  "connectorWorkbench.restoreSecret": (
    project?: unknown,
    key?: unknown,
    span?: unknown,
  ) => Promise<void>;
  "connectorWorkbench.ignoreCode": (project?: unknown, code?: unknown) => Promise<void>;
  /** What a click on the status bar item offers while a sync runs; not in the palette. */
  "connectorWorkbench.showSyncActions": () => Promise<void>;
}

export type CommandId = keyof Commands;
