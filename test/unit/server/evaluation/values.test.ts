import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { returnedBy } from "../../../support/shownValues.ts";

function check(cases: readonly (readonly [body: string, value: string, top?: string])[]): void {
  for (const [body, value, top] of cases) assert.equal(returnedBy(body, top), value, body);
}

void describe("expressions", () => {
  void it("calculate with literals", () => {
    check([
      ["return 1 + 2 * 3", "7"],
      ["return 7 // 2, -7 // 2, 7 % 3, -7 % 3, 2 ** 10", "(3, -4, 1, 2, 1024)"],
      ["return 7 / 2", "3.5"],
      ["return 'a' + 'b' * 3", "'abbb'"],
      ["return [1] + [2, 3], (1,) + (2,)", "([1, 2, 3], (1, 2))"],
      ["return {'a': 1} | {'a': 2, 'b': 3}", "{'a': 2, 'b': 3}"],
      ["return 1 < 2 < 3, 'a' == 'b', 1 == 1.0, None is None", "(True, False, True, True)"],
      ["return 'a' in ['a'], 'x' in {'x': 1}, 'b' not in 'abc'", "(True, True, False)"],
      ["return not [], bool('a'), [] or 'b', 'a' and None", "(True, True, 'b', None)"],
      ["return 'yes' if [1] else 'no'", "'yes'"],
      ["return (x := 3), x", "(3, 3)"],
    ]);
  });

  void it("put text together", () => {
    check([
      ["n = 3\nreturn f'a_{n}_{\"b\"}'", "'a_3_b'"],
      ["return f'{1.5}{True}{None}'", "'1.5TrueNone'"],
      ["return 'x_%s_%d%%' % ('a', 2)", "'x_a_2%'"],
      ["return '{}-{b}'.format('a', b='c')", "'a-c'"],
      ["return '_'.join(['a', 'b'])", "'a_b'"],
      [
        "return 'Ab'.lower(), 'ab'.upper(), ' a '.strip(), 'a b'.title()",
        "('ab', 'AB', 'a', 'A B')",
      ],
      [
        "return 'a.b.c'.replace('.', '_'), 'a,b'.split(','), ' a  b '.split()",
        "('a_b_c', ['a', 'b'], ['a', 'b'])",
      ],
      ["return 'abc'[0], 'abc'[-1], 'abc'[1:], 'abc'[::-1]", "('a', 'c', 'bc', 'cba')"],
      [
        "return 'ab'.startswith('a'), 'ab'.endswith(('x', 'b')), 'ab'.removeprefix('a')",
        "(True, True, 'b')",
      ],
      ["return str(12) + str(None), int(' 7 '), len('abc')", "('12None', 7, 3)"],
      ["import re\nreturn re.sub(r'[^a-z0-9]+', '_', 'a b-c')", "'a_b_c'"],
      ["return f'{3:>5}'", "text()"],
    ]);
  });

  void it("are unknown where only running tells", () => {
    check([
      ["import requests\nreturn requests.get('x').json()", "requests.get().json()"],
      ["import datetime\nreturn datetime.datetime.now().isoformat()", "text()"],
      ["import os\nreturn os.environ['A']", "os.environ()"],
      ["return undefined_name", "unknown"],
      ["return 'a' + input()", "text('a')"],
    ]);
  });

  void it("know what comes from the configuration", () => {
    check([
      ["return configuration['a']", "configuration(a)"],
      ["return configuration.get('a')", "configuration(a)"],
      ["return configuration.get('a', 'b')", "configuration(a) | 'b'"],
      ["return f\"t_{configuration['a']}\".lower()", "text(a)"],
      ["return 't_' + configuration['a'] + configuration['b']", "text('t_' a b)"],
      ["return [x.strip() for x in configuration['a'].split(',')]", "[text(a)?, …text(a)]"],
      ["import json\nreturn json.loads(configuration['a'])['x']", "unknown(a)"],
      ["return f\"{configuration['a']}{input()}\"", "text()"],
    ]);
  });
});

void describe("lists and dictionaries", () => {
  void it("are built in every way", () => {
    check([
      [
        "a = []\na.append(1)\na.extend([2, 3])\na.insert(0, 0)\na += [4]\nreturn a",
        "[0, 1, 2, 3, 4]",
      ],
      ["a = [1, 2, 3]\na.remove(2)\nx = a.pop()\nreturn a, x", "([1], 3)"],
      [
        "a = [3, 1]\na.reverse()\nreturn a, sorted(a), sorted('ba'), a[1], a[:1]",
        "([1, 3], [1, 3], ['a', 'b'], 3, [1])",
      ],
      [
        "return sorted([{'n': 'b'}, {'n': 'a'}], key=lambda x: x['n'], reverse=True)",
        "[{'n': 'b'}, {'n': 'a'}]",
      ],
      [
        "d = {'a': 1}\nd['b'] = 2\nd.update(c=3)\nd.update({'a': 4})\nreturn d",
        "{'a': 4, 'b': 2, 'c': 3}",
      ],
      [
        "d = {'a': 1}\nreturn d.get('a'), d.get('x'), d.get('x', 0), d.pop('a'), d",
        "(1, None, 0, 1, {})",
      ],
      ["d = {}\nd.setdefault('a', []).append(1)\nreturn d", "{'a': [1]}"],
      [
        "return dict(a=1), dict([('b', 2)]), dict(zip(['c'], [3]))",
        "({'a': 1}, {'b': 2}, {'c': 3})",
      ],
      [
        "return [*[1], 2], {**{'a': 1}, 'b': 2}, list({'a': 1}), list({'a': 1}.items())",
        "([1, 2], {'a': 1, 'b': 2}, ['a'], [('a', 1)])",
      ],
      [
        "return [x * 2 for x in range(3) if x], {k: v for k, v in {'a': 1}.items()}",
        "([2, 4], {'a': 1})",
      ],
      ["return [(i, x) for i, x in enumerate(['a'], 1)]", "[(1, 'a')]"],
      ["a, (b, *c) = 1, (2, 3, 4)\nreturn a, b, c", "(1, 2, [3, 4])"],
      ["d = {'a': 1, 'b': 2}\ndel d['a']\nreturn d", "{'b': 2}"],
      ["return any(x > 1 for x in [1, 2]), all([1, 0])", "(True, False)"],
      [
        "import copy\na = [[1]]\nb = copy.deepcopy(a)\nb[0].append(2)\nreturn a, b",
        "([[1]], [[1, 2]])",
      ],
      ["g = (x for x in [1])\nreturn list(g), list(g)", "([1], [])"],
    ]);
  });

  void it("are seen through every name", () => {
    check([
      ["a = []\nb = a\nb.append(1)\nreturn a", "[1]"],
      ["a = [1]\nb = a[:]\nb.append(2)\nreturn a", "[1]"],
      [
        "d = {'a': []}\nd['a'].append(1)\nfor x in d.values():\n    x.append(2)\nreturn d",
        "{'a': [1, 2]}",
      ],
      ["a = []\nadd = a.append\nadd(1)\nreturn a", "[1]"],
      ["change(TABLES)\nreturn TABLES", "['x']", "TABLES = []\ndef change(t):\n    t.append('x')"],
      [
        "a = collect(1)\nreturn collect(2)",
        "[1, 2]",
        "def collect(x, all=[]):\n    all.append(x)\n    return all",
      ],
      ["a = []\nx = a if configuration.get('k') else [0]\nx.append(1)\nreturn a", "[1?]"],
      ["a = [1]\nunknown_function(a)\nreturn a", "[1?, …unknown]"],
      ["a = [1]\nimport json\njson.dumps(a)\nreturn a", "[1]"],
    ]);
  });
});
