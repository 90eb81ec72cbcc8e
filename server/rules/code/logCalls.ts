/** Calls of the SDK's log: its methods take one message, and which there are depends on the version. */
import { nearestName } from "../../../src/shared/base/nearestName.ts";
import { alternativesOf } from "../../evaluation/values.ts";
import type { CallFact, ProjectFacts } from "../../model/facts.ts";
import { sdkNames } from "../../sdk/api.ts";
import { hasSince, lacks, type SdkRange } from "../../sdk/versions.ts";
import { fix, placeIn, problemAt } from "../problem.ts";
import type { Fix, Problem } from "../rule.ts";
import { replaced } from "../sourceEdits.ts";
import { handlerOf, pathTo } from "./enclosing.ts";
import { formattedMessage } from "./messages.ts";

const prefix = "fivetran_connector_sdk.Logging.";
/** What Python's logging calls it, or this class before SDK 2.9. */
const otherNames: Readonly<Record<string, string>> = {
  warn: "warning",
  exception: "error",
  fatal: "critical",
  err: "error",
  log: "info",
  trace: "debug",
  notice: "info",
  success: "info",
};
const olderNames: Readonly<Record<string, string>> = {
  debug: "fine",
  error: "severe",
  critical: "severe",
};

/** The method of the SDK's log that is called: `info`. */
export function logMethodOf({ name }: CallFact): string | undefined {
  return name.startsWith(prefix) ? name.slice(prefix.length) : undefined;
}

export function* checkLogCalls(facts: ProjectFacts): Iterable<Problem> {
  for (const fact of facts.calls) {
    const method = logMethodOf(fact);
    // `Logging.Level(…)` and what the class has for itself.
    if (method === undefined || !/^[a-z]\w*$/.test(method) || method.includes("_")) continue;
    const known = sdkNames.get(`Logging.${method}`);
    if (!known || (known.since && lacks(facts.sdk, known.since))) {
      yield unknownMethod(facts.sdk, fact, method);
      continue;
    }
    if (known.deprecated && hasSince(facts.sdk, known.deprecated.since)) {
      const { instead } = known.deprecated;
      yield problemAt(
        fact.namePlace,
        "deprecated-log",
        `log.${method}() is deprecated since SDK 2.9; use log.${instead}().`,
        { isDeprecated: true, fixes: [renamed(fact, instead)] },
      );
    }
    yield* checkArguments(facts, fact, method);
  }
}

function unknownMethod(sdk: SdkRange, fact: CallFact, method: string): Problem {
  const isOld = lacks(sdk, { major: 2, minor: 9 });
  const names = isOld
    ? ["fine", "info", "warning", "severe"]
    : ["debug", "info", "warning", "error", "critical"];
  const other =
    otherNames[method] ?? (names.includes(method) ? undefined : nearestName(method, names));
  const instead = isOld ? (olderNames[other ?? method] ?? other) : other;
  return problemAt(
    fact.namePlace,
    "unknown-log-method",
    `The SDK's log has no ${method}()` +
      (isOld && method in olderNames ? " before SDK 2.9" : "") +
      `; it has ${names.join(", ")}.`,
    instead === undefined ? {} : { fixes: [renamed(fact, instead)] },
  );
}

function renamed({ namePlace }: CallFact, instead: string): Fix {
  return fix(`Use ${instead}()`, [replaced(namePlace, instead)]);
}

function* checkArguments(facts: ProjectFacts, fact: CallFact, method: string): Iterable<Problem> {
  const { call, file } = fact;
  if (call.arguments.some(({ stars }) => stars > 0)) return;
  const parameters = sdkNames.get(`Logging.${method}`)?.parameters ?? [];
  const names = parameters.map(({ name }) => name);
  const isOld = lacks(facts.sdk, { major: 2, minor: 9 });
  const mostPositional = isOld ? 1 : names.length;
  const positional = call.arguments.filter(({ name }) => name === undefined);
  const extra =
    positional[mostPositional] ??
    call.arguments.find(({ name }) => name && !names.slice(0, mostPositional).includes(name.text));
  const placeholders = /%(?:[-#0 +]*\d*(?:\.\d+)?[srdifgxe])/;
  const [first, second] = positional;
  const hasPlaceholder = first?.value.kind === "Text" && placeholders.test(first.value.value ?? "");
  if (call.arguments.length === 0) {
    yield problemAt(placeIn(file, call), "log-arguments", `log.${method}() needs a message.`);
  } else if (extra) {
    yield problemAt(
      placeIn(file, extra),
      "log-arguments",
      `log.${method}() takes ${mostPositional > 1 ? "a message and an exception" : "one message"} and nothing else, so this call fails; put values into an f-string.`,
      { fixes: oneMessage(facts, fact) },
    );
  } else if (second && hasPlaceholder) {
    const value = fact.arguments.find(({ argument }) => argument === second)?.value;
    const isNoException =
      value &&
      alternativesOf(value).every(({ kind }) =>
        /^(?:text|number|boolean|dict|sequence)$/.test(kind),
      );
    yield problemAt(
      placeIn(file, second),
      "log-arguments",
      isNoException
        ? `The second argument of log.${method}() is an exception, so this call fails; put values into an f-string.`
        : `log.${method}() does not fill in the % of its message; put values into an f-string.`,
      { fixes: oneMessage(facts, fact), ...(!isNoException && { severity: "warning" }) },
    );
  }
}

function oneMessage({ modules }: ProjectFacts, { call, file }: CallFact): readonly Fix[] {
  const module = modules.get(file);
  if (!module) return [];
  const others = call.arguments.filter(({ name }) => name?.text !== "exc_info");
  const hasException = others.length < call.arguments.length;
  const handled = hasException ? handlerOf(pathTo(module.body, call))?.name?.text : undefined;
  if (hasException && handled === undefined) return [];
  const [first] = others;
  const plain = first && module.text.slice(first.from, first.to);
  const message =
    others.length > 1 ? formattedMessage(module.text, { ...call, arguments: others }) : plain;
  if (message === undefined || !first || (others.length === 1 && !hasException)) return [];
  const text = hasException ? withException(message, handled ?? "") : message;
  return text === undefined
    ? []
    : [fix("Put it into the message", [replaced(placeIn(file, call.inside), text)])];
}

function withException(message: string, name: string): string | undefined {
  const [, isFormatted, quote, content] = /^(f?)("|')((?:(?!\2)[^\\\n])*)\2$/.exec(message) ?? [];
  if (quote === undefined || content === undefined) return undefined;
  const escaped = isFormatted === "f" ? content : content.replaceAll(/[{}]/g, "$&$&");
  return `f${quote}${escaped}: {${name}}${quote}`;
}
