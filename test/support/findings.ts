/** What a run made of frames is found to be wrong about. */
import assert from "node:assert/strict";
import type { Frame } from "../../src/engine/bridge/frameReader.ts";
import { findingsOf } from "../../src/engine/destination/findings/findings.ts";
import type { RunEndFacts } from "../../src/engine/destination/store/projection.ts";
import type { Finding, FindingCode } from "../../src/shared/model/findings.ts";
import { destination } from "./destination.ts";

/** Frames of operations, or a checkpoint of this state, JSON text, so many seconds after the run began, made in this line. */
export type Step = Frame | readonly Frame[] | CheckpointStep;

interface CheckpointStep {
  readonly state: string;
  readonly seconds?: number;
  readonly line?: number;
}

export interface TestRun {
  readonly end?: Partial<RunEndFacts>;
  readonly isResync?: boolean;
  /** What an earlier run of the same destination did. */
  readonly before?: readonly Step[];
}

/** The findings of a run that ended well, unless `options` say otherwise. */
export async function findings(
  steps: readonly Step[],
  { end = {}, isResync = false, before }: TestRun = {},
): Promise<readonly Finding[]> {
  const { projection, apply, begin } = await destination();
  const take = (step: Step): void => {
    if ("state" in step) {
      const { state, seconds = 1, line = null } = step;
      projection.checkpoint({ state, file: "/project/connector.py", line }, seconds);
    } else apply(step);
  };
  if (before) {
    before.forEach(take);
    projection.finishWell();
    begin();
  }
  steps.forEach(take);
  const facts: RunEndFacts = {
    status: "succeeded",
    seconds: 1,
    startsEmpty: before === undefined || isResync,
    isDebugged: false,
    connectorPeakBytes: null,
    ...end,
  };
  return findingsOf(projection.evidence(facts, isResync));
}

/** The only finding of this code; fails when there is none or there are several. */
export async function found(
  code: FindingCode,
  steps: readonly Step[],
  run?: TestRun,
): Promise<Finding> {
  const all = await findings(steps, run);
  const [first, ...more] = all.filter((finding) => finding.code === code);
  assert.ok(first, `${code} was not among ${all.map((each) => each.code).join(", ") || "none"}`);
  assert.deepEqual(more, []);
  return first;
}

/** Fails when there is a finding of this code. */
export async function notFound(
  code: FindingCode,
  steps: readonly Step[],
  run?: TestRun,
): Promise<void> {
  const all = await findings(steps, run);
  assert.deepEqual(
    all.filter((finding) => finding.code === code),
    [],
  );
}
