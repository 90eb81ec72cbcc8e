/** The most that a run's database may hold: it ends at the first checkpoint beyond, and fails well beyond it without one. */
import { UserError } from "../../shared/base/userError.ts";
import { defaultBudgetBytes } from "../../shared/model/sync.ts";
import type { Projection } from "./store/projection.ts";

/** What rows that no checkpoint covers may take beyond the budget: a quarter of it, and enough for a small one. */
const extraShare = 0.25;
const leastExtraBytes = 64 * 2 ** 20;

export class DatabaseBudget {
  readonly #projection: Pick<Projection, "databaseBytes" | "rows">;
  readonly #bytes: number;

  constructor(projection: Pick<Projection, "databaseBytes" | "rows">, bytes = defaultBudgetBytes) {
    this.#projection = projection;
    this.#bytes = bytes;
  }

  /** Whether the run should end here, at a checkpoint. */
  isReached(): boolean {
    return this.#projection.databaseBytes() > this.#bytes;
  }

  /** What a run that ended for it says. */
  sentence(): string {
    return `the run ended at a checkpoint because ${this.#size()}, more than its budget of ${megabytes(this.#bytes)}`;
  }

  /** Throws `UserError` when so much has come since the last checkpoint that it cannot go on. */
  check(): void {
    const extra = Math.max(this.#bytes * extraShare, leastExtraBytes);
    if (this.#projection.databaseBytes() <= this.#bytes + extra) return;
    throw new UserError(
      "destination.full",
      `The run was stopped because ${this.#size()}, more than its budget of ${megabytes(this.#bytes)}, and no checkpoint came ` +
        `at which it could end; the rows since the last one are dropped.`,
      { action: "Make checkpoints more often, limit the rows, or raise the budget." },
    );
  }

  #size(): string {
    const bytes = this.#projection.databaseBytes();
    const rows = this.#projection.rows();
    const each =
      rows === 0 ? "" : ` (${Math.round(bytes / rows).toLocaleString("en")} bytes a row)`;
    return `the database holds ${megabytes(bytes)} in ${rows.toLocaleString("en")} rows${each}`;
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toLocaleString("en", { maximumFractionDigits: 1 })} MiB`;
}
