// The HTTP API that the sample connector reads: a small server that comes with its template.
import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { interpreterOf } from "../python/virtualEnvironment.ts";
import type { SampleProject } from "./sampleProject.ts";

export interface PracticeSource {
  readonly url: string;
  readonly stop: () => void;
}

interface Configuration {
  readonly base_url: string;
}

/** Serves where the sample's configuration says; when that port is taken, takes another and says so there. */
export async function startPracticeSource(project: SampleProject): Promise<PracticeSource> {
  const file = path.join(project.folder, "configuration.json");
  const configuration = JSON.parse(readFileSync(file, "utf8")) as Configuration;
  const configured = configuration.base_url;
  const port = new URL(configured).port;
  try {
    return await serve(project, port);
  } catch (error) {
    console.log(`${error instanceof Error ? error.message : String(error)} Taking another port.`);
    const source = await serve(project, "0");
    const changed = { ...configuration, base_url: source.url };
    writeFileSync(file, `${JSON.stringify(changed, undefined, 2)}\n`);
    return source;
  }
}

function serve({ folder, environment }: SampleProject, port: string): Promise<PracticeSource> {
  const child = spawn(interpreterOf(environment), ["source.py", "--port", port], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stop = (): void => {
    child.kill();
  };
  process.once("exit", stop);
  return untilListening(child).then((url) => ({ url, stop }));
}

function untilListening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    const add = (chunk: Buffer): void => {
      output += chunk.toString();
      const [, url] = /listening on (http:\S+)\s/.exec(output) ?? [];
      if (url !== undefined) {
        resolve(url);
      }
    };
    child.stdout?.on("data", add);
    child.stderr?.on("data", add);
    child.on("error", reject);
    child.on("close", (code) => {
      reject(new Error(`source.py ended with exit code ${code ?? "none"}: ${output.trim()}`));
    });
  });
}
