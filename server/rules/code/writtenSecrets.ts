/** Secrets in the code. */
import { isEncrypted, isSecretName } from "../../../src/shared/model/secrets.ts";
import type { ProjectFacts } from "../../model/facts.ts";
import type { Expression, Node, Text } from "../../python/ast.ts";
import { isUnfilled } from "../placeholders.ts";
import { placeIn, problemAt } from "../problem.ts";
import type { Problem } from "../rule.ts";
import type { Scope } from "./enclosing.ts";

/** What is a secret whatever it is called: keys of well-known services, tokens, private keys. */
const shapes =
  /^(?:AKIA[0-9A-Z]{16}|ASIA[0-9A-Z]{16}|eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}|gh[pousr]_\w{30,}|github_pat_\w{30,}|xox[abpr]-[\w-]{20,}|sk_live_\w{16,}|sk-[\w-]{20,}|AIza[\w-]{30,}|dapi[0-9a-f]{30,}|glpat-[\w-]{18,})$|-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s+[\w+/=]{40}|^(?:Bearer|Basic|token) [\w+/=.~-]{24,}$/;
/** `scheme://user:password@host` */
const address = /^[a-z][\w+.-]*:\/\/[^\s:/@]+:([^\s/@]+)@[^\s/@]+/i;
const examples =
  /example|sample|test|dummy|fake|placeholder|redacted|changeme|default|<|>|\*\*|\.\.\.|\$\{|\{\{|xxx|secret|passw|12345678|abcdef/i;

export function* checkWrittenSecrets(
  _facts: ProjectFacts,
  scopes: readonly Scope[],
): Iterable<Problem> {
  for (const { file, nodes } of scopes) {
    const named = new Map<Node, string>();
    const documentation = new Set<Node>();
    for (const node of nodes) {
      if (node.kind === "ExpressionStatement") documentation.add(node.value);
      for (const [name, text] of namedTexts(node)) {
        named.set(text, name);
        if (node.kind === "FunctionDefinition") yield* checkText(file, text, name);
      }
      if (node.kind === "Text" && !documentation.has(node)) {
        yield* checkText(file, node, named.get(node));
      }
    }
  }
}

function* checkText(file: string, text: Text, name: string | undefined): Iterable<Problem> {
  const message = text.value === undefined ? undefined : messageFor(text.value, name);
  if (message !== undefined) yield problemAt(placeIn(file, text), "secret-in-code", message);
}

function messageFor(value: string, name: string | undefined): string | undefined {
  if (value.length < 6 || isUnfilled(value) || isEncrypted(value)) return undefined;
  const instead = "read it from the configuration, which Fivetran encrypts.";
  const password = address.exec(value)?.[1];
  if (password !== undefined && !/[{}%]/.test(password) && !examples.test(value)) {
    return isUnfilled(password) || /^(?:pass(?:word)?|pwd|pw)$/i.test(password)
      ? undefined
      : `There is a password in this address; ${instead}`;
  }
  if (shapes.test(value) && !examples.test(value)) {
    return `This looks like a secret; ${instead}`;
  }
  return name !== undefined && isSecretName(name) && looksSecret(name, value)
    ? `${name} is written in the code; ${instead}`
    : undefined;
}

/** Whether it has the shape of a secret and not that of a name, a key of a dictionary or an address. */
function looksSecret(name: string, value: string): boolean {
  if (/[\s{}%]|:\/\/|^\//.test(value) || examples.test(value)) return false;
  const hasDigit = /\d/.test(value);
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(value)).length;
  if (/passw|pwd|passphrase/i.test(name)) return value.length >= 6 && kinds >= 2 && hasDigit;
  // Words with - _ or . between are names.
  const isName = /^[A-Za-z]+\d?(?:[-_.](?:[A-Za-z]+\d?|\d\d?))*$/.test(value);
  return value.length >= 16 && hasDigit && kinds >= 2 && !isName && entropy(value) > 3;
}

/** Bits a character. */
function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const letter of value) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return -[...counts.values()]
    .map((count) => (count / value.length) * Math.log2(count / value.length))
    .reduce((sum, part) => sum + part, 0);
}

/** Texts of a node that have a name there: of a variable, a parameter or a key. */
function namedTexts(node: Node): readonly (readonly [string, Text])[] {
  const pairs: (readonly [string | undefined, Expression | undefined])[] = [];
  switch (node.kind) {
    case "Assignment":
      pairs.push(...node.targets.map((target) => [nameOf(target), node.value] as const));
      break;
    case "AnnotatedAssignment":
      pairs.push([nameOf(node.target), node.value]);
      break;
    case "Call":
      pairs.push(...node.arguments.map(({ name, value }) => [name?.text, value] as const));
      break;
    case "Dict":
      pairs.push(
        ...node.items.map(
          ({ key, value }) => [key?.kind === "Text" ? key.value : undefined, value] as const,
        ),
      );
      break;
    case "FunctionDefinition":
      pairs.push(
        ...node.parameters.map((parameter) => [parameter.name.text, parameter.default] as const),
      );
      break;
    default:
  }
  return pairs.flatMap(([name, value]) =>
    name !== undefined && value?.kind === "Text" ? [[name, value] as const] : [],
  );
}

function nameOf(target: Expression): string | undefined {
  if (target.kind === "Name") return target.id;
  if (target.kind === "Attribute") return target.attribute.text;
  return target.kind === "Subscript" && target.index.kind === "Text"
    ? target.index.value
    : undefined;
}
