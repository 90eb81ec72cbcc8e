/** The language server's life: starts when there is a connector, starts again when it fails, and says when it is off. */
import * as vscode from "vscode";
import type { LanguageServerOptions } from "../../shared/protocol/languageServer.ts";
import { notifications } from "../../shared/protocol/languageServer.ts";
import { describeForEditor } from "../platform/errors.ts";
import type { Log } from "../platform/log.ts";
import { isLanguageServerEnabled, onDidChangeSettings } from "../platform/settings.ts";
import type { Destinations } from "../projects/destinations.ts";
import type { Projects } from "../projects/projects.ts";
import { LanguageStatus } from "./languageStatus.ts";
import { ProjectNotes } from "./projectNotes.ts";
import type { ServerClient } from "./serverClient.ts";

export interface LanguageSupportOptions {
  /** Where the server's program is. */
  readonly dist: string;
  readonly projects: Projects;
  readonly destinations: Destinations;
  readonly log: Log;
}

const mostRestarts = 5;

export class LanguageSupport implements vscode.Disposable {
  readonly #options: LanguageSupportOptions;
  readonly #subscriptions: vscode.Disposable;
  readonly notes: ProjectNotes;
  #output: vscode.LogOutputChannel | undefined;
  #status: LanguageStatus | undefined;
  #client: ServerClient | undefined;
  #restarts = 0;
  #isReady = false;
  #isGivenUp = false;
  /** Starts and stops come one after the other. */
  #work: Promise<void> = Promise.resolve();

  constructor(options: LanguageSupportOptions) {
    this.#options = options;
    const { projects, destinations, log } = options;
    this.notes = new ProjectNotes({
      projects,
      destinations,
      log,
      send: (method, note) => {
        if (this.#isReady) {
          void this.#client?.notify(method, note);
        }
      },
    });
    const update = (): void => {
      this.#enqueue(() => this.#update());
    };
    this.#subscriptions = vscode.Disposable.from(
      this.notes,
      projects.onDidChange(update),
      onDidChangeSettings(update),
      vscode.extensions.onDidChange(() => {
        if (this.#isReady) {
          void this.#client?.notify(notifications.options, serverOptions());
        }
      }),
    );
  }

  /** By the person: what failed before counts no more. */
  async restart(): Promise<void> {
    this.#restarts = 0;
    this.#isGivenUp = false;
    this.#enqueue(() => this.#stop());
    this.#enqueue(() => this.#update());
    await this.#work;
  }

  showOutput(): void {
    this.#channel.show(true);
  }

  /** Undefined when the server is off. */
  async request<T>(method: string, parameters: unknown): Promise<T | undefined> {
    await this.#work;
    return this.#isReady ? this.#client?.request<T>(method, parameters) : undefined;
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#status?.dispose();
    void this.#stop().then(() => this.#output?.dispose());
  }

  get #channel(): vscode.LogOutputChannel {
    this.#output ??= vscode.window.createOutputChannel("Connector Language Server", { log: true });
    return this.#output;
  }

  #enqueue(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch((error: unknown) => {
      this.#options.log.error(error);
      this.#turnedOff(describeForEditor(error), true);
    });
  }

  /** Makes it be as the settings and the workspace have it. */
  async #update(): Promise<void> {
    if (!this.#options.projects.hasConnectors) {
      return;
    }
    if (!isLanguageServerEnabled()) {
      await this.#stop();
      this.#turnedOff(
        vscode.l10n.t("The setting connectorWorkbench.languageServer.enabled is off."),
        false,
      );
    } else if (!this.#client && !this.#isGivenUp) {
      await this.#start();
    }
  }

  async #start(): Promise<void> {
    this.#status ??= new LanguageStatus();
    this.#status.show({ kind: "starting" });
    const { createServerClient } = await import("./serverClient.ts");
    const client = createServerClient({
      dist: this.#options.dist,
      options: serverOptions(),
      output: this.#channel,
      onEnd: () => {
        this.#ended(client);
      },
    });
    this.#client = client;
    try {
      await client.start();
    } catch (error) {
      this.#options.log.error(error);
      this.#ended(client);
      return;
    }
    if (this.#client === client) {
      this.#isReady = true;
      this.#status.show({ kind: "ready" });
      void this.notes.sendAll();
    }
  }

  async #stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    this.#isReady = false;
    await client?.stop();
  }

  /** By itself: a client that was stopped is no longer ours. */
  #ended(client: ServerClient): void {
    if (this.#client !== client) {
      return;
    }
    this.#client = undefined;
    this.#isReady = false;
    this.#enqueue(() => client.stop());
    this.#restarts += 1;
    if (this.#restarts <= mostRestarts) {
      this.#options.log.warn(
        `The language server has ended and is started again (${this.#restarts}).`,
      );
      this.#enqueue(() => this.#update());
    } else {
      const why = vscode.l10n.t("The language server has ended {0} times.", this.#restarts);
      this.#turnedOff(why, true);
      this.#isGivenUp = true;
    }
  }

  #turnedOff(why: string, isFault: boolean): void {
    this.#isReady = false;
    this.#status ??= new LanguageStatus();
    this.#status.show({ kind: "off", why, isFault });
  }
}

/** Of the extensions that tell of Python's syntax errors, those that many have. */
const pythonExtensions = [
  "ms-python.vscode-pylance",
  "detachhead.basedpyright",
  "ms-pyright.pyright",
  "meta.pyrefly",
  "astral-sh.ty",
  "charliermarsh.ruff",
  "anysphere.cursorpyright",
];

function serverOptions(): LanguageServerOptions {
  return {
    hasCommands: true,
    readsFiles: true,
    showsSyntaxErrors: !pythonExtensions.some((id) => vscode.extensions.getExtension(id)),
  };
}
