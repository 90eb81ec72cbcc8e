/** The page's side of the editor: the wire to the extension host and the state kept across a reload. */
import type { Wire } from "../../src/shared/rpc/rpc.ts";

interface EditorApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): EditorApi;

export interface Editor {
  readonly wire: Wire;
  getState(): unknown;
  setState(state: unknown): void;
}

/** VS Code hands its API out once. */
export function acquireEditor(): Editor {
  const api = acquireVsCodeApi();
  return {
    wire: {
      send(message) {
        api.postMessage(message);
      },
      receive(listener) {
        window.addEventListener("message", ({ data }) => {
          listener(data);
        });
      },
    },
    getState: () => api.getState(),
    setState(state) {
      api.setState(state);
    },
  };
}
