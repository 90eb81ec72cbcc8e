/** Secrets of configurations, kept by VS Code and not in files: a connector's process gets them in memory when it starts. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import type * as vscode from "vscode";
import { referredSecret } from "../../shared/model/secrets.ts";
import type { Project } from "../projects/projects.ts";

export class ConfigurationSecrets {
  readonly #storage: vscode.SecretStorage;

  constructor(storage: vscode.SecretStorage) {
    this.#storage = storage;
  }

  async keep(project: Project, name: string, value: string): Promise<void> {
    await this.#storage.store(keyOf(project, name), value);
  }

  async find(project: Project, name: string): Promise<string | undefined> {
    return this.#storage.get(keyOf(project, name));
  }

  async forget(project: Project, name: string): Promise<void> {
    await this.#storage.delete(keyOf(project, name));
  }

  /** Those that a configuration refers to and that are kept. `file` is absolute, or null for the project's own. */
  async of(project: Project, file: string | null): Promise<Readonly<Record<string, string>>> {
    const secrets: Record<string, string> = {};
    for (const name of await namesIn(file ?? path.join(project.folder, "configuration.json"))) {
      const value = await this.find(project, name);
      if (value !== undefined) {
        secrets[name] = value;
      }
    }
    return secrets;
  }
}

function keyOf({ folder }: Project, name: string): string {
  return JSON.stringify(["configuration", folder, name]);
}

async function namesIn(file: string): Promise<ReadonlySet<string>> {
  let values: unknown;
  try {
    values = JSON.parse((await readFile(file, "utf8")).replace(/^\uFEFF/, ""));
  } catch {
    // The connector host says what is wrong with the file.
    return new Set();
  }
  const texts = typeof values === "object" && values !== null ? Object.values(values) : [];
  return new Set(
    texts.flatMap((value) => (typeof value === "string" ? (referredSecret(value) ?? []) : [])),
  );
}
