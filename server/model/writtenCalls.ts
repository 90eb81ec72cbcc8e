/** What a module's text alone tells: every call that is written, with where it stands and what its names stand for. */
import { builtinNames } from "../evaluation/scopes.ts";
import { sdkName } from "../evaluation/attributes.ts";
import { isMainGuard, type ModuleNotes } from "../evaluation/notes.ts";
import type {
  Call,
  ClassDefinition,
  Expression,
  For,
  FunctionDefinition,
  Import,
  ImportFrom,
  Node,
  PythonModule,
  Subscript,
  While,
} from "../python/ast.ts";
import { childrenOf } from "../python/walk.ts";

export interface Surroundings {
  readonly function: FunctionDefinition | undefined;
  readonly class: ClassDefinition | undefined;
  readonly loops: readonly (For | While)[];
  readonly isMain: boolean;
  readonly isBranch: boolean;
  /** In a `try` with handlers. */
  readonly isGuarded: boolean;
  /** Names that the functions around give values of their own. */
  readonly locals: readonly ReadonlySet<string>[];
}

export interface WrittenCall {
  readonly call: Call;
  /** The full name of what is called, where names tell it. */
  readonly name: string | undefined;
  readonly surroundings: Surroundings;
  readonly isYielded: boolean;
  /** The variable that it is assigned to. */
  readonly target: Expression | undefined;
}

export interface WrittenImport {
  readonly statement: Import | ImportFrom;
  readonly surroundings: Surroundings;
}

export interface WrittenModule {
  readonly calls: readonly WrittenCall[];
  readonly imports: readonly WrittenImport[];
  readonly subscripts: readonly { readonly node: Subscript; readonly surroundings: Surroundings }[];
}

interface Waiting {
  readonly node: Node;
  readonly surroundings: Surroundings;
  readonly isYielded: boolean;
  readonly target: Expression | undefined;
}

export function readWritten(module: PythonModule, notes: ModuleNotes): WrittenModule {
  const found: Waiting[] = [];
  const imports: WrittenImport[] = [];
  const subscripts: { node: Subscript; surroundings: Surroundings }[] = [];
  const names = new Map<string, string>();
  const outermost: Surroundings = {
    function: undefined,
    class: undefined,
    loops: [],
    isMain: false,
    isBranch: false,
    isGuarded: false,
    locals: [],
  };
  const waiting: Waiting[] = [];
  const push = (
    nodes: readonly Node[],
    surroundings: Surroundings,
    more: { isYielded?: boolean; target?: Expression | undefined } = {},
  ): void => {
    for (let index = nodes.length - 1; index >= 0; index--) {
      const node = nodes[index];
      if (node)
        waiting.push({
          node,
          surroundings,
          isYielded: more.isYielded ?? false,
          target: more.target,
        });
    }
  };
  push(module.body, outermost);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, surroundings } = next;
    switch (node.kind) {
      case "Call":
        found.push(next);
        push(childrenOf(node), surroundings);
        break;
      case "Subscript":
        subscripts.push({ node, surroundings });
        push(childrenOf(node), surroundings);
        break;
      case "Import":
      case "ImportFrom":
        imports.push({ statement: node, surroundings });
        addImported(names, node);
        break;
      case "Yield":
        push(childrenOf(node), surroundings, { isYielded: true });
        break;
      case "Assignment": {
        const [target] = node.targets;
        if (target?.kind === "Name" && surroundings.locals.length === 0) {
          const aliased = staticName(node.value, names, []);
          if (aliased !== undefined && node.value.kind !== "Call") names.set(target.id, aliased);
        }
        push(node.targets, surroundings);
        push([node.value], surroundings, { target });
        break;
      }
      case "FunctionDefinition":
      case "Lambda": {
        const body: readonly Node[] = node.kind === "Lambda" ? [node.body] : node.body;
        const inside: Surroundings = {
          ...surroundings,
          function: node.kind === "Lambda" ? surroundings.function : node,
          class: undefined,
          loops: node.kind === "Lambda" ? surroundings.loops : [],
          isMain: false,
          isBranch: false,
          locals: [...surroundings.locals, notes.ofFunction(node).locals],
        };
        push(body, inside);
        push(
          childrenOf(node).filter((child) => !body.includes(child)),
          surroundings,
        );
        break;
      }
      case "ClassDefinition":
        push(node.body, { ...surroundings, class: node });
        push(
          childrenOf(node).filter((child) => !isIn(node.body, child)),
          surroundings,
        );
        break;
      case "For":
      case "While": {
        const inside = { ...surroundings, loops: [...surroundings.loops, node], isBranch: true };
        push(node.otherwise, { ...surroundings, isBranch: true });
        push(node.body, inside);
        push(
          node.kind === "For" ? [node.target, node.iterable] : [node.test],
          node.kind === "While" ? inside : surroundings,
        );
        break;
      }
      case "If": {
        const isMain =
          surroundings.isMain || (surroundings.function === undefined && isMainGuard(node));
        push(node.otherwise, { ...surroundings, isBranch: true });
        push(node.body, { ...surroundings, isMain, isBranch: true });
        push([node.test], surroundings);
        break;
      }
      case "Try": {
        const isGuarded = surroundings.isGuarded || node.handlers.length > 0;
        const branch = { ...surroundings, isBranch: true };
        push(
          [
            ...node.handlers.flatMap(({ type, body }) => [...(type ? [type] : []), ...body]),
            ...node.otherwise,
            ...node.finally,
          ],
          branch,
        );
        push(node.body, { ...branch, isGuarded });
        break;
      }
      default:
        push(childrenOf(node), surroundings);
    }
  }
  const calls = found.map(({ node, ...rest }) => {
    if (node.kind !== "Call") throw new Error("only calls are found");
    return { call: node, name: staticName(node.callee, names, rest.surroundings.locals), ...rest };
  });
  return { calls, imports, subscripts };
}

function isIn(nodes: readonly Node[], node: Node): boolean {
  return nodes.includes(node);
}

function addImported(names: Map<string, string>, node: Import | ImportFrom): void {
  for (const { name, alias } of node.names) {
    if (node.kind === "ImportFrom") {
      if (node.level === 0 && node.module && name.text !== "*") {
        names.set((alias ?? name).text, sdkName(`${node.module.text}.${name.text}`));
      }
    } else if (alias) names.set(alias.text, name.text);
    else names.set(name.text.replace(/\..*/, ""), name.text.replace(/\..*/, ""));
  }
}

/** The full name that an expression stands for, as far as imports and plain aliases tell. */
export function staticName(
  node: Expression,
  names: ReadonlyMap<string, string>,
  locals: readonly ReadonlySet<string>[],
): string | undefined {
  switch (node.kind) {
    case "Name": {
      const imported = names.get(node.id);
      if (imported !== undefined) return imported;
      if (locals.some((each) => each.has(node.id))) return undefined;
      return builtinNames.has(node.id) ? `builtins.${node.id}` : undefined;
    }
    case "Attribute": {
      const owner = staticName(node.value, names, locals);
      return owner === undefined ? undefined : sdkName(`${owner}.${node.attribute.text}`);
    }
    case "Call": {
      const callee = staticName(node.callee, names, locals);
      return callee === undefined ? undefined : `${callee}()`;
    }
    default:
      return undefined;
  }
}
