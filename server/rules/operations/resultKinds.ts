/** What calls outside the project give, where their names alone make it certain. */

export type ResultKind =
  | "datetime"
  | "date"
  | "decimal"
  | "uuid"
  | "json"
  | "text"
  | "bytes"
  | "bytearray"
  | "float"
  | "integer"
  | "boolean";

const kinds: ReadonlyMap<string, ResultKind> = new Map(
  Object.entries({
    datetime:
      "datetime.datetime datetime.datetime.now datetime.datetime.utcnow datetime.datetime.today datetime.datetime.fromtimestamp " +
      "datetime.datetime.utcfromtimestamp datetime.datetime.strptime datetime.datetime.fromisoformat datetime.datetime.combine",
    date: "datetime.date datetime.date.today datetime.date.fromisoformat datetime.date.fromtimestamp",
    decimal: "decimal.Decimal",
    uuid: "uuid.UUID uuid.uuid1 uuid.uuid3 uuid.uuid4 uuid.uuid5",
    json: "json.dumps",
    text: "builtins.str builtins.repr builtins.format builtins.chr builtins.hex",
    bytes: "builtins.bytes base64.b64encode base64.b64decode os.urandom",
    bytearray: "builtins.bytearray",
    float: "builtins.float time.time time.perf_counter time.monotonic random.random random.uniform",
    integer: "builtins.int builtins.len builtins.ord builtins.hash random.randint time.time_ns",
    boolean: "builtins.bool builtins.isinstance builtins.hasattr builtins.callable",
  } satisfies Record<ResultKind, string>).flatMap(([kind, called]) =>
    called.split(" ").map((name): [string, ResultKind] => [name, kind as ResultKind]),
  ),
);

/** Methods by the kind they are called on. */
const methods: Readonly<Partial<Record<ResultKind, Readonly<Record<string, ResultKind>>>>> = {
  datetime: {
    replace: "datetime",
    astimezone: "datetime",
    date: "date",
    isoformat: "text",
    strftime: "text",
    ctime: "text",
    timestamp: "float",
  },
  date: { replace: "date", isoformat: "text", strftime: "text" },
};

/** `of` is the full name of what is called: `datetime.datetime.now().isoformat`. */
export function resultKind(of: string): ResultKind | undefined {
  const known = kinds.get(of);
  if (known) return known;
  const method = /^(.*)\(\)\.(\w+)$/.exec(of);
  const on = method?.[1] === undefined ? undefined : resultKind(method[1]);
  return on && methods[on]?.[method?.[2] ?? ""];
}
