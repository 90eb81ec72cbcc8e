/** What is wrong with checkpoints: when they are made and what they save. */
import type { Rule } from "../rule.ts";
import { checkpointLoops } from "./checkpointLoops.ts";
import { cursorOrder } from "./cursorOrder.ts";
import { missingCheckpoint } from "./missingCheckpoint.ts";
import { stateValues } from "./stateValues.ts";

export const checkpointRules: readonly Rule[] = [
  missingCheckpoint,
  checkpointLoops,
  cursorOrder,
  stateValues,
];
