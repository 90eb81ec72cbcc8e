/** The project's syntax with the way up and the variables: what a node is part of, and where a name that is bound is used. */
import type { ProjectFacts } from "../../model/facts.ts";
import type {
  Attribute,
  ClassDefinition,
  Expression,
  FunctionDefinition,
  Lambda,
  Name,
  Node,
  Span,
} from "../../python/ast.ts";
import { isStatement } from "../../python/walk.ts";

/** What the tree is made of: nodes, and what holds nodes without being one. */
export type Part = object;

type Scope = FunctionDefinition | Lambda | undefined;

export interface ProjectTree {
  readonly parentOf: (part: Part) => Part | undefined;
  readonly fileOf: (part: Part) => string;
  /** The function it is written in. */
  readonly functionOf: (part: Part) => Scope;
  /** A key of the variable that a name or an attribute stands for. */
  readonly variableOf: (reference: Name | Attribute) => string;
  /** Where the variable is read. */
  readonly loadsOf: (variable: string) => readonly (Name | Attribute)[];
  /** How often something is assigned to it. */
  readonly bindingsOf: (variable: string) => number;
  readonly functionsOf: (variable: string) => readonly (FunctionDefinition | ClassDefinition)[];
  readonly expressionAt: (file: string, span: Span) => Expression | undefined;
}

export function readTree(facts: ProjectFacts): ProjectTree {
  const builder = new TreeBuilder(facts);
  for (const [file, module] of facts.modules) builder.readModule(file, module.body);
  return builder.finish();
}

class TreeBuilder {
  readonly #parents = new Map<Part, Part>();
  readonly #files = new Map<Part, string>();
  readonly #scopes = new Map<Part, Scope>();
  /** By function: the names that are its own. */
  readonly #locals = new Map<Part | string, Set<string>>();
  readonly #references: (Name | Attribute)[] = [];
  readonly #bound = new Set<Part>();
  readonly #definitions: (FunctionDefinition | ClassDefinition)[] = [];
  readonly #spans = new Map<string, Expression>();
  readonly #imported = new Map<string, string>();
  readonly #facts: ProjectFacts;

  constructor(facts: ProjectFacts) {
    this.#facts = facts;
    for (const { file, statement, target } of facts.imports) {
      if (target === undefined) continue;
      for (const { name, alias } of statement.names) {
        const local = alias?.text ?? name.text;
        const variable =
          statement.kind === "ImportFrom" ? globalOf(target, name.text) : `module ${target}`;
        this.#imported.set(globalOf(file, local), variable);
      }
    }
  }

  readModule(file: string, body: readonly Part[]): void {
    this.#locals.set(file, new Set());
    // Iterative: a file may be nested deeper than the stack is.
    const open: (readonly [Part, Part | undefined, Scope])[] = body.map((part) => [
      part,
      undefined,
      undefined,
    ]);
    for (let next = open.pop(); next; next = open.pop()) {
      const [part, parent, scope] = next;
      this.#files.set(part, file);
      this.#scopes.set(part, scope);
      if (parent) this.#parents.set(part, parent);
      this.#note(part, file, scope);
      const inner = isScope(part) ? part : scope;
      for (const [name, child] of Object.entries(part) as [string, unknown][]) {
        for (const each of Array.isArray(child) ? (child as unknown[]) : [child]) {
          if (typeof each !== "object" || each === null) continue;
          const isOutside = isScope(part) && (name === "decorators" || name === "returns");
          open.push([each, part, isOutside ? scope : inner]);
        }
      }
    }
  }

  finish(): ProjectTree {
    const loads = new Map<string, (Name | Attribute)[]>();
    const bindings = new Map<string, number>();
    for (const reference of this.#references.reverse()) {
      const variable = this.#variableOf(reference);
      if (this.#bound.has(reference)) bindings.set(variable, (bindings.get(variable) ?? 0) + 1);
      else push(loads, variable, reference);
    }
    const functions = new Map<string, (FunctionDefinition | ClassDefinition)[]>();
    for (const definition of this.#definitions) {
      const { text } = definition.name;
      const owner = this.#parents.get(definition);
      const isMethod = owner !== undefined && isClass(owner);
      const variable = isMethod
        ? `attribute ${text}`
        : this.#resolve(text, this.#fileOf(definition), this.#scopes.get(definition));
      push(functions, variable, definition);
    }
    return {
      parentOf: (part) => this.#parents.get(part),
      fileOf: (part) => this.#fileOf(part),
      functionOf: (part) => this.#scopes.get(part),
      variableOf: (reference) => this.#variableOf(reference),
      loadsOf: (variable) => loads.get(variable) ?? [],
      bindingsOf: (variable) => bindings.get(variable) ?? 0,
      functionsOf: (variable) => functions.get(variable) ?? [],
      expressionAt: (file, { from, to }) => this.#spans.get(`${file} ${from} ${to}`),
    };
  }

  #fileOf(part: Part): string {
    return this.#files.get(part) ?? "";
  }

  #note(part: Part, file: string, scope: Scope): void {
    const kind = "kind" in part ? part.kind : undefined;
    if (isReference(part)) {
      this.#references.push(part);
      this.#spans.set(`${file} ${part.from} ${part.to}`, part);
      if (this.#isTarget(part)) {
        this.#bound.add(part);
        if (part.kind === "Name") this.#local(scope, file).add(part.id);
      }
    } else if (kind === "FunctionDefinition" || kind === "ClassDefinition") {
      const definition = part as FunctionDefinition | ClassDefinition;
      this.#definitions.push(definition);
      this.#local(scope, file).add(definition.name.text);
    } else if (isExpression(part)) {
      this.#spans.set(`${file} ${part.from} ${part.to}`, part);
    }
    if (isScope(part)) {
      for (const { name } of part.parameters) this.#local(part, file).add(name.text);
    }
  }

  #local(scope: Scope, file: string): Set<string> {
    const owner = scope ?? file;
    let names = this.#locals.get(owner);
    if (!names) this.#locals.set(owner, (names = new Set()));
    return names;
  }

  /** Whether the reference is assigned to. */
  #isTarget(reference: Part): boolean {
    let part = reference;
    for (let parent = this.#parents.get(part); parent; parent = this.#parents.get(part)) {
      if ("target" in parent && parent.target === part) return true;
      if ("targets" in parent && (parent.targets as readonly Part[]).includes(part))
        return "kind" in parent && parent.kind === "Assignment";
      const isNested = "kind" in parent && /^(Tuple|List|Starred)$/.test(String(parent.kind));
      if (!isNested) return false;
      part = parent;
    }
    return false;
  }

  #variableOf(reference: Name | Attribute): string {
    if (reference.kind === "Name") {
      const owner = this.#parents.get(this.#parents.get(reference) ?? reference);
      if (owner && isClass(owner) && this.#bound.has(reference)) return `attribute ${reference.id}`;
      return this.#resolve(reference.id, this.#fileOf(reference), this.#scopes.get(reference));
    }
    const { value, attribute } = reference;
    const base = value.kind === "Name" ? this.#variableOf(value) : "";
    return base.startsWith("module ")
      ? this.#followed(globalOf(base.slice("module ".length), attribute.text))
      : `attribute ${attribute.text}`;
  }

  #resolve(id: string, file: string, scope: Scope): string {
    for (let owner = scope; owner; owner = this.#scopes.get(owner)) {
      if (this.#locals.get(owner)?.has(id)) return `${file} ${owner.from} ${id}`;
    }
    return this.#followed(globalOf(file, id));
  }

  /** Through imports; a circle of them ends somewhere on it. */
  #followed(variable: string): string {
    let current = variable;
    for (let steps = 0; steps < this.#facts.modules.size; steps++) {
      const next = this.#imported.get(current);
      if (next === undefined) break;
      current = next;
    }
    return current;
  }
}

export function globalOf(file: string, name: string): string {
  return `${file} - ${name}`;
}

function isScope(part: Part): part is FunctionDefinition | Lambda {
  return "parameters" in part && "body" in part;
}

function isClass(part: Part): part is ClassDefinition {
  return "kind" in part && part.kind === "ClassDefinition";
}

function isReference(part: Part): part is Name | Attribute {
  return "kind" in part && (part.kind === "Name" || part.kind === "Attribute");
}

function isExpression(part: Part): part is Expression {
  return "kind" in part && "from" in part && !isStatement(part as Node);
}

function push<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
