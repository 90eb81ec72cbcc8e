/**
 * Random histories on the destination and on a model of it that is too simple to be wrong: after every checkpoint and
 * every run both must hold the same, and so must a replay of the logs.
 */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import * as fc from "fast-check";
import { RowError } from "../../../src/engine/destination/store/rowError.ts";
import { loadSqlite, type SqliteModule } from "../../../src/engine/destination/store/sqlite.ts";
import type { Naming } from "../../../src/shared/model/sync.ts";
import { UserError } from "../../../src/shared/base/userError.ts";
import { Model, Refusal } from "./model.ts";
import { histories, type History, type Operation, type Run } from "./operations.ts";
import { RealDestination } from "./realDestination.ts";

/** What was there at a moment, to hold a replay against. */
interface Kept {
  readonly run: number;
  readonly checkpoint: number;
  readonly tables: unknown;
  readonly state: string;
}

/** Plays `count` random histories under one naming. */
export function checkOperations(naming: Naming, count: number): void {
  describe("random operations", () => {
    let folder: string;
    let module: SqliteModule;
    before(async () => {
      folder = mkdtempSync(path.join(os.tmpdir(), "workbench-operations-"));
      const wasm = createRequire(import.meta.url).resolve("sql.js/dist/sql-wasm.wasm");
      module = await loadSqlite(wasm);
    });
    after(() => {
      rmSync(folder, { recursive: true, force: true });
    });

    // A failure names the seed and the shrunk history; `seed` and `path` beside `numRuns` run it again.
    it(`leave what the model says under ${naming} naming (${String(count)} histories)`, () => {
      fc.assert(
        fc.property(histories(naming), (given) => {
          const real = new RealDestination(module, folder);
          try {
            play(given, real);
          } finally {
            real.close();
          }
        }),
        { numRuns: count },
      );
    });
  });
}

function play({ naming, runs }: History, real: RealDestination): void {
  const model = new Model();
  const kept: Kept[] = [];
  for (const run of runs) {
    model.begin(naming, run.fresh);
    const began = fails(() => {
      model.declare(run.declarations);
    });
    const refused = fails(() => {
      real.begin(naming, run);
    });
    assert.equal(refused, began, "whether schema() is refused");
    const endsWell = !began && operate(run, model, real, kept);
    if (endsWell) {
      model.finishWell();
      real.finishWell();
    } else {
      model.fail();
      real.fail();
    }
    compare(model, real);
    const newest = real.newest();
    if (newest) kept.push({ ...newest, tables: model.describe(), state: model.state });
  }
  // The end, and of some histories a moment before it: each replay costs as much as the history.
  const before = kept.length % 3 === 0 ? kept[Math.floor(kept.length / 2)] : undefined;
  for (const moment of [kept.at(-1), before]) if (moment) compareReplay(real, moment);
}

function compareReplay(real: RealDestination, { run, checkpoint, tables, state }: Kept): void {
  const replayed = real.replayed({ run, checkpoint });
  same(replayed.tables, tables, "the replay");
  assert.equal(replayed.state, state, "the replay's state");
}

/** Plays a run's operations; returns whether it ends well. */
function operate(
  { operations, endsWell }: Run,
  model: Model,
  real: RealDestination,
  kept: Kept[],
): boolean {
  let checkpoints = 0;
  for (const operation of operations) {
    if (operation.kind === "checkpoint") {
      const state = JSON.stringify({ run: real.run, checkpoint: ++checkpoints });
      model.checkpoint(state);
      real.checkpoint(state);
      compare(model, real);
      kept.push({ run: real.run, checkpoint: checkpoints, tables: model.describe(), state });
    } else {
      const refused = fails(() => {
        applyToModel(model, operation);
      });
      const failed = fails(() => {
        real.apply(operation);
      });
      assert.equal(failed, refused, `whether ${JSON.stringify(operation)} fails`);
      if (refused) return false;
    }
  }
  return endsWell;
}

function applyToModel(model: Model, operation: Exclude<Operation, { kind: "checkpoint" }>): void {
  if (operation.kind === "truncate")
    model.truncate(operation.schema, operation.table, operation.deferred);
  else model.apply(operation);
}

function compare(model: Model, real: RealDestination): void {
  same(real.describe(), model.describe(), "the tables");
  assert.equal(real.state, model.state, "the state");
}

/** Compares as text, which is fast, and shows a difference as objects. */
function same(actual: unknown, expected: unknown, what: string): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) assert.deepEqual(actual, expected, what);
}

/** Whether it refuses a row or a schema(); any other error is a bug. */
function fails(action: () => void): boolean {
  try {
    action();
    return false;
  } catch (error) {
    if (error instanceof Refusal || error instanceof RowError || error instanceof UserError)
      return true;
    throw error;
  }
}
