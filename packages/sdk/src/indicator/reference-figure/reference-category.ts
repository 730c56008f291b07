import { knownWords } from '../../shared/nearest.ts';
import type { Issue } from '../../shared/outcome.ts';
import { type DisparityReference, disparityReferenceRules } from '../vocabulary.ts';

/** What the category of a disparity is compared with. */
interface ComparedReference {
  reference: DisparityReference;
  referenceCategory: string | null;
}

/**
 * Issues of the reference category of a disparity: it is set exactly if the reference is `CATEGORY`, and one of the categories of
 * the dimension. An unknown dimension (null) has an issue of its own.
 */
export function judgeReferenceCategory(
  { reference, referenceCategory }: ComparedReference,
  { path, dimension }: { path: string[]; dimension: { code: string; categories: readonly string[] } | null },
): Issue[] {
  if (!disparityReferenceRules[reference].namesCategory) {
    if (referenceCategory === null) return [];
    const message = `\`referenceCategory\` is allowed only if \`reference\` is CATEGORY, not ${reference}. Omit it.`;
    return [{ code: 'INVALID', path, message }];
  }
  if (referenceCategory === null) {
    const message = '`referenceCategory` is required if `reference` is CATEGORY. Set the code of a category.';
    return [{ code: 'REQUIRED', path, message }];
  }
  if (!dimension || dimension.categories.includes(referenceCategory)) return [];
  const message = `\`referenceCategory\` is "${referenceCategory}", which is not a category of the dimension "${dimension.code}".${knownWords(referenceCategory, dimension.categories)}`;
  return [{ code: 'NOT_FOUND', path, message }];
}
