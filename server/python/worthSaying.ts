import type { SyntaxProblem } from "./ast.ts";
import type { Token } from "./scan.ts";

/** More problems than that help nobody. */
const most = 500;

/**
 * Without what is mostly a consequence of something else: of several problems of a line all but the first, and what the parser gave up
 * on where something is wrong in the same block of the file's own level anyway.
 */
export function worthSaying(
  text: string,
  tokens: readonly Token[],
  sure: readonly SyntaxProblem[],
  guessed: readonly (SyntaxProblem & { readonly isDoubtful: boolean })[],
): readonly SyntaxProblem[] {
  const blocks = tokens.filter(({ indent }) => indent === 0).map(({ from }) => from);
  const taken = new Set(sure.map(({ from }) => blockAt(blocks, from)));
  const said = [...sure];
  const doubtful = guessed.filter(({ isDoubtful }) => isDoubtful);
  const likely = guessed.filter(({ isDoubtful }) => !isDoubtful);
  for (const { from, to, message } of likely.length + said.length > 0 ? likely : doubtful) {
    const block = blockAt(blocks, from);
    if (!taken.has(block)) {
      taken.add(block);
      said.push({ from, to, message });
    }
  }
  // Sorting keeps the order of those at the same place: the surer ones first.
  said.sort((a, b) => a.from - b.from);
  return said
    .filter(({ from }, index) => {
      const before = said[index - 1];
      return before === undefined || text.slice(before.from, from).includes("\n");
    })
    .slice(0, most);
}

function blockAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
