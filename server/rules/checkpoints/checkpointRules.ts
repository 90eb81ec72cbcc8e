/** What is wrong with checkpoints: when they are made and what they save. */
import type { Rule } from "../rule.ts";
import { cursorOrder } from "./cursorOrder.ts";
import { frequentCheckpoints } from "./frequentCheckpoints.ts";
import { lateCheckpoints } from "./lateCheckpoints.ts";
import { missingCheckpoint } from "./missingCheckpoint.ts";
import { stateValues } from "./stateValues.ts";

export const checkpointRules: readonly Rule[] = [
  missingCheckpoint,
  lateCheckpoints,
  frequentCheckpoints,
  cursorOrder,
  stateValues,
];
