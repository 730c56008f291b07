import {
  aggregations,
  countingUnits,
  type DimensionRules,
  denominatorsOverCategories,
  denominatorsOverTime,
  indicatorKinds,
} from '../../indicator/index.ts';
import { periodCode, yearStarts } from '../../period/internal.ts';
import {
  type Check,
  coded,
  count,
  day,
  expecting,
  fields,
  flag,
  labeledCode,
  list,
  nullable,
  omissible,
  oneOf,
  optional,
  text,
} from '../../shared/input.ts';
import { decimal, exactNumber } from '../../shared/numbers/decimal-input.ts';
import type { Issue } from '../../shared/outcome.ts';
import { categorizedVersion } from '../series-categories.ts';
import type { PartialFigure } from './aggregate/partial-figure.ts';
import { rollUpOvers } from './roll-up-figure.ts';
import { type RollUpPart, rollUpSources } from './roll-up-part.ts';
import { judgePlaces } from './roll-up-places.ts';
import type {
  DisaggregatedFigure,
  RollUpMember,
  RollUpPlace,
  RollUpRequest,
  RollUpVersion,
  UnreportedPeriod,
} from './roll-up-request.ts';

const callback = expecting('a function', (value) => typeof value === 'function');

const categories = list(fields<{ dimension: string; category: string }>({ dimension: text, category: text }));

const partialFigure = fields<PartialFigure>({
  figures: count,
  values: count,
  sum: exactNumber,
  least: nullable(exactNumber),
  greatest: nullable(exactNumber),
  parts: count,
  derived: count,
  numerator: exactNumber,
  numeratorSpan: exactNumber,
  denominator: exactNumber,
  bases: count,
  base: exactNumber,
  weighted: exactNumber,
  estimated: count,
  provisional: count,
  missing: count,
  notApplicable: count,
  suppressedAtSource: count,
  suppressed: count,
  suppressedDenominators: count,
  bounded: optional(count),
  open: optional(count),
  stated: optional(decimal),
});

const part = fields<RollUpPart>({
  versionId: text,
  ecosystemId: text,
  period: periodCode,
  periodStart: day,
  periodEnd: day,
  categories,
  source: oneOf(rollUpSources),
  organizationId: nullable(text),
  place: nullable(coded),
  placeScheme: nullable(text),
  places: omissible(list(coded)),
  partial: partialFigure,
  highest: optional(partialFigure),
  publishedCounts: optional(partialFigure),
});

const dimension = fields<Pick<DimensionRules, 'code' | 'exclusive' | 'exhaustive' | 'categories'>>({
  code: text,
  exclusive: flag,
  exhaustive: flag,
  categories: list(fields<{ code: string }>({ code: text })),
});

const version = fields<RollUpVersion>({
  id: text,
  number: count,
  kind: oneOf(indicatorKinds),
  countingUnit: oneOf(countingUnits),
  multiplier: decimal,
  aggregationAcrossOrganizations: oneOf(aggregations),
  aggregationOverTime: oneOf(aggregations),
  denominatorOverTime: optional(oneOf(denominatorsOverTime)),
  denominatorOverCategories: optional(oneOf(denominatorsOverCategories)),
  dimensions: list(dimension),
});

const member = fields<RollUpMember>({
  ecosystemId: text,
  spans: list(fields<RollUpMember['spans'][number]>({ from: day, until: nullable(day) })),
  isClosed: optional(flag),
});

const unreportedPeriod = fields<UnreportedPeriod>({
  organizationId: text,
  versionId: text,
  ecosystemId: text,
  period: periodCode,
  periodStart: day,
  periodEnd: day,
});

const place = fields<RollUpPlace>({
  id: text,
  ecosystemId: text,
  code: labeledCode,
  level: coded,
  parentId: optional(text),
  isClosed: optional(flag),
});

const request = fields<RollUpRequest>({
  parts: list(part),
  disaggregated: omissible(list(fields<DisaggregatedFigure>({ part, total: categories }))),
  versions: list(version),
  over: list(oneOf(rollUpOvers)),
  periods: nullable(list(periodCode)),
  by: nullable(list(text)),
  compares: callback,
  years: optional(yearStarts),
  yearsOf: optional(callback),
  expected: optional(callback),
  unreported: omissible(list(unreportedPeriod)),
  withoutFigure: optional(callback),
  closed: optional(callback),
  members: omissible(list(member)),
  places: omissible(list(place)),
  placesOfReporters: optional(callback),
  placeLevel: optional(text),
  categorized: omissible(list(categorizedVersion)),
});

/**
 * Issues of a request: values that are missing or malformed, parts of a version that is not in `versions` (`NOT_FOUND`), and
 * the issues of its places.
 */
export function judgeRequest(given: RollUpRequest): Issue[] {
  const malformed = request(given, []);
  if (malformed.length > 0) return malformed;
  const ids = new Set(given.versions.map(({ id }) => id));
  const known: Check = (id, path) => (ids.has(id as string) ? [] : [unknownVersion(id as string, path)]);
  return [
    ...judgePlaces(given),
    ...given.parts.flatMap(({ versionId }, at) => known(versionId, ['parts', String(at), 'versionId'])),
    ...(given.disaggregated ?? []).flatMap((each, at) =>
      known(each.part.versionId, ['disaggregated', String(at), 'part', 'versionId']),
    ),
  ];
}

function unknownVersion(id: string, path: readonly string[]): Issue {
  return { code: 'NOT_FOUND', path: [...path], message: `\`versions\` has no version with the id "${id}". Add it.` };
}
