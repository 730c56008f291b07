import type { CategoryReference } from '../indicator/index.ts';
import { compareDecimals } from '../shared/decimal.ts';
import type { Issue } from '../shared/outcome.ts';
import type { ChangeMeasure, DataQualityKind } from './vocabulary.ts';

/** What a rule for the quality of data says, beside its kind; see `dataQualityRule`. */
export interface DataQualityDefinition {
  kind: DataQualityKind;
  indicatorVersionId: string;
  categories: readonly CategoryReference[];
  least: string | null;
  most: string | null;
  largestChange: string | null;
  changeBy: ChangeMeasure | null;
  otherVersionId: string | null;
}

type Said = Exclude<keyof DataQualityDefinition, 'kind' | 'indicatorVersionId'>;

const saidBy: Record<DataQualityKind, readonly Said[]> = {
  RANGE: ['least', 'most', 'categories'],
  CHANGE: ['largestChange', 'changeBy', 'categories'],
  AT_MOST: ['otherVersionId'],
};
const everything: readonly Said[] = ['least', 'most', 'largestChange', 'changeBy', 'otherVersionId', 'categories'];

/**
 * What is wrong with a rule by itself: a `RANGE` has a least or a most value, in order; a `CHANGE` the largest one, which is
 * not negative, and how it is measured; `AT_MOST` another version. None has what belongs to another kind.
 */
export function judgeDataQualityRule(rule: DataQualityDefinition): Issue[] {
  const { kind, least, most, largestChange, otherVersionId, indicatorVersionId } = rule;
  const isSaid = (field: Said) => (field === 'categories' ? rule.categories.length > 0 : rule[field] !== null);
  const issues = everything
    .filter((field) => isSaid(field) && !saidBy[kind].includes(field))
    .map(
      (field): Issue => ({
        code: 'INVALID',
        path: [field],
        message: `a rule of the kind ${kind} must not have \`${field}\`: omit it`,
      }),
    );
  const needed: readonly Said[] = kind === 'RANGE' ? (most === null ? ['least'] : []) : saidBy[kind];
  for (const field of needed.filter((each) => each !== 'categories' && !isSaid(each))) {
    const message =
      kind === 'RANGE' ? 'set `least`, `most`, or both' : `a rule of the kind ${kind} requires this field`;
    issues.push({ code: 'REQUIRED', path: [field], message });
  }
  if (kind === 'RANGE' && least !== null && most !== null && compareDecimals(most, least) < 0) {
    issues.push({ code: 'OUT_OF_RANGE', path: ['most'], message: `\`most\` must be at least \`least\`, ${least}` });
  }
  if (kind === 'CHANGE' && largestChange !== null && compareDecimals(largestChange, '0') < 0) {
    issues.push({
      code: 'OUT_OF_RANGE',
      path: ['largestChange'],
      message: '`largestChange` must be 0 or more',
    });
  }
  if (otherVersionId !== null && otherVersionId === indicatorVersionId) {
    issues.push({
      code: 'INVALID',
      path: ['otherVersionId'],
      message: '`otherVersionId` must be another version',
    });
  }
  return issues;
}
