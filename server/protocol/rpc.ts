/**
 * JSON-RPC as the language server protocol uses it. `vscode-jsonrpc` and `vscode-languageserver` would be 190 kB of a bundle that
 * may have 450, for what is needed of them here: requests and notifications by name, in order, and cancellation.
 */
export interface Transport {
  readonly send: (message: unknown) => void;
  /** `closed` is called when the other side is gone. */
  readonly listen: (receive: (message: unknown) => void, closed: () => void) => void;
}

export type RequestHandler = (parameters: unknown, signal: AbortSignal) => unknown;

export interface Connection {
  onRequest: (method: string, handler: RequestHandler) => void;
  onNotification: (method: string, handler: (parameters: unknown) => void) => void;
  sendRequest: (method: string, parameters?: unknown) => Promise<unknown>;
  sendNotification: (method: string, parameters?: unknown) => void;
  /** Begins to answer; nothing is heard before. */
  listen: (closed: () => void) => void;
}

export const errorCodes = {
  parseError: -32700,
  invalidRequest: -32600,
  methodNotFound: -32601,
  internalError: -32603,
  serverNotInitialized: -32002,
  requestFailed: -32803,
  requestCancelled: -32800,
} as const;

/** An answer that is an error, with a sentence for the person who asked. */
export class ResponseError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

interface Message {
  readonly id?: number | string | null;
  readonly method?: unknown;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message?: unknown; readonly code?: unknown };
}

type Id = number | string;

export function createConnection(transport: Transport): Connection {
  const handlers = new Map<string, RequestHandler>();
  const listeners = new Map<string, (parameters: unknown) => void>();
  const running = new Map<Id, AbortController>();
  const asked = new Map<Id, (answer: Message) => void>();
  const queue: (() => void)[] = [];
  let lastId = 0;

  const respond = (id: Id | null, answer: { result: unknown } | { error: object }): void => {
    transport.send({ jsonrpc: "2.0", id, ...answer });
  };

  async function answer(id: Id, method: string, parameters: unknown, signal: AbortSignal) {
    try {
      const handler = handlers.get(method);
      if (!handler) throw new ResponseError(errorCodes.methodNotFound, `There is no ${method}`);
      const result = signal.aborted ? undefined : await handler(parameters, signal);
      if (signal.aborted) throw new ResponseError(errorCodes.requestCancelled, "Cancelled");
      respond(id, { result: result ?? null });
    } catch (error) {
      const code = error instanceof ResponseError ? error.code : errorCodes.internalError;
      respond(id, { error: { code, message: error instanceof Error ? error.message : "" } });
    } finally {
      running.delete(id);
    }
  }

  /** One message at a time, so that a request sees the texts as they were when it was sent. */
  function later(work: () => void): void {
    if (queue.push(work) === 1) setImmediate(next);
  }

  function next(): void {
    try {
      queue[0]?.();
    } finally {
      queue.shift();
      if (queue.length > 0) setImmediate(next);
    }
  }

  function receive(value: unknown): void {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      respond(null, { error: { code: errorCodes.invalidRequest, message: "No request" } });
      return;
    }
    const { id, method, params, ...rest }: Message = value;
    if (typeof method !== "string") {
      if (typeof id === "number" || typeof id === "string") {
        asked.get(id)?.(rest);
        asked.delete(id);
      }
    } else if (method === "$/cancelRequest") {
      const cancelled = (params as { readonly id?: Id } | undefined)?.id;
      if (cancelled !== undefined) running.get(cancelled)?.abort();
    } else if (typeof id === "number" || typeof id === "string") {
      const controller = new AbortController();
      running.set(id, controller);
      later(() => {
        void answer(id, method, params, controller.signal);
      });
    } else {
      later(() => {
        listeners.get(method)?.(params);
      });
    }
  }

  return {
    onRequest(method, handler) {
      handlers.set(method, handler);
    },
    onNotification(method, listener) {
      listeners.set(method, listener);
    },
    sendRequest(method, parameters) {
      lastId += 1;
      const id = lastId;
      return new Promise((resolve, reject) => {
        asked.set(id, ({ result, error }) => {
          if (error) reject(new Error(String(error.message)));
          else resolve(result);
        });
        transport.send({ jsonrpc: "2.0", id, method, params: parameters });
      });
    },
    sendNotification(method, parameters) {
      transport.send({ jsonrpc: "2.0", method, params: parameters });
    },
    listen(closed) {
      transport.listen(receive, () => {
        for (const settle of asked.values()) settle({ error: { message: "The editor is gone" } });
        asked.clear();
        closed();
      });
    },
  };
}
