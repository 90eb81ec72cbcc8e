/** Progress of what takes longer than a blink. */
import type { Session } from "./session.ts";

export interface Progress {
  /** From 0 to 1. */
  readonly report: (share: number) => void;
  readonly done: () => void;
}

const millisecondsOfABlink = 500;

/** Shows itself only when it is not done at once, and only in clients that show progress. */
export function progressOf(session: Session, title: string): Progress {
  const { connection } = session;
  const token = `connectorWorkbench/${title}`;
  let isShown = false;
  const send = (value: object): void => {
    if (isShown) connection.sendNotification("$/progress", { token, value });
  };
  const timer = setTimeout(() => {
    if (!session.client().capabilities.window?.workDoneProgress) return;
    void session.attempt("Progress", undefined, async () => {
      await connection.sendRequest("window/workDoneProgress/create", { token });
      isShown = !isDone;
      send({ kind: "begin", title, percentage: 0 });
    });
  }, millisecondsOfABlink);
  let isDone = false;
  return {
    report(share) {
      send({ kind: "report", percentage: Math.round(share * 100) });
    },
    done() {
      clearTimeout(timer);
      send({ kind: "end" });
      isDone = true;
      isShown = false;
    },
  };
}
