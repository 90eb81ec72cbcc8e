/**
 * A failure the person can do something about: shown as a sentence, without a stack.
 *
 * `message` says what happened and on what; `action` says what to do next.
 */
export class UserError extends Error {
  readonly code: string;
  readonly action?: string;

  constructor(
    code: string,
    message: string,
    options: { readonly action?: string; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "UserError";
    this.code = code;
    this.action = options.action;
  }
}

/** The one way an error is put into words: `<what happened>. <what to do>` for a `UserError`, the message otherwise. */
export function describeError(error: unknown): string {
  if (error instanceof UserError && error.action !== undefined) {
    return `${error.message} ${error.action}`;
  }
  return error instanceof Error ? error.message : String(error);
}
