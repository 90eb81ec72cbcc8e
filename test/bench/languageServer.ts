/** The language server as an editor sees it: a process, spoken to over standard input and output, beside CPython's own parser. */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from "vscode-languageserver/node";
import { realConnectors, type RealConnector } from "../support/realConnectors.ts";

const server = path.resolve(import.meta.dirname, "../../dist/server.cjs");

export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
}

export interface LanguageServerResult {
  /** What the keystrokes were made in, and its number of lines. */
  readonly connector: string;
  readonly lines: number;
  /** From the change to its diagnostics, milliseconds. */
  readonly keystroke: Percentiles;
  /** `ast.parse` of the same text by CPython, in a process of its own that is warm. */
  readonly pythonParse: Percentiles;
  /** From the start of the process to the answer to `initialize`. */
  readonly start: number;
  /** From opening the first document to its diagnostics. */
  readonly firstDiagnostics: number;
  /** All connectors, one after the other in a new process. */
  readonly corpus: { readonly connectors: number; readonly seconds: number };
  /** Resident MiB after 1,000 edits and after all of them. */
  readonly memory: { readonly early: number; readonly late: number; readonly edits: number };
}

export async function measureLanguageServer(
  python: string,
  edits: number,
): Promise<LanguageServerResult> {
  const connectors = realConnectors();
  const connector = thousandLines(connectors);
  const text = connector.texts["connector.py"] ?? "";
  const corpus = await readAll(connectors);
  const client = await startClient();
  try {
    const document = uriOf(connector);
    const opened = performance.now();
    client.open(document, text);
    await client.diagnostics(document);
    const firstDiagnostics = performance.now() - opened;
    const keystrokes: number[] = [];
    let early = 0;
    for (let edit = 0; edit < edits; edit++) {
      const started = performance.now();
      client.type(document, text, edit);
      await client.diagnostics(document);
      keystrokes.push(performance.now() - started);
      if (edit === 1_000) early = client.mebibytes();
    }
    return {
      connector: connector.name,
      lines: text.split("\n").length,
      keystroke: percentiles(keystrokes),
      pythonParse: pythonParse(python, path.join(connector.folder, "connector.py")),
      start: client.start,
      firstDiagnostics,
      corpus,
      memory: { early, late: client.mebibytes(), edits },
    };
  } finally {
    await client.stop();
  }
}

/** The one nearest to a thousand lines. */
function thousandLines(connectors: readonly RealConnector[]): RealConnector {
  const distance = ({ texts }: RealConnector): number =>
    Math.abs((texts["connector.py"] ?? "").split("\n").length - 1_000);
  const [nearest] = connectors.toSorted((a, b) => distance(a) - distance(b));
  if (!nearest) throw new Error("There are no connectors to measure with.");
  return nearest;
}

async function readAll(
  connectors: readonly RealConnector[],
): Promise<LanguageServerResult["corpus"]> {
  const client = await startClient();
  try {
    const started = performance.now();
    for (const connector of connectors) {
      client.open(uriOf(connector), connector.texts["connector.py"] ?? "");
      await client.diagnostics(uriOf(connector));
    }
    return {
      connectors: connectors.length,
      seconds: (performance.now() - started) / 1_000,
    };
  } finally {
    await client.stop();
  }
}

function pythonParse(python: string, file: string): Percentiles {
  const program = [
    "import ast, sys, time, json",
    "text = open(sys.argv[1], encoding='utf-8').read()",
    "times = []",
    "for round in range(200):",
    "    started = time.perf_counter()",
    "    ast.parse(text + '#' * round)",
    "    times.append((time.perf_counter() - started) * 1000)",
    "print(json.dumps(times))",
  ].join("\n");
  const { stdout, stderr } = spawnSync(python, ["-c", program, file], { encoding: "utf8" });
  if (stdout === "") throw new Error(`Python did not parse ${file}: ${stderr}`);
  return percentiles(JSON.parse(stdout) as readonly number[]);
}

class Client {
  readonly start: number;
  readonly #process: ChildProcess;
  readonly #connection: MessageConnection;

  constructor(process: ChildProcess, connection: MessageConnection, start: number) {
    this.#process = process;
    this.#connection = connection;
    this.start = start;
  }

  open(uri: string, text: string): void {
    this.#notify("textDocument/didOpen", {
      textDocument: { uri, languageId: "python", version: 0, text },
    });
  }

  /** One letter more in a comment of its own line at a third of the file, or one less. */
  type(uri: string, text: string, edit: number): void {
    const line = Math.floor(text.split("\n").length / 3);
    const start = { line, character: 0 };
    const isDeletion = edit % 2 === 1;
    const change = isDeletion
      ? { range: { start, end: { line: line + 1, character: 0 } }, text: "" }
      : { range: { start, end: start }, text: `# edit ${String(edit)}\n` };
    this.#notify("textDocument/didChange", {
      textDocument: { uri, version: edit + 1 },
      contentChanges: [change],
    });
  }

  diagnostics(uri: string): Promise<unknown> {
    return this.#connection.sendRequest("textDocument/diagnostic", { textDocument: { uri } });
  }

  mebibytes(): number {
    const status = readFileSync(`/proc/${String(this.#process.pid)}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? NaN) / 1_024;
  }

  async stop(): Promise<void> {
    await this.#connection.sendRequest("shutdown");
    this.#notify("exit");
    await once(this.#process, "exit");
    this.#connection.dispose();
  }

  #notify(method: string, parameters?: unknown): void {
    void this.#connection.sendNotification(method, parameters);
  }
}

async function startClient(): Promise<Client> {
  const started = performance.now();
  const child = spawn(process.execPath, [server, "--stdio"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  // The server asks for settings; it gets none.
  connection.onRequest((_method: string, parameters: unknown) =>
    typeof parameters === "object" && parameters !== null && "items" in parameters ? [null] : null,
  );
  connection.listen();
  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: null,
    capabilities: { textDocument: { diagnostic: {} } },
  });
  const took = performance.now() - started;
  await connection.sendNotification("initialized", {});
  return new Client(child, connection, took);
}

function uriOf({ folder }: RealConnector): string {
  return pathToFileURL(path.join(folder, "connector.py")).href;
}

function percentiles(values: readonly number[]): Percentiles {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? NaN;
  return { p50: at(0.5), p95: at(0.95) };
}
