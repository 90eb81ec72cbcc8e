/** The API that the public examples read: `fivetran-api-playground` from PyPI, on the port the examples have in their code. */
import { spawn } from "node:child_process";
import { ensureEnvironmentWith } from "../../scripts/python/requirementEnvironments.ts";

const version = "1.1.9";
const port = 5001;

/** What `playground start` does, without looking for a newer version and without a second process that reloads it. */
const program = `
import os, sys, threading
from fivetran_api_playground import app

def end_with_the_test():
    sys.stdin.read()
    os._exit(0)

threading.Thread(target=end_with_the_test, daemon=True).start()
capacity = int(sys.argv[1])
app.config.update(RATE_LIMITING_ENABLED=capacity > 0, RATE_LIMIT_CAPACITY=capacity, RATE_LIMIT_RPS=10)
app.run(port=${String(port)})
`;

export interface Playground {
  /** The rows that an endpoint answers with. */
  get(endpoint: string): Promise<readonly Readonly<Record<string, string | number>>[]>;
  stop(): Promise<void>;
}

/** `capacity`: how many requests may come at once before the API answers 429; 0 for any number. */
export async function startPlayground(capacity = 0): Promise<Playground> {
  const python = await ensureEnvironmentWith([`fivetran-api-playground==${version}`]);
  const child = spawn(python, ["-c", program, String(capacity)]);
  let output = "";
  const ended = new Promise<void>((resolve) => {
    child.on("close", () => {
      resolve();
    });
  });
  await new Promise<void>((resolve, reject) => {
    const read = (text: string) => {
      output += text;
      if (output.includes("Running on")) resolve();
    };
    child.stdout.setEncoding("utf8").on("data", read);
    child.stderr.setEncoding("utf8").on("data", read);
    child.on("error", reject);
    void ended.then(() => {
      reject(new Error(`The playground did not start on port ${String(port)}:\n${output}`));
    });
  });
  return {
    async get(endpoint) {
      const response = await fetch(`http://127.0.0.1:${String(port)}/${endpoint}`);
      if (!response.ok) throw new Error(`${endpoint}: ${String(response.status)}`);
      const { data } = (await response.json()) as { data: Record<string, string | number>[] };
      return data;
    },
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
