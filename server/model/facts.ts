/** What reading a project tells: rules and editor features are made from these facts and from nothing else. */
import type { Place, Value } from "../evaluation/values.ts";
import type {
  Argument,
  Call,
  Expression,
  For,
  FunctionDefinition,
  Import,
  ImportFrom,
  PythonModule,
  While,
} from "../python/ast.ts";
import type { SdkRange } from "../sdk/versions.ts";
import type { ProjectFiles } from "./projectFiles.ts";

export interface ProjectFacts {
  readonly files: ProjectFiles;
  readonly sdk: SdkRange;
  /** connector.py and the project's own modules that it imports, directly or not, by path; connector.py first. */
  readonly modules: ReadonlyMap<string, PythonModule>;
  readonly imports: readonly ImportFact[];
  /** Calls of `Connector`, wherever they stand. */
  readonly connectors: readonly ConnectorFact[];
  readonly schema: SchemaFact;
  /** The function given as `update=`. */
  readonly update: FunctionFact | undefined;
  /** Every `op.…(…)` that is written, in the order of modules and places. */
  readonly operations: readonly OperationFact[];
  /** Every other call that is written and whose callee is known to be outside the project: `requests.get`, `log.info`, `print`. */
  readonly calls: readonly CallFact[];
  /** Names of the SDK that are used though it has no such name: `op.Operation`, `from fivetran_connector_sdk import Foo`. */
  readonly sdkNames: readonly SdkNameFact[];
  readonly configuration: ConfigurationFact;
  readonly form: FormFact | undefined;
}

export interface FunctionFact {
  readonly file: string;
  readonly definition: FunctionDefinition;
}

/** One imported module. */
export interface ImportFact {
  readonly file: string;
  readonly statement: Import | ImportFrom;
  /** Dotted, relative ones resolved where they can be: `requests.auth`. */
  readonly module: string;
  /** The module of the project that it is; undefined for one outside. */
  readonly target: string | undefined;
  /** Inside `try` with a handler, in `if TYPE_CHECKING` or in a function: it may be meant to be absent. */
  readonly isOptional: boolean;
  /** The module's name in the statement. */
  readonly place: Place;
}

export interface ConnectorFact {
  readonly file: string;
  readonly call: Call;
  /** The variable it is assigned to, and where that is written. */
  readonly name: string | undefined;
  readonly namePlace: Place | undefined;
  /** `module` is where Fivetran finds it. */
  readonly position: "module" | "main" | "function" | "class" | "branch";
  readonly arguments: ReadonlyMap<string, { readonly argument: Argument; readonly value: Value }>;
}

/**
 * How much of what schema() returns is known. `exact`: all of it. `alternatives`: one of several lists. `configuration`: all of it but
 * names that come from the configuration. `partial`: some entries or keys are unknown. `unknown`: nothing. `none`: the connector has no
 * schema(). Of alternatives, an empty list behind a condition does not count.
 */
export type Decided = "exact" | "alternatives" | "configuration" | "partial" | "unknown" | "none";

export interface SchemaFact {
  readonly decided: Decided;
  /** Why it is not exact: "reads the source: requests.get() in connector.py, line 12". */
  readonly reasons: readonly string[];
  readonly function: FunctionFact | undefined;
  /** What the function returns, as it was evaluated. */
  readonly returned: Value | undefined;
  /** The entries that could be read, of all alternatives. */
  readonly tables: readonly TableFact[];
  /** Where the evaluated `returned` came from: reading, or the connector host running schema() on request. */
  readonly source: "read" | "run";
}

export interface TableFact {
  /** The entry as a value: rules look at what is wrong with it here. */
  readonly entry: Value;
  readonly place: Place | undefined;
  /** Undefined when not known or not text. */
  readonly name: string | undefined;
  readonly namePlace: Place | undefined;
  readonly schema: string | undefined;
  /** Undefined when not known; [] when there is none. */
  readonly primaryKey: readonly NamedPlace[] | undefined;
  /** Undefined when not known; [] when none is declared. */
  readonly columns: readonly ColumnFact[] | undefined;
  /** False for an entry that is only there on some ways through schema(). */
  readonly isCertain: boolean;
}

export interface NamedPlace {
  readonly name: string;
  readonly place: Place | undefined;
}

export interface ColumnFact extends NamedPlace {
  /** As declared. */
  readonly type: Value;
  readonly typePlace: Place | undefined;
}

/** An argument of a call, with everything it was seen to be. */
export interface ArgumentFact {
  readonly argument: Argument;
  /** A union of what the evaluations gave. */
  readonly value: Value;
}

/** A `for` or `while` that a call stands in, in its own function or in one that calls it. */
export interface LoopFact {
  readonly file: string;
  readonly loop: For | While;
  /** Whether it is in the function that the call stands in. */
  readonly isLexical: boolean;
}

export interface OperationFact {
  readonly file: string;
  readonly call: Call;
  /** `upsert`, but also what does not exist: `insert`. */
  readonly name: string;
  /** Where the name is written. */
  readonly namePlace: Place;
  /** `yield op.upsert(…)`. */
  readonly isYielded: boolean;
  /** `update` for whatever only a run of update() reaches or what nothing is known to reach; else where it is called from. */
  readonly calledFrom: readonly ("update" | "schema" | "import" | "form")[];
  /** By parameter; for an operation that is unknown, by position ("0") or keyword. */
  readonly arguments: ReadonlyMap<string, ArgumentFact>;
  /** `*args` or `**kwargs` are among the arguments. */
  readonly hasStars: boolean;
  /** Outermost first, of the first way it was reached. */
  readonly loops: readonly LoopFact[];
  /** The function it is written in; undefined at module level. */
  readonly function: FunctionFact | undefined;
  /** Every time that evaluation reached the call, at most 20: in the order of the whole run. */
  readonly evaluations: readonly OperationEvaluation[];
}

export interface OperationEvaluation {
  /** Increases in the order in which the connector would get there. */
  readonly order: number;
  /** Values by parameter. */
  readonly values: ReadonlyMap<string, Value>;
  readonly loops: readonly LoopFact[];
  /** The calls that led here from update(), outermost first. */
  readonly calls: readonly Place[];
}

export interface CallFact {
  readonly file: string;
  readonly call: Call;
  /** Full: `requests.get`, `requests.Session().get`, `builtins.print`, `fivetran_connector_sdk.Logging.info`. */
  readonly name: string;
  readonly namePlace: Place;
  readonly arguments: readonly ArgumentFact[];
  readonly loops: readonly LoopFact[];
  readonly function: FunctionFact | undefined;
  readonly calledFrom: readonly ("update" | "schema" | "import" | "form" | "main")[];
}

export interface SdkNameFact extends Place {
  /** Full: `fivetran_connector_sdk.Operations.Operation`. */
  readonly name: string;
}

export interface ConfigurationFact {
  /** In the order of modules and places. */
  readonly reads: readonly ConfigurationRead[];
  /** Whether code that cannot be followed sees the configuration, or keys that are not known are read: then any key may be read. */
  readonly escapes: boolean;
  /** Values of the configuration that are used as if they were no text: compared with numbers, calculated with, tested for truth. */
  readonly misuses: readonly ConfigurationMisuse[];
}

export interface ConfigurationRead {
  readonly key: string;
  /** Where the key is written. */
  readonly place: Place;
  /** `get` has a default of None or its own, `test` is `in`, `index` fails when there is none, `write` sets it. */
  readonly how: "index" | "get" | "test" | "write";
  readonly default: Value | undefined;
  /** Of an `index`: a test of the same key, or code that catches the failure, stands before it. */
  readonly isGuarded: boolean;
}

export interface ConfigurationMisuse extends Place {
  readonly key: string;
  readonly expression: Expression;
  readonly as: "number" | "boolean";
}

export interface FormFact {
  readonly function: FunctionFact;
  readonly fields: readonly FormField[];
  readonly tests: readonly FormTest[];
  /** Whether all fields are known. */
  readonly isComplete: boolean;
}

export interface FormField {
  readonly kind: "TextField" | "DropdownField" | "ToggleField";
  readonly call: Call;
  readonly file: string;
  readonly name: string | undefined;
  readonly namePlace: Place | undefined;
  readonly arguments: ReadonlyMap<string, ArgumentFact>;
}

export interface FormTest {
  readonly call: Call;
  readonly file: string;
  readonly label: Value | undefined;
  readonly func: ArgumentFact | undefined;
}
