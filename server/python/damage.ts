/** The surroundings of problems, where what is read may not be what was meant. */
import type { Span } from "./ast.ts";
import { errorName, type Raw } from "./raw.ts";

/** For each place its line, and the smallest bracket, call or statement around it. */
export function damagedAround(text: string, root: Raw, places: readonly Span[]): readonly Span[] {
  const spans: Span[] = [];
  for (const place of [...places].sort((a, b) => a.from - b.from)) {
    const { from, to } = smallestAround(root, place);
    const lineStart = text.lastIndexOf("\n", place.from - 1) + 1;
    const lineEnd = text.indexOf("\n", place.to);
    const span = {
      from: Math.min(lineStart, from),
      to: Math.max(lineEnd < 0 ? text.length : lineEnd, to),
    };
    const last = spans.at(-1);
    if (last && span.from <= last.to && span.to >= last.from) {
      spans[spans.length - 1] = {
        from: Math.min(last.from, span.from),
        to: Math.max(last.to, span.to),
      };
    } else {
      spans.push(span);
    }
  }
  return spans;
}

/** Of a statement that has a body only its head is meant. */
function smallestAround(root: Raw, place: Span): Span {
  let smallest: Span = place;
  for (let raw: Raw | undefined = root; raw;) {
    if (isWhole.test(raw.name)) {
      const body = raw.children.find(({ name }) => name.endsWith("Body"));
      smallest = body ? { from: raw.from, to: Math.max(raw.from, body.from) } : raw;
    }
    raw = raw.children.find(
      (child) => child.from <= place.from && child.to >= place.to && child.name !== errorName,
    );
  }
  return smallest;
}

const isWhole =
  /^(?:(?:Array|Dictionary|Set|Tuple|Parenthesized|.*Comprehension|Call)Expression|\w+Statement|\w+Definition)$/;
