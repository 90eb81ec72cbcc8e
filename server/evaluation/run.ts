/** One evaluation of a project: its state, what it has seen, and how much work it may still do. */
import type {
  Argument,
  Call,
  ClassDefinition,
  Expression,
  For,
  FunctionDefinition,
  Lambda,
  Node,
  PythonModule,
  While,
} from "../python/ast.ts";
import { type Cell, Heap, type Outcome } from "./heap.ts";
import { attributeRules, dictRules, sequenceRules, variableRules } from "./join.ts";
import type {
  Live,
  LiveClass,
  LiveDict,
  LiveElement,
  LiveEntry,
  LiveFunction,
  LiveInstance,
  LiveModule,
  LiveSequence,
  Scope,
  Variable,
} from "./live.ts";
import type { ModuleNotes } from "./notes.ts";
import { toValue } from "./snapshot.ts";
import type { Place, Value } from "./values.ts";

export type Phase = "import" | "schema" | "form" | "update" | "main";

/** A loop that is being evaluated. */
export interface ActiveLoop {
  readonly file: string;
  readonly loop: For | While;
}

interface Seen {
  readonly phase: Phase;
  readonly file: string;
}

export interface SeenCall extends Seen {
  readonly kind: "call";
  readonly call: Call;
  /** The full name of what is called. */
  readonly name: string;
  readonly arguments: readonly { readonly argument: Argument; readonly value: Value }[];
  readonly loops: readonly {
    readonly file: string;
    readonly loop: For | While;
    readonly isLexical: boolean;
  }[];
  readonly calls: readonly Place[];
  /** The functions that were being evaluated. */
  readonly within: readonly Node[];
}

export interface SeenRead extends Seen {
  readonly kind: "read";
  readonly key: string;
  readonly place: Place;
  readonly how: "index" | "get" | "test" | "write";
  readonly default: Value | undefined;
  readonly isGuarded: boolean;
}

export interface SeenMisuse extends Seen {
  readonly kind: "misuse";
  readonly key: string;
  readonly expression: Expression;
  readonly as: "number" | "boolean";
}

export interface SeenName extends Seen {
  readonly kind: "name";
  readonly name: string;
  readonly place: Place;
}

/** A function of the project was entered. */
export interface SeenEntry {
  readonly kind: "entry";
  readonly definition: Node;
}

export type Sight = SeenCall | SeenRead | SeenMisuse | SeenName | SeenEntry;

/** A way out of a loop or function that other ways go past. */
export interface Exit {
  readonly value: Live;
  readonly outcome: Outcome;
}

/** A function call that is being evaluated. */
export interface Frame {
  readonly definition: FunctionDefinition | Lambda | ClassDefinition | undefined;
  readonly file: string;
  readonly scope: Scope;
  readonly mark: number;
  /** What `super()` is called on. */
  readonly self: Live | undefined;
  readonly owner: LiveClass | undefined;
  readonly exits: Exit[];
  /** How deep in forks and loops it was called: a return there ends the only way. */
  readonly depth: number;
  /** The number of loops around the call. */
  readonly outerLoops: number;
  /** What was returned when it was returned on the only way. */
  returned: Live | undefined;
  /** What a generator has given. */
  readonly yielded: LiveSequence | undefined;
}

/** A loop's body that is being evaluated. */
export interface LoopExits {
  readonly mark: number;
  bodyMark: number;
  readonly breaks: Outcome[];
  readonly continues: Outcome[];
}

/** Thrown where there is no way on: the code always raises. */
export const wayEnds = new Error("there is no way on");

/** Evaluation took more than it may. */
export class OutOfBudget extends Error {}

/** A module of the project that can be evaluated. */
export interface SourceModule {
  readonly path: string;
  readonly module: PythonModule;
  readonly notes: ModuleNotes;
}

export class Run {
  readonly heap = new Heap();
  readonly sights: Sight[] = [];
  readonly frames: Frame[] = [];
  readonly loops: ActiveLoop[] = [];
  readonly loopExits: LoopExits[] = [];
  readonly calls: Place[] = [];
  /** How often each function was entered, and the steps of that. */
  readonly entered = new Map<Node, { times: number; steps: number }>();
  /** Functions with calls that were not followed. */
  readonly skipped = new Set<Node>();
  /** Whether there is more of update() than was followed: what was seen can happen, and more. */
  isCutShort = false;
  readonly modules = new Map<string, LiveModule>();
  /** Names of methods of the project's classes. */
  readonly methodNames = new Set<string>();
  /** Names that functions declare `global` or `nonlocal`. */
  readonly outsideNames = new Set<string>();
  /** Functions and classes whose definitions were reached, for those that nothing calls. */
  readonly defined = new Map<Node, LiveFunction | LiveClass>();
  readonly connectors: {
    readonly call: Call;
    readonly file: string;
    readonly arguments: ReadonlyMap<string, Live>;
  }[] = [];
  /** What loops changed the last time, for a good guess. */
  readonly changedInLoops = new Map<Node, readonly Cell[]>();
  readonly testedKeys = new Set<string>();
  readonly configuration: LiveDict;
  readonly state: LiveDict;
  phase: Phase = "import";
  file = "";
  steps = 0;
  /** `try`s with handlers around what is evaluated. */
  guards = 0;
  configurationEscapes = false;
  readonly #source: (path: string) => SourceModule | undefined;
  readonly #seenCalls = new Map<Node, number>();

  constructor(source: (path: string) => SourceModule | undefined) {
    this.#source = source;
    this.configuration = this.dict([], undefined, "configuration");
    this.state = this.dict([], undefined, "state");
  }

  source(path: string): SourceModule | undefined {
    return this.#source(path);
  }

  spend(steps = 1): void {
    this.steps -= steps;
    if (this.steps >= 0) return;
    for (const { definition } of this.frames) if (definition) this.skipped.add(definition);
    throw new OutOfBudget();
  }

  get frame(): Frame | undefined {
    return this.frames.at(-1);
  }

  place(node: { readonly from: number; readonly to: number }): Place {
    return { file: this.file, from: node.from, to: node.to };
  }

  variable(value: Live | undefined): Variable {
    return { content: value, rules: variableRules, birth: this.heap.birth() };
  }

  attribute(value: Live | undefined): Variable {
    return { content: value, rules: attributeRules, birth: this.heap.birth() };
  }

  sequence(
    type: LiveSequence["type"],
    elements: readonly LiveElement[],
    place: Place | undefined,
    rest?: Live,
  ): LiveSequence {
    const birth = this.heap.birth();
    return {
      kind: "sequence",
      type,
      content: { elements, rest },
      rules: sequenceRules,
      birth,
      place,
    };
  }

  /** A sequence of just these. */
  sequenceOf(
    type: LiveSequence["type"],
    values: readonly Live[],
    place: Place | undefined,
  ): LiveSequence {
    return this.sequence(
      type,
      values.map((value) => ({ value, isCertain: true })),
      place,
    );
  }

  dict(
    entries: readonly LiveEntry[],
    place: Place | undefined,
    origin: LiveDict["origin"] = "code",
    isOpen = false,
  ): LiveDict {
    const content = { entries, overwritten: [], isOpen };
    return { kind: "dict", content, rules: dictRules, birth: this.heap.birth(), place, origin };
  }

  instance(of: LiveClass, place: Place | undefined): LiveInstance {
    return { kind: "instance", of, attributes: new Map(), others: this.variable(undefined), place };
  }

  see(sight: Sight): void {
    this.sights.push(sight);
  }

  /** Whether it may happen in more ways than were seen. */
  hasMore(seen: readonly SeenCall[]): boolean {
    return (
      this.isCutShort ||
      seen.length >= maximalSights ||
      seen.some(({ within }) => within.some((definition) => this.skipped.has(definition)))
    );
  }

  seeCall(call: Call, name: string, seen: readonly { argument: Argument; value: Live }[]): void {
    if ((this.#seenCalls.get(call) ?? 0) >= maximalSights) return;
    count(this.#seenCalls, call, 1);
    const { frame } = this;
    this.see({
      kind: "call",
      phase: this.phase,
      file: this.file,
      call,
      name,
      arguments: seen.map(({ argument, value }) => ({ argument, value: toValue(value) })),
      loops: this.loops.map((each, index) => ({
        ...each,
        isLexical: index >= (frame?.outerLoops ?? 0),
      })),
      calls: [...this.calls],
      within: this.frames.flatMap((each) => each.definition ?? []),
    });
  }

  seeEntry(definition: Node): void {
    const entry = this.entered.get(definition);
    if (entry) entry.times++;
    else this.entered.set(definition, { times: 1, steps: 0 });
    this.see({ kind: "entry", definition });
  }

  /** Forgets what was seen since: it was not all that can happen there. */
  forgetSights(length: number): void {
    for (const sight of this.sights.splice(length)) {
      if (sight.kind === "call") count(this.#seenCalls, sight.call, -1);
      const entry = sight.kind === "entry" ? this.entered.get(sight.definition) : undefined;
      if (entry) entry.times--;
    }
  }
}

const maximalSights = 20;

function count(counts: Map<Node, number>, node: Node, change: number): void {
  counts.set(node, (counts.get(node) ?? 0) + change);
}
