/** The rows the page has at hand, in blocks; what is out of date is shown until its successor has come. */
import type { Cell, TablePage } from "../../src/shared/protocol/destination.ts";

export interface Row {
  readonly number: number;
  readonly cells: readonly Cell[];
}

export interface PageCacheOptions {
  readonly blockRows: number;
  readonly load: (start: number, count: number) => Promise<TablePage>;
  /** A block has come. */
  readonly onLoaded: (page: TablePage) => void;
  readonly onError: (error: unknown) => void;
}

interface Block {
  readonly version: number;
  readonly page: TablePage;
}

/** Blocks kept beside those in view. */
const mostBlocks = 40;
/** Further ones wait: by then the reader may have passed them. */
const mostLoading = 2;

export class PageCache {
  readonly #options: PageCacheOptions;
  readonly #blocks = new Map<number, Block>();
  readonly #loading = new Set<number>();
  #version = 0;

  constructor(options: PageCacheOptions) {
    this.#options = options;
  }

  row(index: number): Row | undefined {
    const { blockRows } = this.#options;
    const page = this.#blocks.get(Math.floor(index / blockRows))?.page;
    const inBlock = index % blockRows;
    const number = page?.rowNumbers[inBlock];
    return page && number !== undefined
      ? { number, cells: page.cells.map((column) => column[inBlock] ?? null) }
      : undefined;
  }

  /** The destination changed: everything is to be loaded anew when it is next in view. */
  invalidate(): void {
    this.#version++;
  }

  /** Loads what is missing or out of date of rows `first` to `end`, the first of them first. */
  request(first: number, end: number): void {
    const { blockRows } = this.#options;
    for (let block = Math.floor(first / blockRows); block * blockRows < end; block++) {
      const isCurrent = this.#blocks.get(block)?.version === this.#version;
      if (!isCurrent && !this.#loading.has(block) && this.#loading.size < mostLoading) {
        void this.#load(block);
      }
    }
  }

  async #load(block: number): Promise<void> {
    const { blockRows, load, onLoaded, onError } = this.#options;
    const version = this.#version;
    this.#loading.add(block);
    try {
      const page = await load(block * blockRows, blockRows);
      // Set anew, so that the map is in the order of use.
      this.#blocks.delete(block);
      this.#blocks.set(block, { version, page });
      this.#forgetOldest();
      this.#loading.delete(block);
      onLoaded(page);
    } catch (error) {
      this.#loading.delete(block);
      onError(error);
    }
  }

  #forgetOldest(): void {
    for (const block of this.#blocks.keys()) {
      if (this.#blocks.size <= mostBlocks) {
        break;
      }
      this.#blocks.delete(block);
    }
  }
}
