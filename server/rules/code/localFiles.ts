/** Files of the machine that the connector runs on. */
import { alternativesOf, type Value } from "../../evaluation/values.ts";
import type { CallFact, ProjectFacts } from "../../model/facts.ts";
import type { Span } from "../../python/ast.ts";
import { placeIn, problemAt } from "../problem.ts";
import type { Problem } from "../rule.ts";
import { isDeployed } from "./enclosing.ts";

const openers = /^(?:builtins|io|codecs|gzip|bz2|lzma)\.open$/;
const writers = /\.(?:to_csv|to_parquet|to_excel|to_json|to_pickle|to_feather)$/;
const pathWriters = /^pathlib\.Path\(\)\.(?:write_text|write_bytes)$/;
const removals = /^(?:os\.(?:remove|unlink|rmdir)|shutil\.rmtree|pathlib\.Path\(\)\.unlink)$/;
const upload = /^fivetran_connector_sdk\.(?:\w+\.)?FileUpload$/;
/** Files that a library wants to have on the disk. */
const credentials = /\.(?:pem|crt|cer|key|p12|pfx|jks|ora|sso|kubeconfig)$|^\/dev\//i;

export function* checkLocalFiles(facts: ProjectFacts): Iterable<Problem> {
  const removed = facts.calls.filter(({ name }) => removals.test(name));
  const isUploaded = facts.calls.some(({ name }) => upload.test(name));
  for (const fact of facts.calls) {
    if (!isDeployed(fact)) continue;
    if (isEnvironmentFile(fact)) {
      yield problemAt(
        placeIn(fact.file, fact.call),
        "env-file",
        ".env is not deployed; put these values into the configuration.",
      );
    } else if (!isUploaded && writes(fact) && !removed.some((each) => isOf(each, fact, facts))) {
      yield problemAt(
        placeIn(fact.file, fact.call),
        "file-write",
        "This file is gone when the sync ends; keep what the next sync needs in the state.",
      );
    }
  }
}

/** Whether a removal is of the file that a call writes. */
function isOf(removal: CallFact, written: CallFact, { modules }: ProjectFacts): boolean {
  const [removed] = removal.arguments;
  const [path] = written.arguments;
  if (!removed || !path) return false;
  if (removed.value.kind === "text" && path.value.kind === "text") {
    return removed.value.value === path.value.value;
  }
  const source = ({ file }: CallFact, { from, to }: Span): string | undefined =>
    modules.get(file)?.text.slice(from, to);
  return source(removal, removed.argument.value) === source(written, path.argument.value);
}

function isEnvironmentFile(fact: CallFact): boolean {
  if (/^dotenv\.(?:main\.)?(?:load_dotenv|dotenv_values)$/.test(fact.name)) return true;
  if (/^environs\.Env\(\)\.read_env$/.test(fact.name)) return true;
  const path = fact.arguments[0]?.value;
  return openers.test(fact.name) && path?.kind === "text" && /(?:^|\/)\.env$/.test(path.value);
}

function writes(fact: CallFact): boolean {
  const path = argumentOf(fact, 0, "file", "path", "path_or_buf", "excel_writer");
  if (pathWriters.test(fact.name)) {
    const { callee } = fact.call;
    const [made] =
      callee.kind === "Attribute" && callee.value.kind === "Call" ? callee.value.arguments : [];
    return made?.value.kind === "Text" && isKept(made.value.value ?? "");
  }
  if (path === undefined || !isKeptPath(path)) return false;
  if (writers.test(fact.name)) return true;
  const mode = openers.test(fact.name) ? argumentOf(fact, 1, "mode") : undefined;
  return mode?.kind === "text" && /[wax]/.test(mode.value);
}

function argumentOf(
  { arguments: given }: CallFact,
  position: number,
  ...names: readonly string[]
): Value | undefined {
  const named = given.find(({ argument }) => argument.name && names.includes(argument.name.text));
  const positional = given.filter(({ argument }) => argument.name === undefined);
  return (named ?? positional[position])?.value;
}

/** Whether it is for sure a path outside the folders for temporary files. */
function isKeptPath(path: Value): boolean {
  return alternativesOf(path).every((value) => {
    if (value.kind === "text") return isKept(value.value);
    const [first = "", ...rest] = value.kind === "partialText" ? value.parts : [];
    // A folder that is not known may be one for temporary files.
    return first !== "" && isKept(`${first}${rest.join("")}`);
  });
}

function isKept(path: string): boolean {
  return path !== "" && !/te?mp/i.test(path) && !credentials.test(path);
}
