import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { returnedBy } from "../../../support/shownValues.ts";

function check(cases: readonly (readonly [body: string, value: string, top?: string])[]): void {
  for (const [body, value, top] of cases) assert.equal(returnedBy(body, top), value, body);
}

const may = "if configuration.get('k'):";

void describe("branches", () => {
  void it("are joined when nobody knows which is taken", () => {
    check([
      [`x = 1\n${may}\n    x = 2\nreturn x`, "2 | 1"],
      [`a = ['a']\n${may}\n    a.append('b')\nreturn a`, "['a', 'b'?]"],
      [`a = []\n${may}\n    a.append('b')\nelse:\n    a.append('c')\nreturn a`, "['b' | 'c']"],
      [`d = {'a': 1}\n${may}\n    d['b'] = 2\nreturn d`, "{'a': 1, 'b'?: 2}"],
      [`${may}\n    raise ValueError\nreturn 1`, "1"],
      [`a = [1]\n${may}\n    return a\na.append(2)\nreturn a`, "[1, 2?]"],
      [`if 'k' not in configuration:\n    raise ValueError('k')\nreturn []`, "[]"],
      ["if True:\n    return 1\nreturn 2", "1"],
      ["if not []:\n    return 1\nreturn 2", "1"],
    ]);
  });

  void it("tell what the variables of their tests are", () => {
    check([
      [`x = None\n${may}\n    x = 'a'\nif x:\n    return x\nreturn 'b'`, "'a' | 'b'"],
      [`x = None\n${may}\n    x = 'a'\nif x is None:\n    x = 'b'\nreturn x`, "'b' | 'a'"],
      [
        `x = 'a'\n${may}\n    x = []\nif isinstance(x, str):\n    return x\nreturn len(x)`,
        "'a' | 0",
      ],
      [`x = 'a'\n${may}\n    x = 'b'\nif x == 'a':\n    return x\nreturn x`, "'a' | 'b'"],
    ]);
  });
});

void describe("loops", () => {
  void it("over what is known go round by round", () => {
    check([
      [
        "a = []\nfor x in ['a', 'b']:\n    a.append({'table': x})\nreturn a",
        "[{'table': 'a'}, {'table': 'b'}]",
      ],
      [
        "a = []\nfor x in range(5):\n    if x == 1:\n        continue\n    if x == 3:\n        break\n    a.append(x)\nelse:\n    a.append('end')\nreturn a",
        "[0, 2]",
      ],
      ["for x in [1]:\n    pass\nelse:\n    return 'end'", "'end'"],
      [`for x in [1, 2]:\n    ${may}\n        break\nreturn x`, "1 | 2"],
      [
        `for x in ['a', 'b']:\n    if x not in configuration:\n        raise ValueError(x)\nreturn 1`,
        "1",
      ],
    ]);
  });

  void it("over what is unknown happen any number of times", () => {
    check([
      ["a = ['a']\nfor x in input():\n    a.append('b')\nreturn a", "['a', 'b'?, …'b']"],
      ["x = 1\nfor y in input():\n    x = x + 1\nreturn x", "unknown"],
      ["d = {'a': 1}\nfor y in input():\n    d['b'] = y\nreturn d", "{'a'?: 1, 'b'?: unknown, …}"],
      ["n = 0\nwhile n < 2:\n    n += 1\nreturn n", "unknown"],
      ["while True:\n    if input():\n        break\nreturn 1", "1"],
      [
        "x = {}\na = []\nfor y in input():\n    x['k'] = 1\n    x = {'n': 2}\n    a.append(x)\nreturn a",
        "[{'n'?: 2, …}?, …{'n'?: 2, …}]",
      ],
    ]);
  });
});

void describe("exceptions", () => {
  void it("leave what happened before them open", () => {
    check([
      ["try:\n    x = 1\nexcept Exception:\n    raise\nreturn x", "1"],
      ["x = 0\ntry:\n    x = int(input())\nexcept ValueError:\n    pass\nreturn x", "unknown"],
      [
        "a = []\ntry:\n    a.append(1)\nexcept Exception:\n    return a\nreturn a",
        "[1?, …unknown]",
      ],
      ["a = []\ntry:\n    return a\nfinally:\n    a.append(1)", "[1?, …unknown]"],
      ["try:\n    import yaml\nexcept ImportError:\n    yaml = None\nreturn yaml", "yaml | None"],
    ]);
  });
});

void describe("functions and classes", () => {
  void it("are followed", () => {
    check([
      [
        "return entry('a')",
        "{'table': 'a', 'primary_key': ['id']}",
        "def entry(name, key='id'):\n    return {'table': name, 'primary_key': [key]}",
      ],
      ["return f(*[1, 2], **{'c': 3})", "(1, 2, 3)", "def f(a, b, *, c):\n    return a, b, c"],
      ["return f(1, 2, x=3)", "((1, 2), {'x': 3})", "def f(*a, **k):\n    return a, k"],
      ["return (lambda x: x + 1)(1)", "2"],
      [
        "return outer()()",
        "['a']",
        "def outer():\n    found = []\n    def inner():\n        found.append('a')\n        return found\n    return inner",
      ],
      [
        "return twice(lambda: 'a')()",
        "['a', 'a']",
        "def twice(f):\n    def wrapper():\n        return [f(), f()]\n    return wrapper",
      ],
      [
        "return decorated()",
        "['a']",
        "def wrap(f):\n    def inner(*a, **k):\n        return [f(*a, **k)]\n    return inner\n@wrap\ndef decorated():\n    return 'a'",
      ],
      ["return list(tables())", "['a', 'b']", "def tables():\n    yield 'a'\n    yield from ['b']"],
      ["change()\nreturn COUNT", "2", "COUNT = 1\ndef change():\n    global COUNT\n    COUNT = 2"],
      ["return fact(5)", "unknown", "def fact(n):\n    return 1 if n < 2 else n * fact(n - 1)"],
    ]);
  });

  void it("have instances", () => {
    const table =
      "class Table:\n    kind = 'table'\n    def __init__(self, name):\n        self.name = name\n    def entry(self):\n        return {self.kind: self.name}\n    @property\n    def upper(self):\n        return self.name.upper()\n    @staticmethod\n    def make():\n        return Table('made')\n";
    check([
      ["return Table('a').entry()", "{'table': 'a'}", table],
      ["return Table('a').upper, Table.make().name, Table.kind", "('A', 'made', 'table')", table],
      [
        "return Sub('a').entry()",
        "{'sub': 'a'}",
        `${table}class Sub(Table):\n    kind = 'sub'\n    def __init__(self, name):\n        super().__init__(name)\n`,
      ],
      [
        "return [p.name for p in PLANS], PLANS[0].keys",
        "(['a'], ['id'])",
        "from dataclasses import dataclass, field\n@dataclass\nclass Plan:\n    name: str\n    keys: list = field(default_factory=lambda: ['id'])\nPLANS = [Plan('a')]",
      ],
      [
        "return Color.RED.value, Color.RED.name",
        "('red', 'RED')",
        "from enum import Enum\nclass Color(Enum):\n    RED = 'red'",
      ],
    ]);
  });

  void it("come from modules of the project", () => {
    const others = {
      "tables.py":
        "from lib.names import FIRST\nTABLES = [FIRST]\ndef more():\n    return TABLES + ['b']",
      "lib/__init__.py": "",
      "lib/names.py": "FIRST = 'a'",
    };
    assert.equal(returnedBy("return more()", "from tables import more", others), "['a', 'b']");
    assert.equal(returnedBy("import tables as t\nreturn t.TABLES", "", others), "['a']");
    assert.equal(returnedBy("return lib.names.FIRST", "import lib.names", others), "'a'");
  });
});
