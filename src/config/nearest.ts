/**
 * Levenshtein distance with Damerau's exchange: the least number of insertions, deletions, substitutions,
 * and exchanges of neighbouring letters between two words.
 */
export function editDistance(a: string, b: string): number {
  let beforeThat: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const exchange = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? beforeThat[j - 2]! + 1 : Infinity;
      current.push(Math.min(previous[j]! + 1, current[j - 1]! + 1, substitution, exchange));
    }
    beforeThat = previous;
    previous = current;
  }
  return previous[b.length]!;
}

/**
 * The name closest to a word, ignoring case and treating `-` as `_`; the first of several equally close.
 * Undefined when more than a third of the letters would have to change.
 */
export function nearest(word: string, names: readonly string[]): string | undefined {
  const plain = (text: string) => text.toLowerCase().replaceAll("-", "_");
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const name of names) {
    const limit = Math.ceil(Math.max(word.length, name.length) / 3);
    if (Math.abs(word.length - name.length) > limit) continue;
    const distance = editDistance(plain(word), plain(name));
    if (distance <= limit && distance < bestDistance) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}

/** `Did you mean days?`, where a name is close enough. */
export function suggestion(word: string, names: readonly string[]): string | undefined {
  const near = nearest(word, names);
  return near === undefined ? undefined : `Did you mean ${near}?`;
}
