// Starts VS Code's server for one folder with user data of its own, and stops it again.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { ensureCodeServer } from "./codeServer.ts";

export interface ServedEditorOptions {
  /** Folder that is opened. */
  readonly workspace: string;
  /** Folder of the extension under development; none when an installed one is tested. */
  readonly extension?: string;
  /** Absolute path of a module whose `run()` is executed in the extension host. */
  readonly tests?: string;
  /** For the server and so for the extension host. */
  readonly env?: NodeJS.ProcessEnv;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** False opens the folder in Restricted Mode. */
  readonly trust?: boolean;
  /** Where extensions are installed; empty by default. */
  readonly extensionsFolder?: string;
  /** Keeps user data here instead of in a temporary folder. */
  readonly dataFolder?: string;
}

export interface ServedEditor {
  /** The address that opens the workspace with the extension. */
  readonly url: string;
  /** What the server wrote, for error messages. */
  readonly log: () => string;
  readonly close: () => Promise<void>;
}

export async function serveEditor(options: ServedEditorOptions): Promise<ServedEditor> {
  const { node, serverMain } = await ensureCodeServer();
  const data = options.dataFolder ?? mkdtempSync(path.join(os.tmpdir(), "workbench-editor-"));
  writeSettings(data, options);
  const port = await freePort();
  const server = spawn(node, [serverMain, ...serverArguments(port, data, options)], {
    env: { ...cleanEnvironment(), ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
    // A process group of its own, so that the extension host and what it started end with the server.
    detached: true,
  });
  endWithUs(server);
  const log = collect(server);
  try {
    await untilListening(server, log);
  } catch (error) {
    signalGroup(server, "SIGKILL");
    throw error;
  }
  return {
    url: addressOf(port, options),
    log,
    close: async () => {
      await stop(server);
      if (options.dataFolder === undefined) {
        rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
      }
    },
  };
}

function writeSettings(data: string, { settings = {}, trust = true }: ServedEditorOptions): void {
  const folder = path.join(data, "user", "User");
  mkdirSync(folder, { recursive: true });
  const all = {
    "security.workspace.trust.enabled": !trust,
    "security.workspace.trust.startupPrompt": "never",
    "workbench.startupEditor": "none",
    "workbench.tips.enabled": false,
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "extensions.ignoreRecommendations": true,
    "extensions.autoCheckUpdates": false,
    "chat.disableAIFeatures": true,
    "git.openRepositoryInParentFolders": "never",
    ...settings,
  };
  writeFileSync(path.join(folder, "settings.json"), JSON.stringify(all, undefined, 2));
}

function serverArguments(
  port: number,
  data: string,
  { extensionsFolder = path.join(data, "extensions") }: ServedEditorOptions,
): readonly string[] {
  return [
    ...["--host", "127.0.0.1", "--port", String(port), "--without-connection-token"],
    ...["--accept-server-license-terms", "--telemetry-level", "off"],
    // Without this flag the page may not load an extension from a folder, nor run tests.
    "--enable-smoke-test-driver",
    ...["--server-data-dir", path.join(data, "server")],
    ...["--user-data-dir", path.join(data, "user")],
    ...["--extensions-dir", extensionsFolder],
  ];
}

function addressOf(port: number, { workspace, extension, tests }: ServedEditorOptions): string {
  const authority = `127.0.0.1:${port}`;
  const payload = [
    ...(extension === undefined ? [] : [["extensionDevelopmentPath", extension] as const]),
    ...(tests === undefined ? [] : [["extensionTestsPath", tests] as const]),
  ].map(([name, file]) => [name, `vscode-remote://${authority}${file}`]);
  const query = new URLSearchParams({ folder: workspace });
  if (payload.length > 0) {
    query.set("payload", JSON.stringify(payload));
  }
  return `http://${authority}/?${query.toString().replaceAll("+", "%20")}`;
}

/** What npm, node:test and an outer VS Code put into the environment is no business of this one. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(npm_|VSCODE_|NODE_(OPTIONS|TEST_CONTEXT|V8_COVERAGE)$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") {
    throw new Error("The system gave no free port on 127.0.0.1.");
  }
  return address.port;
}

function collect(server: ChildProcess): () => string {
  let text = "";
  const add = (chunk: Buffer): void => {
    text += chunk.toString();
  };
  server.stdout?.on("data", add);
  server.stderr?.on("data", add);
  return () => text;
}

function untilListening(server: ChildProcess, log: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string): void => {
      reject(new Error(`VS Code's server ${reason}.\n${log()}`));
    };
    const timer = setTimeout(() => {
      fail("did not start within 60 seconds");
    }, 60_000);
    server.stdout?.on("data", () => {
      if (log().includes("Extension host agent listening on")) {
        clearTimeout(timer);
        resolve();
      }
    });
    server.on("exit", (code) => {
      clearTimeout(timer);
      fail(`ended with exit code ${code ?? "none"} instead of starting`);
    });
  });
}

/** Also when we are told to end: a process group of its own does not get our signals. */
function endWithUs(server: ChildProcess): void {
  process.once("exit", () => {
    signalGroup(server, "SIGKILL");
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    if (process.listenerCount(signal) === 0) {
      process.once(signal, () => process.exit(130));
    }
  }
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode === null && server.signalCode === null) {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    signalGroup(server, "SIGTERM");
    const force = setTimeout(() => {
      signalGroup(server, "SIGKILL");
    }, 5000);
    await ended;
    clearTimeout(force);
  }
  signalGroup(server, "SIGKILL");
}

function signalGroup(server: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (server.pid !== undefined) {
      process.kill(-server.pid, signal);
    }
  } catch {
    // The group has ended already.
  }
}
