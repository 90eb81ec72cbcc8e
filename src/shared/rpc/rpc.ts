/**
 * Typed calls and events over any message port: the worker's, a webview's, or a pair of functions in a test.
 * Every call settles: with its result, with the error the other side threw, or with the reason the wire closed.
 */

import { UserError } from "../base/userError.ts";

/** One end of a connection that carries structured-clone values in order. */
export interface Wire {
  send(message: unknown): void;
  /** Called once; every message goes to `listener` from then on. */
  receive(listener: (message: unknown) => void): void;
}

/** The methods one side offers: every argument list and result survives a structured clone. */
export type Api = object;

/** The other side's methods as they look from here. */
export type Remote<A> = {
  readonly [K in keyof A]: A[K] extends (...args: infer P) => infer R
    ? (...args: P) => Promise<Awaited<R>>
    : never;
};

interface Call {
  readonly call: number;
  readonly method: string;
  readonly args: readonly unknown[];
}

interface Answer {
  readonly answer: number;
  readonly result?: unknown;
  readonly error?: unknown;
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

export interface Connection<R extends Api> {
  readonly remote: Remote<R>;
  /** Settles every open call with `reason`; later calls fail with it too. */
  close(reason: Error): void;
}

/** Answers calls of `local` and gives access to the other side. `Remote` calls that nobody answers wait until `close`. */
export function connect<R extends Api>(wire: Wire, local: Api): Connection<R> {
  const pending = new Map<number, Pending>();
  let closed: Error | undefined;
  let next = 1;

  wire.receive((message) => {
    if (isCall(message)) void answer(message);
    else if (isAnswer(message)) settle(message);
  });

  async function answer({ call, method, args }: Call): Promise<void> {
    try {
      const handler: unknown = Object.hasOwn(local, method)
        ? Reflect.get(local, method)
        : undefined;
      if (typeof handler !== "function") throw new Error(`no method ${method}`);
      const result: unknown = await Reflect.apply(handler, local, args);
      if (!closed) wire.send({ answer: call, result } satisfies Answer);
    } catch (error) {
      if (!closed) wire.send({ answer: call, error: encodeError(error) } satisfies Answer);
    }
  }

  function settle({ answer: id, result, error }: Answer): void {
    const waiting = pending.get(id);
    pending.delete(id);
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(decodeError(error));
  }

  function send(method: string, args: readonly unknown[]): Promise<unknown> {
    if (closed) return Promise.reject(closed);
    const call = next++;
    return new Promise((resolve, reject) => {
      pending.set(call, { resolve, reject });
      wire.send({ call, method, args } satisfies Call);
    });
  }

  const methods = new Map<string, (...args: unknown[]) => Promise<unknown>>();
  const remote = new Proxy(Object.freeze({}), {
    get(_target, method) {
      // A promise-like remote would be called by `await`.
      if (typeof method !== "string" || method === "then") return undefined;
      let caller = methods.get(method);
      if (!caller) {
        caller = (...args) => send(method, args);
        methods.set(method, caller);
      }
      return caller;
    },
  });

  return {
    remote: remote as Remote<R>,
    close(reason) {
      closed = reason;
      for (const { reject } of pending.values()) reject(reason);
      pending.clear();
    },
  };
}

interface EncodedError {
  readonly message: string;
  readonly stack?: string;
  /** Set for a `UserError`, whose fields a structured clone of an error would lose. */
  readonly code?: string;
  readonly action?: string;
}

function encodeError(error: unknown): EncodedError {
  if (error instanceof UserError)
    return { message: error.message, code: error.code, action: error.action };
  if (error instanceof Error) return { message: error.message, stack: error.stack };
  return { message: String(error) };
}

function decodeError(encoded: unknown): Error {
  const { message, stack, code, action } = encoded as EncodedError;
  if (code !== undefined) return new UserError(code, message, { action });
  const error = new Error(message);
  if (stack !== undefined) error.stack = stack;
  return error;
}

function isCall(message: unknown): message is Call {
  return (
    typeof message === "object" &&
    message !== null &&
    "call" in message &&
    typeof message.call === "number" &&
    "method" in message &&
    typeof message.method === "string" &&
    "args" in message &&
    Array.isArray(message.args)
  );
}

function isAnswer(message: unknown): message is Answer {
  return (
    typeof message === "object" &&
    message !== null &&
    "answer" in message &&
    typeof message.answer === "number"
  );
}
