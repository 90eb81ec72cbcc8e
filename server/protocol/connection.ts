/** The editor at the other end: requests and notifications by their names, cancellation as a signal. */
import {
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type Connection as LibraryConnection,
} from "vscode-languageserver";

export interface Connection {
  onRequest: (
    method: string,
    handler: (parameters: unknown, signal: AbortSignal) => unknown,
  ) => void;
  onNotification: (method: string, handler: (parameters: unknown) => void) => void;
  sendRequest: (method: string, parameters?: unknown) => Promise<unknown>;
  sendNotification: (method: string, parameters?: unknown) => void;
}

export function connectionOf(library: LibraryConnection): Connection {
  return {
    onRequest(method, handler) {
      library.onRequest(method, async (parameters: unknown, token: CancellationToken) => {
        const result = await handler(parameters, signalOf(token));
        return token.isCancellationRequested
          ? new ResponseError(LSPErrorCodes.RequestCancelled, "Cancelled")
          : result;
      });
    },
    onNotification(method, handler) {
      library.onNotification(method, handler);
    },
    sendRequest: (method, parameters) => library.sendRequest(method, parameters),
    sendNotification(method, parameters) {
      // An editor that is gone hears nothing; the process ends with it.
      library.sendNotification(method, parameters).catch(() => undefined);
    },
  };
}

function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  else
    token.onCancellationRequested(() => {
      controller.abort();
    });
  return controller.signal;
}
