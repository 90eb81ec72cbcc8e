/**
 * Cuts a text into tokens, without regard to layout: what ends a line and what is indented depends on brackets, which may have to be
 * repaired first. Never fails; what is no token of Python is an "unknown".
 */
import type { Comment, Span, SyntaxProblem } from "./ast.ts";
import { stringEnd } from "./stringEnds.ts";

export type TokenType = "name" | "number" | "string" | "operator" | "unknown";

export interface Token extends Span {
  readonly type: TokenType;
  /** Empty for strings, which are long. */
  readonly text: string;
  /** The column where its line's first token stands; undefined for the others. */
  readonly indent: number | undefined;
  /** A string without its closing quotes. */
  readonly isOpen: boolean;
}

export interface Scan {
  readonly tokens: Token[];
  readonly comments: Comment[];
  readonly problems: SyntaxProblem[];
}

const byteOrderMark = 0xfeff;
const number =
  /0[xX](?:_?[\da-fA-F])+|0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|(?:\d(?:_?\d)*\.?(?:\d(?:_?\d)*)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?[jJ]?/y;
const operator =
  /\*\*=?|\/\/=?|>>=?|<<=?|\.\.\.|->|:=|[<>=!+\-*/%&|^@]=|[-+*/%@&|^~<>()[\]{},:.;=]/y;
const word = /[\p{XID_Start}_]\p{XID_Continue}*/uy;
const stringPrefix = /^(?:[rubft]|[bft]r|r[bft])$/i;

export function scan(text: string): Scan {
  const result: Scan = { tokens: [], comments: [], problems: [] };
  scanFrom(text, 0, result);
  // As many as there are triple quotes too many: each makes strings of the code behind it.
  for (let tries = 0; tries < 3 && result.tokens.at(-1)?.isOpen === true; tries++) {
    const at = endTripleQuotesEarly(text, result);
    if (at === undefined) {
      break;
    }
    scanFrom(text, at, result);
  }
  return result;
}

function scanFrom(text: string, start: number, { tokens, comments, problems }: Scan): void {
  let at = start;
  let indent: number | undefined = start === 0 ? 0 : undefined;
  let depth = 0;
  const add = (type: TokenType, end: number, content: string): void => {
    const isOpener = type === "operator" && "([{".includes(content);
    const isCloser = type === "operator" && ")]}".includes(content);
    depth += isOpener ? 1 : 0;
    const isTooDeep = depth > deepest && (isOpener || isCloser);
    depth = Math.max(0, depth - (isCloser ? 1 : 0));
    const known = isTooDeep ? "unknown" : type;
    tokens.push({ type: known, from: at, to: end, text: content, indent, isOpen: false });
    at = end;
    indent = undefined;
  };
  const addString = (): void => {
    const { end, isOpen } = stringEnd(text, at, text.length);
    const to = isOpen ? openStringEnd(text, at, end) : end;
    tokens.push({ type: "string", from: at, to, text: "", indent, isOpen });
    at = to;
    indent = undefined;
  };
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === byteOrderMark && at === 0) {
      at++;
    } else if (code === 32 || code === 9 || code === 12) {
      if (indent !== undefined) {
        indent = code === 32 ? indent + 1 : code === 9 ? indent + 8 - (indent % 8) : 0;
      }
      at++;
    } else if (code === 10 || code === 13) {
      indent = 0;
      at++;
    } else if (isWordCode(code)) {
      const end = wordEnd(text, at);
      const content = text.slice(at, end);
      if (isQuote(text.charCodeAt(end)) && end - at <= 2 && stringPrefix.test(content)) {
        addString();
      } else {
        add("name", end, content);
      }
    } else if (isQuote(code)) {
      addString();
    } else if (code === 35) {
      const from = at;
      while (at < text.length && text.charCodeAt(at) !== 10 && text.charCodeAt(at) !== 13) {
        at++;
      }
      comments.push({ from, to: at, text: text.slice(from + 1, at).trim() });
    } else if (code === 92) {
      at = continued(text, at, problems);
    } else {
      addOther(text, at, add);
    }
  }
}

function addOther(
  text: string,
  at: number,
  add: (type: TokenType, end: number, content: string) => void,
): void {
  const code = text.charCodeAt(at);
  const isNumber = isDigit(code) || (code === 46 && isDigit(text.charCodeAt(at + 1)));
  const end = match(isNumber ? number : operator, text, at);
  if (end !== undefined) {
    add(isNumber ? "number" : "operator", end, text.slice(at, end));
    return;
  }
  const named = match(word, text, at);
  const content = text.slice(
    at,
    named ?? at + String.fromCodePoint(text.codePointAt(at) ?? 0).length,
  );
  add(named === undefined ? "unknown" : "name", at + content.length, content);
}

function wordEnd(text: string, from: number): number {
  let end = from + 1;
  while (isWordCode(text.charCodeAt(end)) || isDigit(text.charCodeAt(end))) {
    end++;
  }
  // Anything beyond ASCII is rare and takes the slow way.
  return text.charCodeAt(end) > 127 ? (match(word, text, from) ?? end) : end;
}

/** Brackets and commas at the end of a line are hardly meant to be text. */
function openStringEnd(text: string, from: number, end: number): number {
  const start = /^\w*(?:"""|'''|["'])/.exec(text.slice(from, from + 5))?.[0] ?? "";
  if (start.length > 3 || /["']{3}$/.test(start)) {
    return end;
  }
  const written = text.slice(from + start.length, end);
  return from + start.length + written.replace(/[\])},:\s]*$/, "").length;
}

/**
 * The text ends within triple quotes. The ones too many are the first that have code of the file's own level in them, or the last; they
 * end with their line, where the scan goes on.
 */
function endTripleQuotesEarly(text: string, { tokens, comments }: Scan): number | undefined {
  const last = tokens.at(-1);
  const index = tokens.findIndex(
    (token) =>
      token.type === "string" &&
      (token === last
        ? anyCode.test(text.slice(token.from, token.to))
        : token.to - token.from > 6 && topLevelCode.test(text.slice(token.from, token.to))),
  );
  const culprit = tokens[index];
  if (!culprit) {
    return undefined;
  }
  const to = endBeforeCode(text, culprit);
  tokens.splice(index, tokens.length, { ...culprit, to, isOpen: true });
  const kept = comments.findLastIndex(({ from }) => from < culprit.from) + 1;
  comments.splice(kept);
  return to;
}

/** The end of the string's first line, or of the last one before what looks like code. */
function endBeforeCode(text: string, { from, to }: Token): number {
  const lineBreak = text.indexOf("\n", from);
  if (lineBreak < 0 || lineBreak > to) {
    return to;
  }
  const code = codeLine.exec(text.slice(lineBreak, to));
  const end = lineBreak + (code?.index ?? 0);
  return text[end - 1] === "\r" ? end - 1 : end;
}

const topLevelCode =
  /\n(?:(?:async +)?def +\w+ *\(|class +\w+.*:|import +\w|from +\S+ +import |@\w|connector *=|if +__name__)/;
const anyCode = /\n\s*(?:def|class|import|return|for|if|try|with|while|\w+ *=|[\w.]+\()/;
const codeLine =
  /\n[ \t]*(?:(?:async +)?(?:def|class|if|for|while|with|try|elif|else|except)\b.*:[ \t]*(?:#.*)?$|return\b|raise\b|import +\w|from +\S+ +import |@\w|#|[\w.]+(?:\[.*\])? *=|[\w.]+\()/m;

/** CPython's own limit of brackets in brackets; beyond it the parser's time would grow with the square of the depth. */
const deepest = 200;

/** A backslash joins its line with the next. */
function continued(text: string, at: number, problems: SyntaxProblem[]): number {
  const lineBreak = /\r\n?|\n/y;
  lineBreak.lastIndex = at + 1;
  if (lineBreak.test(text)) {
    return lineBreak.lastIndex;
  }
  problems.push({ from: at, to: at + 1, message: "After \\ the line must end" });
  return at + 1;
}

function match(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isQuote(code: number): boolean {
  return code === 34 || code === 39;
}

function isWordCode(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}
