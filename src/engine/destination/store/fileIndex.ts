/** The uploaded files that the tables' rows may name, as of the moment the projection shows. */

/** A file as the log of its run keeps it. */
export interface IndexedFile {
  readonly schema: string | null;
  /** The destination table. */
  readonly table: string;
  /** As the connector named it; a newer file of the same table and path takes an older one's place. */
  readonly path: string;
  readonly bytes: number;
  /** Its name in the folder of runs. */
  readonly stored: string;
}

export class FileIndex {
  readonly #committed = new Map<string, IndexedFile>();
  readonly #uncommitted = new Map<string, IndexedFile>();

  /** The file of the same table and path. */
  find(file: Pick<IndexedFile, "schema" | "table" | "path">): IndexedFile | undefined {
    const key = keyOf(file);
    return this.#uncommitted.get(key) ?? this.#committed.get(key);
  }

  add(file: IndexedFile): void {
    this.#uncommitted.set(keyOf(file), file);
  }

  /** By table and path. */
  all(): readonly IndexedFile[] {
    return [...new Map([...this.#committed, ...this.#uncommitted]).entries()]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([, file]) => file);
  }

  keep(): void {
    for (const [key, file] of this.#uncommitted) this.#committed.set(key, file);
    this.#uncommitted.clear();
  }

  restore(): void {
    this.#uncommitted.clear();
  }
}

function keyOf({ schema, table, path }: Pick<IndexedFile, "schema" | "table" | "path">): string {
  return JSON.stringify([schema ?? "", table, path]);
}
