/** What the handlers of one connection share: the client's abilities, the open documents and the service. */
import { LSPErrorCodes, ResponseError, type ClientCapabilities } from "vscode-languageserver";
import type { LanguageServerOptions } from "../../src/shared/protocol/languageServer.ts";
import type { Analysis } from "../service/analysis.ts";
import type { LanguageService } from "../service/languageService.ts";
import type { Connection } from "./connection.ts";
import { projectTexts, type ProjectTexts } from "./convert.ts";
import { pathOf, uriOf } from "./locations.ts";
import type { Notifications, Requests } from "./methods.ts";

/** A project at one moment of all its texts. */
export interface Analysed {
  readonly project: string;
  readonly analysis: Analysis;
  readonly texts: ProjectTexts;
}

export interface Located extends Analysed {
  /** From the project's folder. */
  readonly file: string;
}

export interface Client {
  readonly capabilities: ClientCapabilities;
  readonly options: LanguageServerOptions;
}

export interface Session {
  readonly connection: Connection;
  readonly service: LanguageService;
  readonly client: () => Client;
  /** URIs as the client spells them, by path, of the documents that it has opened. */
  readonly spelled: Map<string, string>;
  readonly uri: (path: string) => string;
  /** Whether the client asks for diagnostics itself. */
  readonly pulls: () => boolean;
  readonly analysed: (project: string, signal?: AbortSignal) => Promise<Analysed | undefined>;
  /** Undefined for a file that nothing is said about. */
  readonly locate: (uri: string, signal?: AbortSignal) => Promise<Located | undefined>;
  /** Runs what nobody waits for, so that a fault is logged and ends nothing. */
  readonly attempt: <T>(what: string, neutral: T, run: () => Promise<T>) => Promise<T>;
  /** Answers a request; a fault is logged and answered with `neutral`. Refusals pass. */
  readonly answer: <M extends keyof Requests, T>(
    method: M,
    neutral: T,
    run: (parameters: Requests[M], signal: AbortSignal) => Promise<T>,
  ) => void;
  /** Listens to a notification; a fault is logged. */
  readonly hear: <M extends keyof Notifications>(
    method: M,
    listener: (parameters: Notifications[M]) => void,
  ) => void;
  readonly log: (message: string, error: unknown) => void;
}

const named =
  /\.py$|^(configuration\.json|destination\.json|requirements\.txt|pyproject\.toml|options\.toml|\.ftignore|\.gitignore)$/i;

/** Whether a file of this name may be a part of a project. */
export function isProjectFile(path: string): boolean {
  return named.test(path.slice(path.lastIndexOf("/") + 1));
}

export function createSession(
  connection: Connection,
  service: LanguageService,
  client: () => Client,
): Session {
  const texts = new WeakMap<Analysis, ProjectTexts>();
  const spelled = new Map<string, string>();
  const uri = (path: string): string => spelled.get(path) ?? uriOf(path);
  const log: Session["log"] = (message, error) => {
    connection.sendNotification("window/logMessage", {
      type: 1,
      message: `${message}: ${described(error)}`,
    });
  };
  const analysed: Session["analysed"] = async (project, signal) => {
    const analysis = await service.analysis(project, signal);
    if (!analysis) return undefined;
    const known = texts.get(analysis) ?? projectTexts(project, analysis.facts.files.text, uri);
    texts.set(analysis, known);
    return { project, analysis, texts: known };
  };
  return {
    connection,
    service,
    client,
    spelled,
    uri,
    pulls: () => client().capabilities.textDocument?.diagnostic !== undefined,
    analysed,
    async locate(document, signal) {
      const path = pathOf(document);
      const project = isProjectFile(path) ? await service.projectOf(path) : undefined;
      const found = project === undefined ? undefined : await analysed(project, signal);
      if (project === undefined || !found) return undefined;
      const file = path.slice(project.length + 1);
      const isRead = !file.endsWith(".py") || found.analysis.facts.modules.has(file);
      return isRead ? { ...found, file } : undefined;
    },
    async attempt(what, neutral, run) {
      try {
        return await run();
      } catch (error) {
        log(`${what} failed`, error);
        return neutral;
      }
    },
    answer(method, neutral, run) {
      connection.onRequest(method, async (parameters, signal) => {
        try {
          // What the protocol says a client sends; nonsense is a fault like any other.
          const answer = await run(parameters as Parameters<typeof run>[0], signal);
          if (signal.aborted) throw new ResponseError(LSPErrorCodes.RequestCancelled, "Cancelled");
          return answer;
        } catch (error) {
          if (error instanceof ResponseError) throw error;
          log(`${method} failed`, error);
          return neutral;
        }
      });
    },
    hear(method, listener) {
      connection.onNotification(method, (parameters) => {
        try {
          listener(parameters as Parameters<typeof listener>[0]);
        } catch (error) {
          log(`${method} failed`, error);
        }
      });
    },
    log,
  };
}

function described(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
