// The windows that the editor tests are run in: each launch is one VS Code with one workspace.

import { pythonFor } from "../support/pythonEnvironments.ts";

export interface EditorLaunch {
  readonly name: string;
  /** Folder that is copied and opened. */
  readonly workspace: string;
  /** Test files, or folders of them. */
  readonly tests: readonly string[];
  /** Computed late, because environments are made just before the tests run. */
  readonly env?: () => Readonly<Record<string, string>>;
  readonly trust?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** From the start of the editor to the last test; 240 by default. */
  readonly timeoutSeconds?: number;
}

export const launches: readonly EditorLaunch[] = [
  {
    name: "no connector",
    workspace: "test/fixtures/plainFolder",
    tests: ["test/editor/basics"],
    env: () => ({ CONNECTOR_WORKBENCH_TEST_PYTHON: pythonFor("3") }),
  },
  connectorLaunch("3"),
  connectorLaunch("2"),
  {
    name: "a connector that succeeds and is wrong",
    workspace: "test/fixtures/findingsProject",
    tests: ["test/editor/findings"],
    // Most of what this one does wrong can be read.
    settings: { "connectorWorkbench.languageServer.enabled": false },
    env: () => ({ CONNECTOR_WORKBENCH_TEST_PYTHON: pythonFor("3") }),
  },
  {
    name: "a connector that is being written",
    workspace: "test/fixtures/languageProject",
    tests: ["test/editor/language"],
    env: () => ({ CONNECTOR_WORKBENCH_TEST_PYTHON: pythonFor("3") }),
  },
  {
    name: "a connector that nobody trusts",
    workspace: "test/fixtures/languageProject",
    tests: ["test/editor/restricted"],
    trust: false,
  },
  {
    name: "a connector with a secret and without schema()",
    workspace: "test/fixtures/secretProject",
    tests: ["test/editor/actions"],
    env: () => ({ CONNECTOR_WORKBENCH_TEST_PYTHON: pythonFor("3") }),
  },
  {
    name: "several connectors",
    workspace: "test/fixtures/severalProjects",
    tests: ["test/editor/several"],
    env: () => ({ CONNECTOR_WORKBENCH_TEST_PYTHON: pythonFor("3") }),
  },
];

function connectorLaunch(line: "3" | "2"): EditorLaunch {
  return {
    name: `a connector with SDK ${line}.x`,
    workspace: "test/fixtures/editorProject",
    tests: ["test/editor/sync"],
    env: () => ({ CONNECTOR_WORKBENCH_TEST_PYTHON: pythonFor(line) }),
  };
}
