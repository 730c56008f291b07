import {
  type DimensionRules,
  directions,
  disparityReferenceRules,
  disparityReferences,
  indicatorKinds,
} from '../../indicator/index.ts';
import { judgeReferenceCategory } from '../../indicator/internal.ts';
import { periodCode } from '../../period/internal.ts';
import { comparabilities } from '../../shared/comparability.ts';
import {
  coded,
  count,
  day,
  expecting,
  fields,
  flag,
  list,
  nullable,
  omissible,
  oneOf,
  optional,
  text,
} from '../../shared/input.ts';
import { knownWords } from '../../shared/nearest.ts';
import { decimal, exactNumber } from '../../shared/numbers/decimal-input.ts';
import type { Issue } from '../../shared/outcome.ts';
import { type FigureInterval, rollUpReasons } from '../roll-up/figure-result.ts';
import type { DisparityFigure, DisparityRequest, DisparityVersion } from './disparity.ts';

const figure = fields<DisparityFigure>({
  period: periodCode,
  periodStart: day,
  periodEnd: day,
  versionId: nullable(text),
  comparability: oneOf(comparabilities),
  caveats: list(text),
  organizationId: nullable(text),
  place: nullable(coded),
  ecosystemId: nullable(text),
  categories: list(fields<{ dimension: string; category: string }>({ dimension: text, category: text })),
  value: nullable(decimal),
  exact: optional(fields<FigureInterval>({ low: nullable(exactNumber), high: nullable(exactNumber) })),
  interval: optional(fields<FigureInterval>({ low: nullable(decimal), high: nullable(decimal) })),
  reason: nullable(oneOf(rollUpReasons)),
  explanation: nullable(text),
  coverage: fields<DisparityFigure['coverage']>({ figuresIncluded: count, reportedAsBounds: optional(count) }),
});

const version = fields<DisparityVersion>({
  id: text,
  number: count,
  kind: oneOf(indicatorKinds),
  direction: oneOf(directions),
  dimensions: list(
    fields<DimensionRules>({
      code: text,
      exclusive: flag,
      exhaustive: flag,
      categories: list(fields<{ code: string; parent: string | null }>({ code: text, parent: optional(text) })),
    }),
  ),
});

const request = fields<DisparityRequest>({
  dimension: text,
  reference: oneOf(disparityReferences),
  referenceCategory: nullable(text),
  figures: list(figure),
  totals: omissible(list(figure)),
  versions: list(version),
  compares: expecting('a function', (value) => typeof value === 'function'),
});

/**
 * All issues of a request: malformed values, a dimension or reference category that no version has, a reference category that
 * does not fit the reference, and `BEST` for figures without a better and a worse direction.
 */
export function judgeDisparityRequest(given: DisparityRequest): Issue[] {
  const malformed = request(given, []);
  if (malformed.length > 0) return malformed;
  return [...judgeDimension(given), ...judgeReference(given), ...judgeBest(given)];
}

function judgeDimension({ dimension, versions }: DisparityRequest): Issue[] {
  const known = [...new Set(versions.flatMap(({ dimensions }) => dimensions.map(({ code }) => code)))].sort();
  if (known.includes(dimension)) return [];
  const rest = known.length === 0 ? ' It has no dimensions.' : knownWords(dimension, known);
  const message = `\`dimension\` is "${dimension}", which is not a dimension of the indicator.${rest}`;
  return [{ code: 'NOT_FOUND', path: ['dimension'], message }];
}

function judgeReference({ dimension, versions, ...compared }: DisparityRequest): Issue[] {
  const ofDimension = versions.flatMap(({ dimensions }) => dimensions.filter(({ code }) => code === dimension));
  const categories = [...new Set(ofDimension.flatMap((each) => each.categories.map(({ code }) => code)))];
  const known = ofDimension.length === 0 ? null : { code: dimension, categories };
  return judgeReferenceCategory(compared, { path: ['referenceCategory'], dimension: known });
}

/** No category is the best if the indicator should neither increase nor decrease. */
function judgeBest({ reference, figures, versions }: DisparityRequest): Issue[] {
  if (!disparityReferenceRules[reference].isChosenByValue) return [];
  const ofFigures = new Set(figures.map(({ versionId }) => versionId));
  const used = versions.filter(({ id }) => ofFigures.size === 0 || ofFigures.has(id));
  const maintained = used.find(({ direction }) => direction === 'MAINTAIN');
  if (!maintained) return [];
  const message = `\`reference\` cannot be BEST, because the direction of version ${maintained.number} is MAINTAIN: no category is better than another. Use TOTAL or CATEGORY.`;
  return [{ code: 'INVALID', path: ['reference'], message }];
}
