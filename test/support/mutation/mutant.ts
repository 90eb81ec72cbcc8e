/** What a seeded mistake is: an edit of a real connector, and the line on which it has to be reported. */
import type {
  Call,
  Dict,
  DictItem,
  FunctionDefinition,
  Node,
  PythonModule,
  Span,
} from "../../../server/python/ast.ts";
import type { ProblemCode } from "../../../server/rules/codes.ts";
import type { SdkRange } from "../../../server/sdk/versions.ts";
import type { Texts } from "../analysis.ts";

/** Stands in a replacement before what has to be reported, and is taken out. */
export const here = "\u00a7";

/** One replacement; the text holds `here` unless the place is told otherwise. */
export interface Seed extends Span {
  /** connector.py, unless given. */
  readonly file?: string;
  readonly text: string;
  /** The whole file goes. */
  readonly removes?: boolean;
}

export interface Mutator {
  readonly code: ProblemCode;
  /** What the mistake is, for the report. */
  readonly what: string;
  /** Files that the mistake is made of beside connector.py. */
  readonly seeds: (connector: Seedable) => Iterable<Seed | readonly Seed[]>;
  readonly sdk?: SdkRange;
}

/** A connector and what mistakes can be made in. */
export interface Seedable {
  readonly texts: Texts;
  readonly text: string;
  readonly module: PythonModule;
  /** Entries of the list that `def schema` returns, where they are written out. */
  readonly entries: readonly SchemaEntry[];
  readonly functions: ReadonlyMap<string, FunctionDefinition>;
  /** By the text of what is called: `op.upsert`, `log.info`, `requests.get`. */
  readonly calls: ReadonlyMap<string, readonly Call[]>;
}

export interface SchemaEntry {
  readonly dict: Dict;
  readonly items: ReadonlyMap<string, DictItem>;
}

/** Every node below, depth first. */
export function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) {
    for (const each of value) yield* nodesOf(each);
  } else if (typeof value === "object" && value !== null) {
    if ("kind" in value && "from" in value) yield value as Node;
    for (const each of Object.values(value)) yield* nodesOf(each);
  }
}

export function seedable(texts: Texts, module: PythonModule): Seedable {
  const text = texts["connector.py"] ?? "";
  const functions = new Map<string, FunctionDefinition>();
  for (const statement of module.body)
    if (statement.kind === "FunctionDefinition") functions.set(statement.name.text, statement);
  const calls = new Map<string, Call[]>();
  for (const node of nodesOf(module.body))
    if (node.kind === "Call") {
      const callee = text.slice(node.callee.from, node.callee.to);
      calls.set(callee, [...(calls.get(callee) ?? []), node]);
    }
  return { texts, text, module, functions, calls, entries: entriesOf(functions.get("schema")) };
}

/** Of a schema() that does nothing but return a list of dictionaries. */
function entriesOf(schema: FunctionDefinition | undefined): readonly SchemaEntry[] {
  const last = schema?.body.at(-1);
  const isPlain = schema?.body.every(
    (statement) => statement === last || statement.kind === "ExpressionStatement",
  );
  const returned = last?.kind === "Return" ? last.value : undefined;
  if (!isPlain || returned?.kind !== "List") return [];
  return returned.items.flatMap((item) => {
    if (item.kind !== "Dict") return [];
    const items = new Map<string, DictItem>();
    for (const each of item.items)
      if (each.key?.kind === "Text" && each.key.value !== undefined)
        items.set(each.key.value, each);
    return items.has("table") ? [{ dict: item, items }] : [];
  });
}

/** The texts with the mistake, and where it has to be reported. */
export function seeded(
  texts: Texts,
  seeds: readonly Seed[],
): { readonly texts: Texts; readonly file: string; readonly line: number } {
  const result: Record<string, string> = { ...texts };
  let file = "connector.py";
  let line = 0;
  for (const seed of [...seeds].sort((a, b) => b.from - a.from)) {
    const name = seed.file ?? "connector.py";
    const before = result[name] ?? "";
    result[name] = before.slice(0, seed.from) + seed.text + before.slice(seed.to);
  }
  const removed = new Set(seeds.flatMap((seed) => (seed.removes ? [seed.file] : [])));
  for (const [name, text] of Object.entries(result)) {
    const at = text.indexOf(here);
    if (at < 0) continue;
    file = name;
    line = text.slice(0, at).split("\n").length;
    result[name] = text.replace(here, "");
  }
  const left = Object.entries(result).filter(([name]) => !removed.has(name));
  return { texts: Object.fromEntries(left), file, line };
}
