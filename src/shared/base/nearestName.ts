/** The name someone most likely meant by a mistyped one; undefined when none comes close. */
export function nearestName(typed: string, names: readonly string[]): string | undefined {
  const [best] = names
    .map((name) => ({ name, distance: distanceBetween(typed.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  // In a short word three changes leave nothing of it.
  const changes = typed.length < 7 ? 2 : 3;
  return best && best.distance <= changes ? best.name : undefined;
}

/** Letters to insert, delete or replace; a beginning of the name is as good as the whole. */
function distanceBetween(typed: string, name: string): number {
  if (typed !== "" && name.startsWith(typed)) {
    return 0;
  }
  let row = Array.from({ length: name.length + 1 }, (_, column) => column);
  for (const [index, letter] of Array.from(typed).entries()) {
    const next = [index + 1];
    for (const [column, other] of Array.from(name).entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
