/** Debug sessions of our type: which adapter each gets, and the sync that lives as long as it does. */
import path from "node:path";
import * as vscode from "vscode";
import { UserError } from "../../shared/base/userError.ts";
import { channelVariable } from "../../shared/protocol/frames.ts";
import { showError } from "../platform/errors.ts";
import type { Log } from "../platform/log.ts";
import type { Destinations } from "../projects/destinations.ts";
import type { Project, Projects } from "../projects/projects.ts";
import type { Syncs } from "../sync/syncs.ts";
import { endLine } from "../sync/endLine.ts";
import { startDebugpyAdapter } from "./debugpyAdapter.ts";
import { DebugSync } from "./debugSync.ts";
import { debugType, parseChoices } from "./launch.ts";
import { PlainAdapter } from "./plainAdapter.ts";

export interface DebugSessionsOptions {
  readonly projects: Projects;
  readonly destinations: Destinations;
  readonly syncs: Syncs;
  readonly hostScript: string;
  readonly log: Log;
}

export class DebugSessions
  implements
    vscode.DebugAdapterDescriptorFactory,
    vscode.DebugAdapterTrackerFactory,
    vscode.Disposable
{
  readonly #options: DebugSessionsOptions;
  readonly #syncs = new Map<string, DebugSync>();
  readonly #subscriptions: vscode.Disposable[];

  constructor(options: DebugSessionsOptions) {
    this.#options = options;
    this.#subscriptions = [
      vscode.debug.registerDebugAdapterDescriptorFactory(debugType, this),
      vscode.debug.registerDebugAdapterTrackerFactory(debugType, this),
      vscode.debug.onDidTerminateDebugSession((session) => {
        this.#end(session);
      }),
      vscode.debug.onDidReceiveDebugSessionCustomEvent((event) => {
        void attachToSubprocess(event);
      }),
    ];
  }

  async createDebugAdapterDescriptor(
    session: vscode.DebugSession,
  ): Promise<vscode.DebugAdapterDescriptor> {
    const { configuration } = session;
    if (configuration.request === "attach") {
      return serverOf(configuration);
    }
    const project = this.#projectOf(configuration);
    if (configuration["noDebug"] === true) {
      return new vscode.DebugAdapterInlineImplementation(
        this.#plainAdapter(project, configuration),
      );
    }
    const sync = await this.#prepare(session, project);
    const { port, token } = await sync.start();
    const adapter = await startDebugpyAdapter({
      python: String(configuration["python"]),
      // debugpy's processes inherit this one's environment, the connector's among them.
      env: { ...process.env, [channelVariable]: `${port}:${token}` },
      // Not the project, whose modules Python would take for debugpy's.
      cwd: path.dirname(this.#options.hostScript),
      async lastLine() {
        const report = await sync.report;
        return report && endLine(report, project);
      },
    });
    return new vscode.DebugAdapterInlineImplementation(adapter);
  }

  createDebugAdapterTracker(session: vscode.DebugSession): vscode.DebugAdapterTracker | undefined {
    const sync = this.#syncs.get(session.id);
    return (
      sync && {
        onWillReceiveMessage: (message: unknown) => {
          if (
            hasField(message, "command", "terminate") ||
            hasField(message, "command", "disconnect")
          ) {
            sync.stopRequested();
          }
        },
        onDidSendMessage: (message: unknown) => {
          if (hasField(message, "event", "exited")) {
            sync.processExited(exitCodeOf(message));
          } else if (hasField(message, "event", "stopped")) {
            sync.paused(true);
          } else if (hasField(message, "event", "continued") || isResumed(message)) {
            sync.paused(false);
          }
        },
        onExit: () => {
          this.#end(session);
        },
      }
    );
  }

  dispose(): void {
    for (const sync of this.#syncs.values()) {
      sync.sessionEnded();
    }
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  #projectOf(configuration: vscode.DebugConfiguration): Project {
    const project = this.#options.projects.at(String(configuration["project"]));
    if (!project) {
      throw new UserError("projectNotFound", vscode.l10n.t("The project is gone."));
    }
    return project;
  }

  async #prepare(session: vscode.DebugSession, project: Project): Promise<DebugSync> {
    const { syncs } = this.#options;
    const request = await syncs.request(project, parseChoices(session.configuration));
    // A restart keeps the session and starts a new adapter in it.
    this.#end(session);
    const sync = new DebugSync({
      destination: this.#options.destinations.of(project),
      request: { ...request, echo: true },
      stopSession: () => {
        // It rejects for a session that is ending already.
        vscode.debug.stopDebugging(session).then(undefined, () => undefined);
      },
      onError: (error) => {
        void showError(error, this.#options.log);
      },
    });
    this.#syncs.set(session.id, sync);
    return sync;
  }

  #end({ id }: vscode.DebugSession): void {
    this.#syncs.get(id)?.sessionEnded();
    this.#syncs.delete(id);
  }

  #plainAdapter(project: Project, configuration: vscode.DebugConfiguration): PlainAdapter {
    const { destinations, syncs } = this.#options;
    return new PlainAdapter({
      describe: (report) => endLine(report, project),
      async run(onLog, signal) {
        const logging = destinations.of(project).onDidLog(onLog);
        try {
          return await syncs.run(project, parseChoices(configuration), signal);
        } finally {
          logging.dispose();
        }
      },
    });
  }
}

/** debugpy asks for a session of its own for each Python process the connector starts. */
async function attachToSubprocess({
  session,
  event,
  body,
}: vscode.DebugSessionCustomEvent): Promise<void> {
  if (session.type !== debugType || event !== "debugpyAttach" || !isObject(body)) {
    return;
  }
  const launch = { name: session.name, ...body, type: debugType, request: "attach" };
  await vscode.debug.startDebugging(session.workspaceFolder, launch, {
    parentSession: session,
    lifecycleManagedByParent: true,
  });
}

function serverOf({ connect }: vscode.DebugConfiguration): vscode.DebugAdapterServer {
  if (isObject(connect) && "port" in connect && typeof connect.port === "number") {
    return new vscode.DebugAdapterServer(
      connect.port,
      "host" in connect && typeof connect.host === "string" ? connect.host : "127.0.0.1",
    );
  }
  throw new UserError(
    "launchInvalid",
    vscode.l10n.t("A connector can be launched, not attached to."),
  );
}

function exitCodeOf(message: unknown): number {
  const body = isObject(message) && "body" in message ? message.body : undefined;
  return isObject(body) && "exitCode" in body ? Number(body.exitCode) : 0;
}

/** The answer to what lets a stopped program run; not every adapter tells it with an event, too. */
function isResumed(message: unknown): boolean {
  return (
    hasField(message, "type", "response") &&
    ["continue", "next", "stepIn", "stepOut"].some((name) => hasField(message, "command", name))
  );
}

function hasField(message: unknown, name: string, value: string): boolean {
  return isObject(message) && Reflect.get(message, name) === value;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
