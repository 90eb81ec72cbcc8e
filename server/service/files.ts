/** Files as the editor has them: what is open in it stands over what is on the disk, which is read once until a change is told. */
import { parentOf, type Ports } from "./ports.ts";

export class Files {
  readonly #ports: Pick<Ports, "read" | "list">;
  readonly #open = new Map<string, string>();
  readonly #read = new Map<string, string | undefined>();
  readonly #listed = new Map<string, readonly string[]>();
  /** Counts what was told, so that what was being read meanwhile is not kept. */
  #changes = 0;
  #running = 0;

  constructor(ports: Pick<Ports, "read" | "list">) {
    this.#ports = ports;
  }

  /** Undefined text closes it. */
  edit(file: string, text: string | undefined): void {
    if (text === undefined) {
      this.#open.delete(file);
      this.forget(file);
    } else {
      this.#open.set(file, text);
    }
  }

  isOpen(file: string): boolean {
    return this.#open.has(file);
  }

  /** Another one whenever something on the disk may be different. */
  get version(): number {
    return this.#changes;
  }

  /** Something about this file or folder is different on the disk. */
  forget(path: string): void {
    let isKnown = this.#listed.delete(parentOf(path)) || this.#running > 0;
    for (const known of [this.#read, this.#listed]) {
      for (const key of known.keys()) {
        if (key === path || key.startsWith(`${path}/`)) {
          known.delete(key);
          isKnown = true;
        }
      }
    }
    if (isKnown) this.#changes += 1;
  }

  /** Makes `text` know them. */
  async load(files: readonly string[]): Promise<void> {
    const missing = files.filter((file) => !this.#open.has(file) && !this.#read.has(file));
    if (missing.length === 0) return;
    const before = this.#changes;
    const texts = await this.#counted(Promise.all(missing.map((file) => this.#ports.read(file))));
    missing.forEach((file, index) => this.#read.set(file, texts[index]));
    if (before !== this.#changes) {
      for (const file of missing) this.#read.delete(file);
      await this.load(missing);
    }
  }

  /** Of a loaded file. */
  text(file: string): string | undefined {
    return this.#open.get(file) ?? this.#read.get(file);
  }

  /** Open documents that are on no disk yet are not in it. */
  async list(folder: string): Promise<readonly string[]> {
    const known = this.#listed.get(folder);
    if (known) return known;
    const before = this.#changes;
    const names = await this.#counted(this.#ports.list(folder));
    if (before !== this.#changes) return this.list(folder);
    this.#listed.set(folder, names);
    return names;
  }

  async #counted<T>(work: Promise<T>): Promise<T> {
    this.#running += 1;
    try {
      return await work;
    } finally {
      this.#running -= 1;
    }
  }
}
