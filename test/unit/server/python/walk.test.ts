import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parsePython } from "../../../../server/python/parse.ts";
import { childrenOf, walk } from "../../../../server/python/walk.ts";

function names(text: string, leaveOut?: string): string {
  const found: string[] = [];
  walk(parsePython(text).body, (node) => {
    if (node.kind === "Name") {
      found.push(node.id);
    }
    return node.kind !== leaveOut;
  });
  return found.join(" ");
}

void describe("a walk", () => {
  const cases = [
    "@a\ndef f(x: b = c, *y: d) -> e:\n    g",
    "class A(a, k=b, *c):\n    d",
    "a = b = c; d += e; f: g = h",
    "for a in b:\n    c\nelse:\n    d",
    "while a:\n    b",
    "if a:\n    b\nelif c:\n    d\nelse:\n    e",
    "with a as b, c:\n    d",
    "try:\n    a\nexcept b as x:\n    c\nelse:\n    d\nfinally:\n    e",
    "match a:\n    case x if b:\n        c",
    "raise a from b; assert c, d; del e; return_ = f",
    'f"{a}x{b}"; c[d:e:f]; g(h, x=i); [j, (k, {l})]; {m: n, **o}',
    "(a if b else c); (lambda x=d: e); -f; g + h; i and j; k < l; (m := n)",
    "async def f():\n    await a; yield b",
  ];
  for (const text of cases) {
    void it(`meets all of ${JSON.stringify(text)} once`, () => {
      const met = names(text).split(" ");
      assert.equal(new Set(met).size, met.length);
      const expected = text.match(/\b[a-o]\b(?![ "]?\()(?<!def f|def [a-z])/g) ?? [];
      for (const name of new Set(expected)) {
        assert.ok(met.includes(name) || text.includes(`${name}=`), name);
      }
    });
  }

  void it("goes in the order of the text", () => {
    assert.equal(names("a[b] = c\nd(e, f=g)"), "a b c d e g");
  });

  void it("leaves out what is below a node when told so", () => {
    assert.equal(names("a(b)\nc", "Call"), "c");
  });

  void it("gives the nodes right below one", () => {
    const [statement] = parsePython("a = b(c)").body;
    assert.deepEqual(statement && childrenOf(statement).map(({ kind }) => kind), ["Name", "Call"]);
  });
});
