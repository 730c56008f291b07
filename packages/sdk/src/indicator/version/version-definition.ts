import { fields, nullable, oneOf } from '../../shared/input.ts';
import { compareDecimals } from '../../shared/numbers/decimal.ts';
import { decimal } from '../../shared/numbers/decimal-input.ts';
import type { Issue } from '../../shared/outcome.ts';
import type { Crossing } from '../dimension/crossing.ts';
import { crossedDefinitionFields, judgeCrossings } from '../dimension/crossing-rules.ts';
import {
  type Aggregation,
  aggregations,
  type CountingUnit,
  type DenominatorOverCategories,
  type DenominatorOverTime,
  type Direction,
  denominatorsOverTime,
  directions,
  type IndicatorKind,
} from '../vocabulary.ts';

/** The fields of a definition that must be consistent with each other. Decimals are canonical strings. */
export interface VersionDefinition {
  kind: IndicatorKind;
  countingUnit: CountingUnit;
  multiplier: string;
  direction: Direction;
  tolerance: string | null;
  aggregationAcrossOrganizations: Aggregation;
  aggregationOverTime: Aggregation;
  denominatorOverTime: DenominatorOverTime | null;
  denominatorOverCategories: DenominatorOverCategories | null;
  crossings: readonly Crossing[];
}

const versionDefinition = fields<VersionDefinition>({
  ...crossedDefinitionFields,
  multiplier: decimal,
  direction: oneOf(directions),
  tolerance: nullable(decimal),
  aggregationOverTime: oneOf(aggregations),
  denominatorOverTime: nullable(oneOf(denominatorsOverTime)),
});

const selections = ['MIN', 'MAX', 'LAST', 'NONE'] as const satisfies readonly Aggregation[];

/** The aggregations that are valid for each kind. For example, percentages are never averaged. */
const validAggregations: Record<IndicatorKind, readonly Aggregation[]> = {
  COUNT: ['SUM', 'AVERAGE', ...selections],
  AMOUNT: ['SUM', 'AVERAGE', ...selections],
  RATIO: ['RATIO', ...selections],
  MEAN: ['WEIGHTED_MEAN', ...selections],
  MEDIAN: selections,
  PERCENTILE: selections,
  INDEX: selections,
  QUALITATIVE: ['LAST', 'NONE'],
};

/**
 * Issues of fields of a definition that contradict each other, such as a tolerance without the direction `MAINTAIN`, or
 * an average of percentages.
 */
export function judgeVersionDefinition(definition: VersionDefinition): Issue[] {
  const malformed = versionDefinition(definition, []);
  if (malformed.length > 0) return malformed;
  return [
    ...judgeMultiplier(definition),
    ...judgeTolerance(definition),
    ...judgeAggregation(definition, 'aggregationAcrossOrganizations'),
    ...judgeAggregation(definition, 'aggregationOverTime'),
    ...judgeDenominator(definition, 'denominatorOverTime'),
    ...judgeDenominator(definition, 'denominatorOverCategories'),
    ...judgeCrossings(definition),
  ];
}

function judgeMultiplier({ kind, multiplier }: VersionDefinition): Issue[] {
  const path = ['multiplier'];
  if (compareDecimals(multiplier, '0') <= 0) {
    return [
      { code: 'OUT_OF_RANGE', path, message: '`multiplier` must be greater than 0, for example 100 for percent.' },
    ];
  }
  // Another multiplier would hide the number of people: 3 people as 0.003 thousand.
  if ((kind !== 'COUNT' && kind !== 'AMOUNT') || compareDecimals(multiplier, '1') === 0) return [];
  const message = `\`multiplier\` must be 1 for ${kind}. To report thousands, use a unit such as thousands.`;
  return [{ code: 'INVALID', path, message }];
}

function judgeTolerance({ direction, tolerance }: VersionDefinition): Issue[] {
  if (tolerance === null) return [];
  const path = ['tolerance'];
  if (direction !== 'MAINTAIN') {
    return [{ code: 'INVALID', path, message: '`tolerance` is allowed only if `direction` is MAINTAIN. Omit it.' }];
  }
  if (compareDecimals(tolerance, '0') >= 0) return [];
  return [{ code: 'OUT_OF_RANGE', path, message: '`tolerance` must be 0 or more.' }];
}

function judgeAggregation(
  definition: VersionDefinition,
  field: 'aggregationAcrossOrganizations' | 'aggregationOverTime',
): Issue[] {
  // Organizations have no order, so none of them is the last.
  const valid = validAggregations[definition.kind].filter((way) => way !== 'LAST' || field === 'aggregationOverTime');
  if (valid.includes(definition[field])) return [];
  return [
    {
      code: 'NOT_ADDITIVE',
      path: [field],
      message: `\`${field}\` of a ${definition.kind} cannot be ${definition[field]}. Choose ${valid.join(', ')}.`,
    },
  ];
}

function judgeDenominator(
  definition: VersionDefinition,
  field: 'denominatorOverTime' | 'denominatorOverCategories',
): Issue[] {
  if (definition[field] === null || definition.kind === 'RATIO') return [];
  return [{ code: 'INVALID', path: [field], message: `\`${field}\` is allowed only for RATIO. Omit it.` }];
}
