/** Small Python programs that alias, change, branch and loop in every way that evaluation has to follow; schema() returns all of it. */

interface Names {
  readonly lists: readonly string[];
  readonly dicts: readonly string[];
  readonly texts: readonly string[];
  readonly numbers: readonly string[];
  readonly depth: number;
  readonly inLoop: boolean;
  /** Whether it may return early. */
  readonly inFunction: boolean;
  readonly isHelper?: boolean;
}

export function randomProgram(below: (most: number) => number): string {
  const pick = <Item>(items: readonly [Item, ...Item[]] | readonly Item[]): Item => {
    const item = items[below(items.length)];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  };
  const chance = (percent: number): boolean => below(100) < percent;

  const word = (): string => pick(["'a'", "'b'", "'c'", "'key'", "'Name_X'"]);
  const text = (names: Names): string => {
    switch (below(8)) {
      case 0:
        return `f"{${pick(names.texts)}}-{${pick(names.numbers)}}"`;
      case 1:
        return `${pick(names.texts)}.upper()`;
      case 2:
        return `${pick(names.texts)}.replace('a', 'z')[:6]`;
      case 3:
        return `configuration.get(${word()}, ${word()})`;
      case 4:
        return `(${word()} + ${pick(names.texts)})[:5]`;
      case 5:
        return `'%s/%s' % (${word()}, ${pick(names.numbers)})`;
      case 6:
        return pick(names.texts);
      default:
        return word();
    }
  };
  const number = (names: Names): string =>
    pick([
      "1",
      "2",
      `len(${pick(names.lists)})`,
      `${pick(names.numbers)} + 1`,
      `len(${pick(names.dicts)}) % 3`,
      pick(names.numbers),
    ]);
  const condition = (names: Names): string =>
    pick([
      `configuration.get(${word()}) == 'a'`,
      `configuration.get(${word()})`,
      `${word()} in configuration`,
      `${pick(names.numbers)} > 1`,
      pick(names.lists),
      `not ${pick(names.dicts)}`,
      `${word()} in ${pick(names.dicts)}`,
      `${pick(names.texts)} == ${word()}`,
      `${word()} in ${pick(names.lists)}`,
      `isinstance(${pick([...names.lists, ...names.texts, ...names.dicts])}, (str, list))`,
      `${pick(names.dicts)}.get(${word()}) is None`,
      `len(${pick(names.lists)}) > 2 and configuration.get('b')`,
    ]);
  const value = (names: Names): string =>
    pick([
      text(names),
      number(names),
      pick(names.lists),
      pick(names.dicts),
      "None",
      "True",
      "[]",
      "{}",
    ]);
  const listOf = (names: Names): string =>
    pick([
      `[${text(names)}, ${value(names)}]`,
      "[]",
      pick(names.lists),
      `${pick(names.lists)} + [${value(names)}]`,
      `list(${pick(names.dicts)})`,
      `[x for x in ${pick(names.lists)} if ${condition(names)}]`,
      `[${text(names)} for _ in range(${pick(["0", "1", "2"])})]`,
      `${pick(names.lists)}[:2]`,
      `(configuration.get('c') or 'p,q').split(',')`,
      `${pick(names.lists)} if ${condition(names)} else ${pick(names.lists)}`,
      `[*${pick(names.lists)}, ${word()}]`,
      `sorted(${pick(names.dicts)}, reverse=True)`,
      `${pick(names.lists)}.copy()`,
      `list(generate(${pick(names.lists)}))`,
      `default_list(${value(names)})`,
      `holder.items`,
      `maker()()`,
    ]);
  const dictOf = (names: Names): string =>
    pick([
      `{${word()}: ${value(names)}, ${word()}: ${text(names)}}`,
      "{}",
      pick(names.dicts),
      `dict(${pick(names.dicts)})`,
      `{**${pick(names.dicts)}, ${text(names)}: ${value(names)}}`,
      `{str(x): ${number(names)} for x in ${pick(names.lists)} if not isinstance(x, (list, dict))}`,
      `dict(zip(['a', 'b'], ${pick(names.lists)}))`,
      `${pick(names.dicts)} if ${condition(names)} else {}`,
      `GLOBAL_DICT`,
      `holder.table`,
      `copy.deepcopy(${pick(names.dicts)})`,
    ]);

  const indented = (lines: readonly string[]): readonly string[] =>
    lines.map((line) => `    ${line}`);
  const block = (names: Names, size: number): readonly string[] => {
    const lines = Array.from({ length: size }, () => statement(names)).flat();
    return lines.length > 0 ? lines : ["pass"];
  };
  const inner = (names: Names, more: Partial<Names> = {}): readonly string[] =>
    indented(block({ ...names, ...more, depth: names.depth + 1 }, 1 + below(3)));

  const statement = (names: Names): readonly string[] => {
    const isDeep = names.depth > 2;
    const list = pick(names.lists);
    const dict = pick(names.dicts);
    const kind = below(isDeep ? 15 : 25);
    switch (kind) {
      case 0:
      case 1:
        return [`${list}.append(${value(names)})`];
      case 2:
        return [`${list} = ${listOf(names)}`];
      case 3:
        return [`${dict} = ${dictOf(names)}`];
      case 4:
      case 5:
        return [`${dict}[${chance(70) ? word() : text(names)}] = ${value(names)}`];
      case 6:
        return [`${pick(names.texts)} = ${text(names)}`];
      case 7:
        return [`${pick(names.numbers)} = ${number(names)}`];
      case 8:
        return [
          pick([
            `${list}.extend(${pick(names.lists)}[:3])`,
            `${list} += [${value(names)}]`,
            `${list}.insert(0, ${value(names)})`,
            `${list}[:1] and ${list}.pop()`,
            `${list}.clear()`,
            `${list}.reverse()`,
            `${list}[:1] and ${list}.__setitem__(0, ${value(names)})`,
            `del ${list}[:1]`,
          ]),
        ];
      case 9:
        return [
          pick([
            `${dict}.update(${dictOf(names)})`,
            `${dict}.setdefault(${word()}, []) `,
            `${dict}.pop(${word()}, None)`,
            `${dict}.update(${word().slice(1, -1)}=${value(names)})`,
          ]),
        ];
      case 10:
        return [`change(${list}, ${dict}, ${value(names)})`];
      case 11:
        return [`holder.${pick(["add", "swap"])}(${pick([list, dict, text(names)])})`];
      case 12:
        return names.inLoop && chance(50)
          ? [`if ${condition(names)}:`, `    ${pick(["break", "continue"])}`]
          : [`set_global(${value(names)})`];
      case 13:
        return names.inFunction || names.isHelper
          ? [`if ${condition(names)}:`, `    return ${value(names)}`]
          : [
              `other = helper(${pick(names.lists)}, ${pick(names.dicts)})`,
              `${list} = other if isinstance(other, list) else ${list}`,
            ];
      case 14:
        return [`${pick(names.texts)}, ${pick(names.numbers)} = ${text(names)}, ${number(names)}`];
      case 15:
      case 16:
        return [
          `if ${condition(names)}:`,
          ...inner(names),
          ...(chance(50) ? [`elif ${condition(names)}:`, ...inner(names)] : []),
          ...(chance(50) ? ["else:", ...inner(names)] : []),
        ];
      case 17:
      case 18:
        return [
          `for item${String(names.depth)} in ${pick([`${list}[:3]`, "('a', 'b')", `list(${dict})`, `(configuration.get('c') or '').split(',')`, "range(2)"])}:`,
          ...indented([`${pick(names.lists)}.append(item${String(names.depth)})`]),
          ...inner(names, { inLoop: true }),
          ...(chance(20) ? ["else:", ...inner(names, { inLoop: false })] : []),
        ];
      case 19:
        return [
          `for key${String(names.depth)}, each${String(names.depth)} in list(${dict}.items())[:3]:`,
          ...indented([`${list} = ${list} + [key${String(names.depth)}]`]),
          ...inner(names, { inLoop: true }),
        ];
      case 20:
        return [
          `count${String(names.depth)} = 0`,
          `while count${String(names.depth)} < ${pick(["2", "len(configuration)"])}:`,
          ...indented([`count${String(names.depth)} += 1`]),
          ...inner(names, { inLoop: true }),
        ];
      case 21:
      case 22:
        return [
          "try:",
          ...inner(names),
          ...indented([`risky(${pick(["configuration", dict, list])})`]),
          ...inner(names),
          "except ValueError:",
          ...inner(names),
          ...(chance(30) ? ["else:", ...inner(names)] : []),
          ...(chance(30)
            ? ["finally:", ...inner(names, { inLoop: false, inFunction: false })]
            : []),
        ];
      case 23:
        return [
          `def local(x, y=${list}):`,
          ...indented([`y.append(x)`, `return ${dict}`]),
          `${pick(names.dicts)} = local(${value(names)})`,
        ];
      default:
        return [`${list} = [${dict}, ${list}, ${dict}]`];
    }
  };

  const outer: Names = {
    lists: ["xs", "ys"],
    dicts: ["d", "e"],
    texts: ["s", "t"],
    numbers: ["n", "m"],
    depth: 0,
    inLoop: false,
    inFunction: true,
  };
  const start = [
    "xs = ['a', 'b']",
    "ys = xs",
    "d = {'a': 1, 'b': xs}",
    "e = {}",
    "s = 'x'",
    "t = 'name'",
    "n = 1",
    "m = 2",
  ];
  const body = (names: Names, size: number): readonly string[] => indented(block(names, size));
  return [
    "import copy",
    "from fivetran_connector_sdk import Connector",
    "",
    "GLOBAL_LIST = ['g']",
    "GLOBAL_DICT = {'k': GLOBAL_LIST}",
    "configuration = {}",
    "",
    "def set_global(value):",
    "    global GLOBAL_LIST",
    "    GLOBAL_LIST = [value, GLOBAL_LIST[:1]]",
    "",
    "def change(x, y, z):",
    "    x.append(z)",
    "    y['changed'] = x",
    "",
    "def default_list(value, collected=[]):",
    "    collected.append(value)",
    "    return collected",
    "",
    "def maker():",
    "    made = ['m']",
    "    def add():",
    "        made.append('n')",
    "        return made",
    "    add()",
    "    return add",
    "",
    "def generate(values):",
    "    for value in values:",
    "        if value == 'b':",
    "            continue",
    "        yield value",
    "    yield 'end'",
    "",
    "def risky(value):",
    "    if 'b' in value:",
    "        raise ValueError('b')",
    "",
    "class Holder:",
    "    shared = ['s']",
    "",
    "    def __init__(self, items):",
    "        self.items = items",
    "        self.table = {}",
    "",
    "    def add(self, value):",
    "        self.items.append(value)",
    "        self.shared.append('t')",
    "        self.table['last'] = value",
    "        return self",
    "",
    "    def swap(self, value):",
    "        self.items = [value, self.items[:1]]",
    "        return self.items",
    "",
    "holder = Holder(GLOBAL_LIST)",
    "",
    "def helper(xs, d):",
    ...indented(["ys = xs", "e = d", "s = 'h'", "t = 'i'", "n = 0", "m = len(xs)"]),
    ...body({ ...outer, isHelper: true }, 2 + below(4)),
    "    return ys",
    "",
    "def build(configuration):",
    ...indented(start),
    ...body({ ...outer, inFunction: false }, 3 + below(8)),
    "    return [xs, ys, d, e, s, t, n, m, holder.items, holder.table, Holder.shared, GLOBAL_LIST, GLOBAL_DICT]",
    "",
    "def schema(config):",
    "    global configuration",
    "    configuration = config",
    "    return build(config)",
    "",
    "connector = Connector(update=lambda configuration, state: None, schema=schema)",
    "",
  ].join("\n");
}
