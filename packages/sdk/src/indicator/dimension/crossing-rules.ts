import { fields, flag, judgeInput, list, nullable, oneOf, text } from '../../shared/input.ts';
import type { Issue } from '../../shared/outcome.ts';
import type { DimensionRules } from '../figure/breakdown.ts';
import {
  type Aggregation,
  aggregations,
  type CountingUnit,
  countingUnits,
  type DenominatorOverCategories,
  denominatorsOverCategories,
  type IndicatorKind,
  indicatorKinds,
} from '../vocabulary.ts';
import type { Crossing } from './crossing.ts';
import { crossingPairs } from './dimension-input.ts';

/** The fields of a definition that determine which crossings it can publish. */
export interface CrossedDefinition {
  kind: IndicatorKind;
  countingUnit: CountingUnit;
  aggregationAcrossOrganizations: Aggregation;
  denominatorOverCategories: DenominatorOverCategories | null;
  crossings: readonly Crossing[];
}

/** The checks of the fields of a {@link CrossedDefinition}. */
export const crossedDefinitionFields = {
  kind: oneOf(indicatorKinds),
  countingUnit: oneOf(countingUnits),
  aggregationAcrossOrganizations: oneOf(aggregations),
  denominatorOverCategories: nullable(oneOf(denominatorsOverCategories)),
  crossings: crossingPairs,
};

const crossedDefinition = fields<CrossedDefinition>(crossedDefinitionFields);

/** The fields of a dimension that determine whether it can be crossed. */
export type CrossedDimension = Pick<DimensionRules, 'code' | 'exclusive'>;

const crossedDimension = fields<CrossedDimension>({ code: text, exclusive: flag });

/**
 * The kinds whose crossings can be protected, and how their figures add up across organizations. A mean is left out: its sum of
 * scores is not a number of people, so that its crossing has no table that can be protected.
 */
const crossedKinds: Partial<Record<IndicatorKind, Aggregation>> = { COUNT: 'SUM', AMOUNT: 'SUM', RATIO: 'RATIO' };

/**
 * Issues of the declared crossings of a version: a definition whose crossings cannot be protected (`INVALID`), a
 * dimension that is crossed with itself (`INVALID`), a pair that is declared twice (`DUPLICATE`), or pairs that form a
 * cycle (`INVALID`).
 */
export function judgeCrossings(definition: CrossedDefinition): Issue[] {
  const malformed = crossedDefinition(definition, []);
  if (malformed.length > 0) return malformed;
  return definition.crossings.length === 0
    ? []
    : [...judgeCrossedDefinition(definition), ...judgePairs(definition.crossings)];
}

/** Only the aggregate of the organizations is crossed, so that their figures must add up. */
function judgeCrossedDefinition(definition: CrossedDefinition): Issue[] {
  const { kind, countingUnit, aggregationAcrossOrganizations, denominatorOverCategories } = definition;
  const required = crossedKinds[kind];
  if (required === undefined) {
    const allowed = Object.keys(crossedKinds).join(', ');
    const message = `\`crossings\` are allowed only if \`kind\` is one of ${allowed}: only numbers of people and amounts can be protected in a crossing. Omit them.`;
    return [invalid([], message)];
  }
  const issues: Issue[] = [];
  if (countingUnit === 'PEOPLE_UNDUPLICATED' || aggregationAcrossOrganizations !== required) {
    const unduplicated = '`countingUnit` must not be PEOPLE_UNDUPLICATED';
    const message = `\`crossings\` require figures that add up across organizations: ${unduplicated}, and \`aggregationAcrossOrganizations\` must be ${required}. Change these fields, or omit \`crossings\`.`;
    issues.push(invalid([], message));
  }
  if (kind === 'RATIO' && denominatorOverCategories !== 'SPLIT') {
    const message =
      '`crossings` of a RATIO require categories that split the denominator. Set `denominatorOverCategories` to SPLIT, or omit `crossings`.';
    issues.push(invalid([], message));
  }
  return issues;
}

function judgePairs(crossings: readonly Crossing[]): Issue[] {
  const linked = new Map<string, string>();
  const rootOf = (code: string): string => {
    const next = linked.get(code);
    return next === undefined ? code : rootOf(next);
  };
  const seen = new Set<string>();
  return crossings.flatMap(({ firstDimension, secondDimension }, at): Issue[] => {
    const path = [String(at)];
    if (firstDimension === secondDimension) {
      return [invalid(path, `"${firstDimension}" is crossed with itself. Choose two dimensions.`)];
    }
    const key = JSON.stringify([firstDimension, secondDimension].sort());
    if (seen.has(key)) {
      const message = `The crossing of "${firstDimension}" and "${secondDimension}" is declared twice. Remove one of them.`;
      return [{ code: 'DUPLICATE', path: ['crossings', ...path], message }];
    }
    seen.add(key);
    const [one, other] = [rootOf(firstDimension), rootOf(secondDimension)];
    if (one === other) {
      return [
        invalid(
          path,
          `The crossing of "${firstDimension}" and "${secondDimension}" closes a cycle. Together, the crossings of a cycle can disclose cells of all its dimensions. Remove one of them.`,
        ),
      ];
    }
    linked.set(one, other);
    return [];
  });
}

/**
 * Issues of the dimensions of declared crossings: a dimension that the version does not have (`UNKNOWN_CODE`), or one
 * whose categories overlap (`INVALID`), so that its crossing has no margins.
 */
export function judgeCrossedDimensions(
  crossings: readonly Crossing[],
  dimensions: readonly CrossedDimension[],
): Issue[] {
  const malformed = judgeInput(
    { crossings, dimensions },
    { crossings: crossingPairs, dimensions: list(crossedDimension) },
  );
  if (malformed.length > 0) return malformed;
  const known = dimensions.length === 0 ? 'none' : dimensions.map(({ code }) => `"${code}"`).join(', ');
  return crossings.flatMap((crossing, at) =>
    (['firstDimension', 'secondDimension'] as const).flatMap((field): Issue[] => {
      const dimension = dimensions.find(({ code }) => code === crossing[field]);
      const path = ['crossings', String(at), field];
      if (!dimension) {
        const message = `The version has no dimension "${crossing[field]}". Its dimensions are: ${known}.`;
        return [{ code: 'UNKNOWN_CODE', path, message }];
      }
      if (dimension.exclusive) return [];
      const message = `The categories of "${dimension.code}" overlap. Only exclusive dimensions can be crossed. Choose another dimension.`;
      return [{ code: 'INVALID', path, message }];
    }),
  );
}

function invalid(path: string[], message: string): Issue {
  return { code: 'INVALID', path: ['crossings', ...path], message };
}
