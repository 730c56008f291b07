import type { CategoryReference } from '../indicator/index.ts';
import { compareDecimals } from '../shared/numbers/decimal.ts';
import type { Issue } from '../shared/outcome.ts';
import type { ChangeMeasure, DataQualityKind } from './vocabulary.ts';

/** The fields that define a data quality rule; see `dataQualityRule`. */
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

type RuleField = Exclude<keyof DataQualityDefinition, 'kind' | 'indicatorVersionId'>;

const fieldsByKind: Record<DataQualityKind, readonly RuleField[]> = {
  RANGE: ['least', 'most', 'categories'],
  CHANGE: ['largestChange', 'changeBy', 'categories'],
  AT_MOST: ['otherVersionId'],
};
const allFields: readonly RuleField[] = ['least', 'most', 'largestChange', 'changeBy', 'otherVersionId', 'categories'];

/**
 * Issues of a data quality rule. A `RANGE` requires `least` or `most`, in order. A `CHANGE` requires `largestChange`,
 * which is not negative, and `changeBy`. `AT_MOST` requires another version. Fields of other kinds must be omitted.
 */
export function judgeDataQualityRule(rule: DataQualityDefinition): Issue[] {
  const { kind, least, most, largestChange, otherVersionId, indicatorVersionId } = rule;
  const isSet = (field: RuleField) => (field === 'categories' ? rule.categories.length > 0 : rule[field] !== null);
  const issues = allFields
    .filter((field) => isSet(field) && !fieldsByKind[kind].includes(field))
    .map(
      (field): Issue => ({
        code: 'INVALID',
        path: [field],
        message: `A rule of the kind ${kind} must not have \`${field}\`. Omit it.`,
      }),
    );
  const required: readonly RuleField[] = kind === 'RANGE' ? (most === null ? ['least'] : []) : fieldsByKind[kind];
  for (const field of required.filter((each) => each !== 'categories' && !isSet(each))) {
    const message =
      kind === 'RANGE'
        ? 'A rule of the kind RANGE requires `least` or `most`. Set one of them, or both.'
        : `A rule of the kind ${kind} requires \`${field}\`. Set it.`;
    issues.push({ code: 'REQUIRED', path: [field], message });
  }
  if (kind === 'RANGE' && least !== null && most !== null && compareDecimals(most, least) < 0) {
    issues.push({
      code: 'OUT_OF_RANGE',
      path: ['most'],
      message: `\`most\` must be at least \`least\`, which is ${least}.`,
    });
  }
  if (kind === 'CHANGE' && largestChange !== null && compareDecimals(largestChange, '0') < 0) {
    issues.push({
      code: 'OUT_OF_RANGE',
      path: ['largestChange'],
      message: '`largestChange` must be 0 or more.',
    });
  }
  if (otherVersionId !== null && otherVersionId === indicatorVersionId) {
    issues.push({
      code: 'INVALID',
      path: ['otherVersionId'],
      message: '`otherVersionId` is the version of the rule itself. Choose another version.',
    });
  }
  return issues;
}
