import { fields, judgeInput, nullable, oneOf, text } from '../../shared/input.ts';
import { compareDecimals } from '../../shared/numbers/decimal.ts';
import { decimal } from '../../shared/numbers/decimal-input.ts';
import type { Issue } from '../../shared/outcome.ts';
import { categoryReferences, dimensionRules } from '../dimension/dimension-input.ts';
import type { CategoryReference } from '../fields.ts';
import type { DimensionRules } from '../figure/breakdown.ts';
import {
  type Direction,
  directions,
  disparityMeasures,
  disparityReferenceRules,
  disparityReferences,
  type IndicatorKind,
  indicatorKinds,
} from '../vocabulary.ts';
import type { DisparityDefinition } from './disparity.ts';
import { judgeReferenceCategory } from './reference-category.ts';

/** The fields of an indicator version on which the disparities of its figures depend. */
export interface DisparityRules {
  kind: IndicatorKind;
  direction: Direction;
}

/** The checks of the fields of {@link DisparityRules}. */
export const disparityRulesFields = { kind: oneOf(indicatorKinds), direction: oneOf(directions) };

const disparityRules = fields<DisparityRules>(disparityRulesFields);

/** Requires the definition of a disparity. */
export const disparityDefinition = fields<DisparityDefinition>({
  reference: oneOf(disparityReferences),
  referenceCategory: nullable(text),
  measure: oneOf(disparityMeasures),
});

/** What the value of a disparity is checked with. */
export type ComparedValue = { disparity: DisparityDefinition; direction: Direction };
/** What the categories of a disparity are checked with. */
export type ComparedCategories = { disparity: DisparityDefinition; dimensions: readonly DimensionRules[] };

const comparedValue = fields<ComparedValue>({ disparity: disparityDefinition, direction: oneOf(directions) });
const comparedCategories = fields<ComparedCategories>({ disparity: disparityDefinition, dimensions: dimensionRules });

/**
 * Issues of a baseline or target of a disparity with a version: the figures of the version cannot be compared between groups
 * (`kind`), or no direction is better (`direction`). The path is the field of the version.
 */
export function judgeDisparityVersion(version: DisparityRules): Issue[] {
  const malformed = disparityRules(version, []);
  if (malformed.length > 0) return malformed;
  const { kind, direction } = version;
  const isOfSize = kind === 'COUNT' || kind === 'AMOUNT' || kind === 'QUALITATIVE';
  return [
    ...(isOfSize
      ? [
          invalid(
            'kind',
            `Figures of the kind ${kind} cannot be compared between groups. Use a version of the kind RATIO or MEAN.`,
          ),
        ]
      : []),
    ...(direction === 'MAINTAIN'
      ? [
          invalid(
            'direction',
            'A disparity cannot be assessed if `direction` is MAINTAIN. Use a version with the direction INCREASE or DECREASE.',
          ),
        ]
      : []),
  ];
}

/** Issues of the value of a disparity, at `value`. A ratio is not negative, and no category is better than the best. */
export function judgeDisparityValue(value: string, compared: ComparedValue): Issue[] {
  const malformed = judgeInput({ value, compared }, { value: decimal, compared: comparedValue });
  if (malformed.length > 0) return malformed;
  const { reference, measure } = compared.disparity;
  const { direction } = compared;
  if (measure === 'RATIO' && compareDecimals(value, '0') < 0)
    return [outOfRange('A ratio cannot be negative. Divide the value of the category by the value of the reference.')];
  if (!disparityReferenceRules[reference].isChosenByValue || direction === 'MAINTAIN') return [];
  const equal = measure === 'RATIO' ? '1' : '0';
  const sign = compareDecimals(value, equal);
  const isBetter = direction === 'INCREASE' ? sign > 0 : sign < 0;
  const [most, how] = direction === 'INCREASE' ? ['most', 'highest'] : ['least', 'lowest'];
  const formula = measure === 'RATIO' ? 'category ÷ best' : 'category − best';
  if (!isBetter) return [];
  return [
    outOfRange(`The best category has the ${how} value, so ${formula} must be at ${most} ${equal}. Check the sign.`),
  ];
}

/** Issues of the categories of a disparity: it is about one category, and its reference is another of the same dimension. */
export function judgeDisparityCategories(
  categories: readonly CategoryReference[],
  compared: ComparedCategories,
): Issue[] {
  const malformed = judgeInput(
    { categories, compared },
    { categories: categoryReferences, compared: comparedCategories },
  );
  if (malformed.length > 0) return malformed;
  const { disparity, dimensions } = compared;
  const [only, ...more] = categories;
  if (only && more.length === 0) return judgeReference(disparity, { compared: only, dimensions });
  return [
    invalid('categories', '`categories` must contain exactly one category: the one to compare with the reference.'),
    ...judgeReference(disparity, { compared: undefined, dimensions }),
  ];
}

/** Issues of the reference category, which differs from the compared one. An unknown dimension has an issue at `categories`. */
function judgeReference(
  disparity: DisparityDefinition,
  { compared, dimensions }: { compared: CategoryReference | undefined; dimensions: readonly DimensionRules[] },
): Issue[] {
  const path = ['disparity', 'referenceCategory'];
  const dimension = dimensions.find(({ code }) => code === compared?.dimension);
  const { namesCategory } = disparityReferenceRules[disparity.reference];
  if (dimension && namesCategory && disparity.referenceCategory === compared?.category) {
    const message = '`referenceCategory` must differ from the category of the figure. Choose another category.';
    return [{ code: 'INVALID', path, message }];
  }
  const categories = dimension?.categories.map(({ code }) => code) ?? [];
  return judgeReferenceCategory(disparity, {
    path,
    dimension: dimension ? { code: dimension.code, categories } : null,
  });
}

function invalid(field: string, message: string): Issue {
  return { code: 'INVALID', path: [field], message };
}

function outOfRange(message: string): Issue {
  return { code: 'OUT_OF_RANGE', path: ['value'], message };
}
