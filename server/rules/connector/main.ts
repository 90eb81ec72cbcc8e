/** `if __name__ == "__main__":`, which Fivetran does not run. */
import type { Expression, If } from "../../python/ast.ts";

export function isMain({ test }: If): boolean {
  const [only] = test.kind === "Comparison" ? test.rest : [];
  return (
    test.kind === "Comparison" &&
    test.rest.length === 1 &&
    only?.operator === "==" &&
    [test.left, only.value].some((side) => side.kind === "Name" && side.id === "__name__") &&
    [test.left, only.value].some(isMainText)
  );
}

function isMainText(side: Expression): boolean {
  return side.kind === "Text" && side.value === "__main__";
}
