// What `npm test` consists of.
import path from "node:path";
import { runScript } from "../process/runScript.ts";
import { runEditorTests } from "./runEditorTests.ts";
import { runNodeTests } from "./runNodeTests.ts";

export interface StageResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface Stage {
  /** Stages that have to have run before, in the same invocation. */
  readonly needs: readonly string[];
  readonly run: (filters: readonly string[]) => Promise<StageResult>;
}

const repository = path.dirname(path.dirname(import.meta.dirname));

export const stages: Readonly<Record<string, Stage>> = {
  check: { needs: [], run: () => runTask("check") },
  build: { needs: [], run: () => runTask("build") },
  unit: { needs: [], run: (filters) => runNodeTests(repository, "test/unit", filters) },
  environments: { needs: [], run: () => runTask("environments") },
  integration: {
    needs: ["build", "environments"],
    run: (filters) => runNodeTests(repository, "test/integration", filters),
  },
  conformance: {
    needs: ["environments"],
    // One file for each SDK, one for random operations: the machine has room for two at a time.
    run: (filters) => runNodeTests(repository, "test/conformance", filters, { concurrency: 2 }),
  },
  editor: {
    needs: ["build", "environments"],
    run: (filters) => runEditorTests(repository, filters),
  },
  e2e: {
    needs: ["build", "environments"],
    // Each file starts an editor and a browser; two at a time would only wait for each other.
    run: (filters) => runNodeTests(repository, "test/e2e", filters, { concurrency: 1 }),
  },
  package: {
    needs: [],
    run: (filters) => runNodeTests(repository, "test/package", filters, { concurrency: 1 }),
  },
};

/** All stages, or the named one after what it needs; undefined when there is no such stage. */
export function selectStages(name: string | undefined): readonly string[] | undefined {
  if (name === undefined) {
    return Object.keys(stages);
  }
  const stage = stages[name];
  return stage === undefined ? undefined : [...stage.needs, name];
}

/** A task has no tests to count; only its failure shows in the totals. */
async function runTask(task: string): Promise<StageResult> {
  const code = await runScript(repository, path.join("scripts", "tasks", `${task}.ts`), []);
  return { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}
