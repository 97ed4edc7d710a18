/** Words longer than this are no misspelling of anything; comparing them would only cost time. */
const longest = 32;

/** Edit distance (insert, delete, replace) of two short words. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/**
 * The option that was probably meant: equal but for case and `-`, `_` or space, or at most a third of its letters away. Undefined
 * when none is near. The cost is bounded whatever the length of `word`.
 */
export function nearest(word: string, options: readonly string[]): string | undefined {
  if (word.length > longest) return undefined;
  const plain = word.trim().toLowerCase().replaceAll(/[-\s]/g, '_');
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const option of options) {
    const steps = distance(plain, option.toLowerCase());
    if (steps < bestDistance && steps <= Math.max(1, Math.floor(option.length / 3))) {
      best = option;
      bestDistance = steps;
    }
  }
  return best;
}
