import { compareDecimals } from '../shared/decimal.ts';
import { knownWords } from '../shared/nearest.ts';
import type { Issue } from '../shared/outcome.ts';
import type { DimensionRules } from './breakdown.ts';
import type { DisparityDefinition } from './disparity.ts';
import type { CategoryReference } from './fields.ts';
import type { Direction, IndicatorKind } from './vocabulary.ts';

/** The fields of an indicator version on which the disparities of its figures depend. */
export interface DisparityRules {
  kind: IndicatorKind;
  direction: Direction;
}

/**
 * Issues of a baseline or target of a disparity with a version: the version has figures that do not compare between groups of
 * different sizes (`kind`), or no direction in which a group is better off (`direction`). The path is the field of the version.
 */
export function judgeDisparityVersion({ kind, direction }: DisparityRules): Issue[] {
  const isOfSize = kind === 'COUNT' || kind === 'AMOUNT' || kind === 'QUALITATIVE';
  return [
    ...(isOfSize
      ? [invalid('kind', `A ${kind} does not compare between groups of different sizes. Use a RATIO or MEAN.`)]
      : []),
    ...(direction === 'MAINTAIN'
      ? [
          invalid(
            'direction',
            'The direction MAINTAIN states no better side. Use a version that should increase or decrease.',
          ),
        ]
      : []),
  ];
}

/** Issues of the value of a disparity, at `value`. A ratio is not negative, and no category is better than the best. */
export function judgeDisparityValue(
  value: string,
  { disparity, direction }: { disparity: DisparityDefinition; direction: Direction },
): Issue[] {
  const { reference, measure } = disparity;
  if (measure === 'RATIO' && compareDecimals(value, '0') < 0)
    return [outOfRange('A ratio cannot be negative. Divide the value of the category by the value of the reference.')];
  if (reference !== 'BEST' || direction === 'MAINTAIN') return [];
  const equal = measure === 'RATIO' ? '1' : '0';
  const sign = compareDecimals(value, equal);
  const isBetter = direction === 'INCREASE' ? sign > 0 : sign < 0;
  const [most, how] = direction === 'INCREASE' ? ['most', 'highest'] : ['least', 'lowest'];
  const formula = measure === 'RATIO' ? 'category ÷ best' : 'category − best';
  if (!isBetter) return [];
  return [
    outOfRange(`The best category has the ${how} value, so that ${formula} is at ${most} ${equal}. Check the sign.`),
  ];
}

/** Issues of the categories of a disparity: it is about one category, and its reference is another of the same dimension. */
export function judgeDisparityCategories(
  categories: readonly CategoryReference[],
  { disparity, dimensions }: { disparity: DisparityDefinition; dimensions: readonly DimensionRules[] },
): Issue[] {
  const [only, ...more] = categories;
  if (only && more.length === 0) return judgeReference(disparity, { compared: only, dimensions });
  return [
    invalid('categories', 'Set the one category that is compared with the reference.'),
    ...judgeReference(disparity, { compared: undefined, dimensions }),
  ];
}

/** Issues of the reference category. Whether it is another category is judged only if the compared one is known. */
function judgeReference(
  { reference, referenceCategory }: DisparityDefinition,
  { compared, dimensions }: { compared: CategoryReference | undefined; dimensions: readonly DimensionRules[] },
): Issue[] {
  const path = ['disparity', 'referenceCategory'];
  if (reference !== 'CATEGORY') {
    if (referenceCategory === null) return [];
    return [{ code: 'INVALID', path, message: `Omit it, because \`reference\` is ${reference} and not CATEGORY.` }];
  }
  if (referenceCategory === null)
    return [{ code: 'REQUIRED', path, message: '`referenceCategory` is required if `reference` is CATEGORY.' }];
  const dimension = dimensions.find(({ code }) => code === compared?.dimension);
  // An unknown dimension has an issue at `categories`.
  if (!compared || !dimension) return [];
  if (referenceCategory === compared.category)
    return [{ code: 'INVALID', path, message: 'A category is not compared with itself. Use another category.' }];
  const known = dimension.categories.map(({ code }) => code);
  if (known.includes(referenceCategory)) return [];
  const message = `The dimension "${dimension.code}" has no category "${referenceCategory}".${knownWords(referenceCategory, known)}`;
  return [{ code: 'NOT_FOUND', path, message }];
}

function invalid(field: string, message: string): Issue {
  return { code: 'INVALID', path: [field], message };
}

function outOfRange(message: string): Issue {
  return { code: 'OUT_OF_RANGE', path: ['value'], message };
}
