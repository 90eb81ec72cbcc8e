import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Expression, Statement } from "../../../../server/python/ast.ts";
import { parsePython } from "../../../../server/python/parse.ts";

/** The value of an expression statement that can be read without a problem. */
function expression(text: string): Expression {
  const { body, problems } = parsePython(text);
  assert.deepEqual(problems, [], text);
  const [statement] = body;
  assert.ok(statement?.kind === "ExpressionStatement", text);
  return statement.value;
}

function statement<K extends Statement["kind"]>(
  text: string,
  kind: K,
): Extract<Statement, { kind: K }> {
  const { body, problems } = parsePython(text);
  assert.deepEqual(problems, [], text);
  const [first] = body;
  assert.equal(first?.kind, kind, text);
  return first as Extract<Statement, { kind: K }>;
}

/** `place: message` of each problem. */
function problems(text: string): readonly string[] {
  return parsePython(text).problems.map(
    ({ from, to, message }) => `${text.slice(from, to)}: ${message}`,
  );
}

void describe("the value of a text", () => {
  const texts: Readonly<Record<string, string>> = {
    '"plain"': "plain",
    "'it\\'s'": "it's",
    '"""two\nlines"""': "two\nlines",
    '"""two\r\nlines"""': "two\nlines",
    '"a" \'b\' """c"""': "abc",
    '"a" \\\n "b"': "ab",
    '("a"  # first\n "b")': "ab",
    'r"C:\\new"': "C:\\new",
    'R"\\""': '\\"',
    'u"ü"': "ü",
    '"\\x41\\u00e9\\U0001F600\\101\\0"': "Aé😀A\0",
    '"\\ud83d\\ude00"': "😀",
    '"\\q\\\n"': "\\q",
    '"😀"': "😀",
  };
  for (const [literal, value] of Object.entries(texts)) {
    void it(`${JSON.stringify(literal)} is ${JSON.stringify(value)}`, () => {
      const found = expression(literal);
      assert.equal(found.kind === "Text" ? found.value : undefined, value);
    });
  }

  void it("is unknown where a character is named", () => {
    const found = expression('"\\N{BULLET}"');
    assert.equal(found.kind === "Text" ? found.value : "", undefined);
  });

  void it("names the literals that it was put together of", () => {
    const text = '("ab"\n  "c")';
    const found = expression(text);
    assert.deepEqual(
      found.kind === "Text" && found.literals.map(({ from, to }) => text.slice(from, to)),
      ['"ab"', '"c"'],
    );
  });
});

void describe("an f-string", () => {
  /** Texts as they are, placeholders as `<value!conversion:format>`. */
  function parts(text: string): string {
    const found = expression(text);
    assert.ok(found.kind === "FormattedText", text);
    return found.parts
      .map((part) =>
        typeof part === "string"
          ? part
          : `<${text.slice(part.value.from, part.value.to)}!${part.conversion ?? ""}:${part.format ?? ""}>`,
      )
      .join("|");
  }

  const cases: Readonly<Record<string, string>> = {
    'f"a{b}c"': "a|<b!:>|c",
    'f"{a}{b}"': "<a!:>|<b!:>",
    'f"{{}}{a}"': "{}|<a!:>",
    'f"{a!r:>10}"': "<a!r:>10>",
    'f"{a:{width}}"': "<a!:>",
    'f"{a:=^30}"': "<a!:=^30>",
    'f"{a=}"': "a=|<a!r:>",
    'f"{a["b"]}"': '<a["b"]!:>',
    "f\"{a['b']}\" 'c'": "<a['b']!:>|c",
    'f"{f"{a}"}"': '<f"{a}"!:>',
    'f"{a != b}"': "<a != b!:>",
    'f"{1.}"': "<1.!:>",
    'rf"\\{a}"': "\\|<a!:>",
    'f"""{\n a\n}"""': "<a!:>",
  };
  for (const [text, expected] of Object.entries(cases)) {
    void it(`${JSON.stringify(text)} has its parts`, () => {
      assert.equal(parts(text), expected);
    });
  }
});

void describe("a number", () => {
  const numbers: Readonly<Record<string, number | bigint>> = {
    "1_000": 1000,
    "0xFF": 255,
    "0b101": 5,
    "0o17": 15,
    "1.5e3": 1500,
    "1.": 1,
    ".5": 0.5,
    "9007199254740993": 9007199254740993n,
  };
  for (const [text, value] of Object.entries(numbers)) {
    void it(`${text} has its value`, () => {
      const found = expression(text);
      assert.equal(found.kind === "Number" ? found.value : undefined, value);
    });
  }
});

void describe("syntax that few use", () => {
  const texts = [
    "with (open(a) as b, open(c) as d,):\n    pass",
    "with open(a) if a else none() as self.file, b as (c, d):\n    pass",
    "with (a, b):\n    pass",
    "match x:\n    case A():\n        pass\n    case []:\n        pass\n    case {}:\n        pass",
    'match x:\n    case {"a": [1, *rest], **other} if rest:\n        pass\n    case A(b=1) | None as c:\n        pass',
    "@a[0].b(c)\n@d\ndef f():\n    yield\n",
    "lambda a, /, b=1, *c, d, **e: (yield)",
    "x[*a, 1:2, ::3]",
    "for a, *b in *c, d:\n    pass",
    "def f[T: int, *U, **V](a, /, *, b: T = 1) -> T: ...",
    "type A[T] = list[T]",
    "class A[T](B, metaclass=C): pass",
    "try:\n    pass\nexcept* (A, B) as e:\n    pass\nelse:\n    pass\nfinally:\n    pass",
    "async def f():\n    async with a as b:\n        return [await c async for c in d if e]",
    "print = 1",
    "x = a if b else lambda: c",
    "if (n := len(a)) > 1: pass",
    "global a; nonlocal_ = a",
    'x = t"{a}"',
    "x = 1 if y else(2)\r\nz = \\\r\n  3\r\n",
    "\ufeffx = 1",
    "def f(): return *a, b",
  ];
  for (const text of texts) {
    void it(`reads ${JSON.stringify(text)}`, () => {
      assert.deepEqual(problems(text), []);
    });
  }

  void it("puts operators together as Python does", () => {
    const found = expression("not a and await b + -c ** d or e < f is not g");
    assert.equal(shape(found), "((not a and (await b + -(c ** d))) or (e < f is not g))");
  });

  void it("reads a star in a subscript as a tuple", () => {
    const found = expression("x[*a]");
    assert.equal(found.kind === "Subscript" && found.index.kind, "Tuple");
  });

  void it("names the targets of with", () => {
    const { items } = statement("with (a as b, c as d.e): pass", "With");
    assert.deepEqual(
      items.map(({ target }) => target?.kind),
      ["Name", "Attribute"],
    );
  });

  void it("names what a pattern binds", () => {
    const { cases } = statement(
      'match x:\n case {"k": a, **b} | [c, *d, _] | E(f, g=h) as i: pass',
      "Match",
    );
    assert.deepEqual(cases[0]?.binds.map(({ text }) => text).sort(), [
      "a",
      "b",
      "c",
      "d",
      "f",
      "h",
      "i",
    ]);
  });
});

function shape(node: Expression): string {
  switch (node.kind) {
    case "Name":
      return node.id;
    case "Unary":
      return node.operator === "not" ? `not ${shape(node.operand)}` : `-${shape(node.operand)}`;
    case "Await":
      return `await ${shape(node.value)}`;
    case "Binary":
      return `(${shape(node.left)} ${node.operator} ${shape(node.right)})`;
    case "BooleanOperation":
      return `(${node.values.map(shape).join(` ${node.operator} `)})`;
    case "Comparison":
      return `(${shape(node.left)}${node.rest.map(({ operator, value }) => ` ${operator} ${shape(value)}`).join("")})`;
    default:
      return node.kind;
  }
}

void describe("what Python would refuse is said where it is", () => {
  const cases: Readonly<Record<string, string>> = {
    "x = [1, 2\ny = 3\n": "[: [ is never closed",
    'x = "abc\ny = 3\n': '"abc: " is never closed',
    "x = 1)\n": "): ) closes nothing; ( may be missing before it",
    "def f()\n    pass\n": "): : is missing at the end of this line",
    "if x = 1:\n    pass\n":
      "=: = can only set a name, a column or an attribute; to compare, write ==",
    "[1 2]": "1: , is missing here",
    '{"a": 1\n "b": 2}': "1: , is missing here",
    '{"a": , "b": 2}': ":: A value is missing behind :",
    '{"a": 1, "b"}': '": A key needs : and a value',
    "x = \ny = 2": "=: Something is missing behind =",
    'print "x"': 'print "x": print needs parentheses: print(…)',
    "def f():\ny = 1": ":: Below this line an indented block must follow",
    "def f():\n    x = 1\n  y = 2\n": "y: This line is indented like none of the blocks above it",
    "x = 1\n  y = 2": "y: This line is indented, and no line above it begins a block",
    "if x:\n\ty\n        z\n": "z: Tabs and spaces are mixed in the indentation",
    "try:\n    x\ny = 1": "try: try needs except or finally behind it",
    "f(a=1, 2)": "2: A value without a name cannot follow one with a name",
    "def f(a=1, b): pass": "b: A parameter without a default cannot follow one with a default",
    "f() = 1": "f(): Only a name, an attribute or an entry can be set here",
    "a.class": "class: class is one of Python's own words and cannot be a name",
    "x = 012": "012: Python cannot read this number; it may not begin with 0",
    'open("C:\\Users")':
      "C:\\Users: \\U begins a special sign here; write \\\\U, or r before the quotes",
    'x = f"{}"': 'f"{}": A { in this f-string has no value, or is never closed',
    'x = f"{a"': 'f"{a": A { in this f-string has no value, or is never closed',
    "x = “abc”": "“: “ is no quote that Python knows; write \" or '",
    "x\u00a0= 1": "\u00a0: This blank is none that Python knows; write an ordinary space",
    "else:\n    x": "else: Python does not expect else here",
    "for x in :\n    pass": "in: A value is missing here",
    "configuration.\nx = 1": ".: Something is missing behind .",
    "foo(1,, 2)": ",: A value is missing before ,",
    'b"é"': 'b"é": Bytes can only hold ASCII signs',
  };
  for (const [text, expected] of Object.entries(cases)) {
    void it(JSON.stringify(text), () => {
      assert.deepEqual(problems(text), [expected]);
    });
  }
});

void describe("around a problem", () => {
  const damaged = (text: string): readonly string[] =>
    parsePython(text).damaged.map(({ from, to }) => text.slice(from, to));

  void it("the line is damaged, and the bracket", () => {
    assert.deepEqual(damaged("a = 1\nb = f(\n  1 2,\n  3,\n)\nc = 1\n"), ["f(\n  1 2,\n  3,\n)"]);
  });

  void it("a body is not, when its head is", () => {
    assert.deepEqual(damaged("def f(a=1, b):\n    return 1\n"), ["def f(a=1, b):"]);
  });

  void it("nothing is, without a problem", () => {
    assert.deepEqual(damaged("def f():\n    return 1\n"), []);
  });
});

void describe("comments", () => {
  void it("are told with their places", () => {
    const text = 'x = "# no"  # yes\n#also\n';
    assert.deepEqual(parsePython(text).comments, [
      { from: 12, to: 17, text: "yes" },
      { from: 18, to: 23, text: "also" },
    ]);
  });
});
