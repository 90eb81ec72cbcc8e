// What the launcher and the suite inside the editor tell each other: the request in an environment
// variable, the results in a file.

export interface SuiteRequest {
  /** Absolute paths of the bundled test files. */
  readonly files: readonly string[];
  /** Absolute path of the file the results are written to. */
  readonly results: string;
}

export interface SuiteTest {
  readonly name: string;
  readonly state: "passed" | "failed" | "skipped";
  readonly milliseconds: number;
  readonly error?: string;
}

export interface SuiteResults {
  /** False while tests are still running. */
  readonly finished: boolean;
  readonly tests: readonly SuiteTest[];
  /** Why the suite as a whole could not run. */
  readonly error?: string;
}
