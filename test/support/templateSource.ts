/** Runs the practice source that comes with a template, on a free port, until it is stopped. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

export interface TemplateSource extends AsyncDisposable {
  readonly url: string;
  /** Lets a day pass: new rows, changed rows and deleted ones. */
  advance(): Promise<void>;
  stop(): Promise<void>;
}

export interface TemplateSourceOptions {
  readonly python: string;
  /** The project that has the source. */
  readonly folder: string;
  readonly args?: readonly string[];
}

const headers = { "X-Api-Key": "practice-key" };

export async function startTemplateSource({
  python,
  folder,
  args = [],
}: TemplateSourceOptions): Promise<TemplateSource> {
  const child = spawn(python, ["source.py", "--port", "0", ...args], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const kill = () => {
    child.kill();
  };
  process.on("exit", kill);
  const ended = once(child, "close").finally(() => process.off("exit", kill));
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  const lines = createInterface({ input: child.stdout });
  const line = await Promise.race([
    once(lines, "line").then(([first]: unknown[]) => String(first)),
    ended.then(() => ""),
  ]);
  const [, url] = /^listening on (http:\/\/127\.0\.0\.1:\d+)$/.exec(line) ?? [];
  const stop = async () => {
    kill();
    await ended;
  };
  if (url === undefined) {
    await stop();
    throw new Error(`source.py did not start: ${line}\n${errors}`);
  }
  return {
    url,
    async advance() {
      const response = await fetch(`${url}/advance`, { method: "POST", headers });
      if (!response.ok) {
        throw new Error(`POST /advance: HTTP ${String(response.status)}`);
      }
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
