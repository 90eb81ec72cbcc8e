/**
 * Python that the parser's grammar lacks, written in signs of the same length that it knows: the tree has the right shape, and its
 * reader looks at the author's text to tell what was meant.
 */
import type { Edit } from "./prepare.ts";
import type { Token } from "./scan.ts";
import { placeholderAt, quotesAt, type Placeholder } from "./stringEnds.ts";

interface Bracket {
  /** `value[…]` rather than a list. */
  readonly isSubscript: boolean;
  /** Between `for` and `in` of a comprehension. */
  isTarget: boolean;
}

export function rewrites(tokens: readonly Token[], text: string): Edit[] {
  const edits: Edit[] = [];
  const replace = ({ from, to }: Token, by: string): void => {
    edits.push({ from, to, by });
  };
  const open: Bracket[] = [];
  let isLoopHead = false;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (!token) {
      break;
    }
    const previous = tokens[index - 1];
    const next = tokens[index + 1];
    const bracket = open.at(-1);
    if (open.length === 0 && token.indent !== undefined) {
      isLoopHead = false;
    }
    switch (token.type) {
      case "number":
        if (/\.(?!\d)/.test(token.text)) {
          replace(token, token.text.replace(".", "0"));
        }
        break;
      case "string":
        if (!isQuote(text, token.from)) {
          rewriteString(token, text, edits);
        }
        break;
      case "name":
        if (token.text === "for") {
          isLoopHead = open.length === 0;
          if (bracket) {
            bracket.isTarget = true;
          }
        } else if (token.text === "in") {
          if (bracket) {
            bracket.isTarget = false;
          }
        } else if (token.text === "yield" && isBareYield(next, open.length)) {
          replace(token, "Yield");
        } else if (token.text === "print" && next?.type === "operator") {
          replace(token, "Print");
        } else if (token.text === "with" && open.length === 0 && startsStatement(tokens, index)) {
          rewriteWith(tokens, index, replace);
        }
        break;
      case "operator":
        switch (token.text) {
          case "(":
          case "[":
          case "{":
            open.push({
              isSubscript:
                token.text === "[" &&
                endsOperand(previous) &&
                !/^(?:def|class|type)$/.test(tokens[index - 2]?.text ?? ""),
              isTarget: false,
            });
            break;
          case ")":
          case "]":
          case "}":
            open.pop();
            break;
          case ":":
            isLoopHead &&= open.length > 0;
            break;
          case "/":
            if (previous?.text === "," && /^[,:)]$/.test(next?.text ?? "")) {
              replace(token, "*");
            }
            break;
          case "*":
            if (
              previous?.text === "in" ||
              previous?.text === ":" ||
              (previous?.text === "[" && bracket?.isSubscript) ||
              ((previous?.text === "," || previous?.text === "for") &&
                (bracket ? bracket.isSubscript || bracket.isTarget : isLoopHead))
            ) {
              replace(token, "+");
            }
            break;
        }
        break;
      case "unknown":
        break;
    }
  }
  rewriteDecorators(tokens, replace);
  return edits;
}

function isQuote(text: string, at: number): boolean {
  return text[at] === '"' || text[at] === "'";
}

/** Template strings are read like f-strings; a backslash before a placeholder is none of its business. */
function rewriteString({ from, to }: Token, text: string, edits: Edit[]): void {
  const literal = text.slice(from, to);
  const prefix = /^\w*/.exec(literal)?.[0] ?? "";
  if (/t/i.test(prefix)) {
    edits.push({ from, to: from + prefix.length, by: prefix.replace(/t/i, "f") });
  }
  if (!/[ft]/i.test(prefix) || !/\\\{|:=|\d\.(?!\d)|\{\s*yield\s*\}/.test(literal)) {
    return;
  }
  const close = quotesAt(text, from + prefix.length);
  for (let at = from + prefix.length + close.length; at < to; at++) {
    const sign = text[at];
    if (sign === "\\" && text[at + 1] === "{") {
      edits.push({ from: at, to: at + 1, by: "." });
    } else if (sign === "\\" || (sign === "{" && text[at + 1] === "{")) {
      at++;
    } else if (sign === "{") {
      const placeholder = placeholderAt(text, at, to, close);
      if (placeholder) {
        rewritePlaceholder(placeholder, text, edits);
        at = placeholder.to - 1;
      }
    }
  }
}

function rewritePlaceholder(
  { from, valueEnd, formatFrom }: Placeholder,
  text: string,
  edits: Edit[],
): void {
  if (formatFrom !== undefined && text[formatFrom] === "=") {
    edits.push({ from: formatFrom, to: formatFrom + 1, by: "<" });
  }
  const value = text.slice(from, valueEnd);
  for (const { index } of value.matchAll(/(?<=(?<![\w.])\d+)\.(?!\d)/g)) {
    edits.push({ from: from + index, to: from + index + 1, by: "0" });
  }
  const bare = /^\{\s*(?=yield\s*$)/.exec(value);
  if (bare) {
    edits.push({ from: from + bare[0].length, to: from + bare[0].length + 1, by: "Y" });
  }
}

/** Whether what stands before a bracket is a value that it belongs to. */
export function endsOperand(token: Token | undefined): boolean {
  return (
    token !== undefined &&
    (token.type === "number" ||
      token.type === "string" ||
      (token.type === "name"
        ? !operatorWords.has(token.text)
        : token.text === "..." || ")]}".includes(token.text)))
  );
}

export function isOperatorWord(word: string): boolean {
  return operatorWords.has(word);
}

const operatorWords = new Set(
  "and as assert async await del elif else except for from if import in is lambda not or raise return while with yield".split(
    " ",
  ),
);

function isBareYield(next: Token | undefined, depth: number): boolean {
  return (
    next === undefined ||
    (depth === 0 && next.indent !== undefined) ||
    (next.type === "operator" && /^[)\]},;=:]$/.test(next.text))
  );
}

function startsStatement(tokens: readonly Token[], index: number): boolean {
  const previous = tokens[index - 1];
  return (
    tokens[index]?.indent !== undefined ||
    previous === undefined ||
    (previous.text === "async" && previous.type === "name")
  );
}

/** `as` becomes an operator where the target is more than a name, and in a list in parentheses. */
function rewriteWith(
  tokens: readonly Token[],
  index: number,
  replace: (token: Token, by: string) => void,
): void {
  const close = tokens[index + 1]?.text === "(" ? closeOf(tokens, index + 1) : -1;
  const isList = close > 0 && tokens[close + 1]?.text === ":";
  let depth = isList ? -1 : 0;
  for (let at = index + 1; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token || (depth === 0 && !isList && token.indent !== undefined)) {
      return;
    }
    if (token.type === "name") {
      const isPlain =
        tokens[at + 1]?.type === "name" && /^[,:]$/.test(tokens[at + 2]?.text ?? "") && !isList;
      if (token.text === "as" && depth === 0 && !isPlain) {
        replace(token, "or");
      }
    } else if (token.type === "operator") {
      if (depth === 0 && token.text === ":") {
        return;
      }
      depth += /^[([{]$/.test(token.text) ? 1 : /^[)\]}]$/.test(token.text) ? -1 : 0;
      if (depth < 0) {
        return;
      }
    }
  }
}

/** The index of the bracket that closes the one at `index`. */
function closeOf(tokens: readonly Token[], index: number): number {
  let depth = 0;
  for (let at = index; at < tokens.length; at++) {
    const { type, text } = tokens[at] ?? { type: "unknown", text: "" };
    if (type === "operator") {
      depth += /^[([{]$/.test(text) ? 1 : /^[)\]}]$/.test(text) ? -1 : 0;
      if (depth === 0) {
        return at;
      }
    }
  }
  return -1;
}

/** The parser knows only dotted names and calls of them. */
function rewriteDecorators(
  tokens: readonly Token[],
  replace: (token: Token, by: string) => void,
): void {
  const decorators = tokens.flatMap((token, index) =>
    token.text === "@" && token.indent !== undefined ? [index] : [],
  );
  if (decorators.some((index) => !isPlainDecorator(tokens, index))) {
    for (const index of decorators) {
      const token = tokens[index];
      if (token) {
        replace(token, "+");
      }
    }
  }
}

function isPlainDecorator(tokens: readonly Token[], index: number): boolean {
  let at = index + 1;
  while (
    tokens[at]?.type === "name" &&
    tokens[at + 1]?.text === "." &&
    tokens[at + 1]?.indent === undefined
  ) {
    at += 2;
  }
  // One that is not finished is left to the parser, too.
  if (tokens[at]?.type !== "name") {
    return tokens[at]?.type !== "operator" || tokens[at]?.indent !== undefined;
  }
  at++;
  if (tokens[at]?.text === "(" && tokens[at]?.indent === undefined) {
    at = closeOf(tokens, at) + 1;
  }
  return tokens[at] === undefined || tokens[at]?.indent !== undefined;
}
