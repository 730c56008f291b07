import type { Code, CodeList } from '../shared/code.ts';

/** A term, and the entries with this term. */
export interface Termed<T> {
  term: Code;
  entries: T[];
}

/** Groups entries by term: every term of the list in its order, then terms of other schemes in the order of the entries. */
export function byTerm<T>(list: CodeList, entries: Iterable<{ term: Code; entry: T }>): Termed<T>[] {
  const groups = new Map<string, Termed<T>>();
  const groupOf = (term: Code): Termed<T> => {
    const key = JSON.stringify([term.scheme, term.code]);
    const group = groups.get(key) ?? { term, entries: [] };
    groups.set(key, group);
    return group;
  };
  for (const term of termsOf(list)) groupOf(term);
  for (const { term, entry } of entries) groupOf(term).entries.push(entry);
  return [...groups.values()];
}

/** Whether a term belongs to the list. */
export function isOf(list: CodeList, { scheme }: Pick<Code, 'scheme'>): boolean {
  return scheme === list.scheme;
}

function termsOf({ scheme, codes }: CodeList): Code[] {
  return codes.map(({ code, label, uri }) => ({ scheme, code, label, uri: uri ?? null }));
}
