import { fields, judgeInput, list, text } from '../shared/input.ts';
import type { Issue } from '../shared/outcome.ts';

/**
 * Normalizes a term for comparison: two spellings that differ in case, spaces or Unicode form have the same key. Returns an
 * empty text for a value that is not a text.
 *
 * @see https://www.unicode.org/reports/tr15/ Unicode normalization form KC
 * @example
 * termKey('  STEM  Mentor '); // 'stem mentor'
 */
export function termKey(term: string): string {
  if (typeof term !== 'string') return '';
  return term.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase().normalize('NFKC');
}

/**
 * Checks the synonyms of a term. A synonym with the same key as the term or an earlier synonym is a `DUPLICATE`.
 */
export function judgeSynonyms({ term, synonyms }: { term: string; synonyms: readonly string[] }): Issue[] {
  const seen = new Set([termKey(term)]);
  return synonyms.flatMap((synonym, at): Issue[] => {
    const key = termKey(synonym);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    const path = ['synonyms', String(at)];
    return [{ code: 'DUPLICATE', path, message: `"${synonym}" repeats the term or an earlier synonym. Remove it.` }];
  });
}

const namedTerm = fields<{ term: string; synonyms: string[] }>({ term: text, synonyms: list(text) });

/**
 * Whether a term or one of its synonyms contains a search text, compared by {@link termKey}. False on malformed input.
 *
 * @example
 * termMatches({ term: 'Mentor', synonyms: ['STEM guide'] }, 'stem  GU'); // true
 */
export function termMatches(term: { term: string; synonyms: readonly string[] }, search: string): boolean {
  if (judgeInput({ term, search }, { term: namedTerm, search: text }).length > 0) return false;
  const searchKey = termKey(search);
  return [term.term, ...term.synonyms].some((name) => termKey(name).includes(searchKey));
}
