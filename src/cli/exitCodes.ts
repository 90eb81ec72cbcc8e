/** What the process's exit status means; part of the documented interface. */
export const exitCodes = {
  fine: 0,
  /** The connector or a check failed, or the run was cancelled. */
  failed: 1,
  /** The command cannot be carried out as it was given. */
  wrongUse: 2,
  /** A defect of ours. */
  internal: 3,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The command was called wrongly: answered with one line and `exitCodes.wrongUse`. */
export class UsageError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "UsageError";
  }
}
