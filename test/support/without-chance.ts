const id = /\b([a-z_]+)_[0-7][0-9a-hjkmnp-tv-z]{25}\b/g;

/**
 * Replaces the random ids of a result by their number in order of occurrence. Equal ids get equal numbers.
 */
export function withoutChance(answer: unknown): unknown {
  const numbers = new Map<string, number>();
  const numbered = (text: string, prefix: string) => {
    if (!numbers.has(text)) numbers.set(text, numbers.size + 1);
    return `${prefix}_#${numbers.get(text)}`;
  };
  const text = JSON.stringify(answer).replaceAll(id, (found, prefix: string) => numbered(found, prefix));
  return JSON.parse(text);
}
