import { fields, judgeInput, list, text } from '../shared/input.ts';
import type { Issue } from '../shared/outcome.ts';

/**
 * What two writings of a term have in common: the same term, whatever its case, its spaces and the form of its
 * characters. Empty for a value that is not a text.
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
 * What is wrong with the synonyms of a term, at each: one that says no more than the term or another synonym does,
 * `DUPLICATE`.
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
 * Whether a term, or one of its synonyms, contains what somebody looks for, compared by {@link termKey}.
 *
 * @example
 * isTermFor({ term: 'Mentor', synonyms: ['STEM guide'] }, 'stem  GU'); // true
 */
export function isTermFor(term: { term: string; synonyms: readonly string[] }, search: string): boolean {
  if (judgeInput({ term, search }, { term: namedTerm, search: text }).length > 0) return false;
  const wanted = termKey(search);
  return [term.term, ...term.synonyms].some((name) => termKey(name).includes(wanted));
}
