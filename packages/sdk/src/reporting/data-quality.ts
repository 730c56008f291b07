import { breakdownKey, figureStatuses, observationStatuses } from '../indicator/index.ts';
import { categoryReferences, type FigureRange, isReportedAsBounds } from '../indicator/internal.ts';
import {
  type Check,
  expecting,
  fields,
  flag,
  judgeInput,
  list,
  nullable,
  oneOf,
  optional,
  text,
} from '../shared/input.ts';
import { compareDecimals, multiplyDecimals, subtractDecimals } from '../shared/numbers/decimal.ts';
import { decimal } from '../shared/numbers/decimal-input.ts';
import { accepted, type Issue, type Outcome, refused } from '../shared/outcome.ts';
import type { DataQualityDefinition } from './data-quality-definition.ts';
import type { Cell } from './indicator-report.ts';
import { changeMeasures, dataQualityKinds } from './vocabulary.ts';

/** The fields of a rule by which figures are checked. */
export type QualityRule = Omit<DataQualityDefinition, 'indicatorVersionId'> & { name: string; blocks: boolean };

/** The fields of a report that rules read: its cells as stored. */
export interface JudgedReport {
  cells: readonly (Pick<Cell, 'categories' | 'value' | 'status'> & Partial<Pick<Cell, 'lowerBound' | 'upperBound'>>)[];
}

/** A figure that violates a rule. */
export interface QualityFinding<Rule extends QualityRule = QualityRule> {
  rule: Rule;
  /** Path of the figure, for example `['cells', '3', 'value']`. */
  path: string[];
  /** States the figure, the limit and the name of the rule. */
  message: string;
  blocks: boolean;
}

/** What the figures of a report are checked with. */
export interface QualityContext<Rule extends QualityRule> {
  rules: readonly Rule[];
  /**
   * The report that the same reporter submitted for the same place and the latest earlier period. Null if there is
   * none.
   */
  previous: JudgedReport | null;
  /** The reports that the same reporter submitted for the same place and period, by the id of their version. */
  others: ReadonlyMap<string, JudgedReport>;
}

const judgedReport = fields<JudgedReport>({
  cells: list(
    fields<JudgedReport['cells'][number]>({
      categories: categoryReferences,
      value: nullable(decimal),
      status: oneOf(observationStatuses),
      lowerBound: optional(decimal),
      upperBound: optional(decimal),
    }),
  ),
});
const qualityRule = fields<QualityRule>({
  name: text,
  kind: oneOf(dataQualityKinds),
  categories: categoryReferences,
  least: nullable(decimal),
  most: nullable(decimal),
  largestChange: nullable(decimal),
  changeBy: nullable(oneOf(changeMeasures)),
  otherVersionId: nullable(text),
  blocks: flag,
});
// A Map of another realm, such as a frame of a browser, is no instance of this one's.
const isMap = (value: unknown): value is ReadonlyMap<unknown, unknown> =>
  Object.prototype.toString.call(value) === '[object Map]';
const aMap = expecting('a Map of reports by version id', isMap);
const reportsByVersion: Check = (value, path) =>
  isMap(value)
    ? [...value].flatMap(([versionId, report]) => judgedReport(report, [...path, String(versionId)]))
    : aMap(value, path);
const qualityContext = fields<QualityContext<QualityRule>>({
  rules: list(qualityRule),
  previous: nullable(judgedReport),
  others: reportsByVersion,
});
const ruleFindings = list(
  fields<Pick<QualityFinding, 'path' | 'message' | 'blocks'>>({ path: list(text), message: text, blocks: flag }),
);

/**
 * The figures of a report that violate the rules of its version, in the order of the rules.
 *
 * - `RANGE`: the figure is at least `least` and at most `most`.
 * - `CHANGE`: the figure differs from the same figure of `previous` by at most `largestChange`, up or down. If
 *   `changeBy` is `SHARE`, the limit is this share of the previous figure. Every change from 0 exceeds any share.
 * - `AT_MOST`: the total is at most the total of the other version, for the same reporter, place and period.
 *
 * A missing figure violates no rule, nor does a figure without another one to compare it with. Zero is a figure. Bounds
 * violate a rule if every figure within them does.
 *
 * @example
 * const rule = { name: 'Fits the hall', kind: 'RANGE', categories: [], least: null, most: '300', blocks: true } as const;
 * const cells = [{ categories: [], value: '3000', status: 'OBSERVED' }] as const;
 * const nothing = { largestChange: null, changeBy: null, otherVersionId: null };
 * unwrap(judgeQuality({ cells }, { rules: [{ ...rule, ...nothing }], previous: null, others: new Map() }))[0]?.message;
 * // '3000 is more than 300, which violates the rule "Fits the hall".'
 */
export function judgeQuality<Rule extends QualityRule>(
  report: JudgedReport,
  context: QualityContext<Rule>,
): Outcome<QualityFinding<Rule>[]> {
  const malformed = judgeInput({ report, context }, { report: judgedReport, context: qualityContext });
  if (malformed.length > 0) return refused(...malformed);
  const { rules, previous, others } = context;
  const [now, before] = [figuresByBreakdown(report), figuresByBreakdown(previous)];
  const findings = rules.flatMap((rule): QualityFinding<Rule>[] => {
    const key = breakdownKey(rule.categories);
    const figure = now.get(key);
    if (!figure) return [];
    const other = rule.otherVersionId === null ? null : (others.get(rule.otherVersionId) ?? null);
    const compared = {
      rule,
      before: before.get(key)?.range ?? null,
      other: figuresByBreakdown(other).get(total)?.range ?? null,
    };
    const violation = violationOf(figure.range, compared);
    if (violation === null) return [];
    const message = `${violation}, which violates the rule "${rule.name}".`;
    return [{ rule, path: ['cells', String(figure.index), figure.field], message, blocks: rule.blocks }];
  });
  return accepted(findings);
}

/** Returns a `DATA_QUALITY` issue for each finding of a rule that blocks submission. */
export function judgeFindings(findings: readonly QualityFinding[]): Issue[] {
  const malformed = judgeInput({ findings }, { findings: ruleFindings });
  if (malformed.length > 0) return malformed;
  return findings
    .filter(({ blocks }) => blocks)
    .map(({ path, message }) => ({ code: 'DATA_QUALITY', path, message: `${message} This rule blocks submission.` }));
}

function violationOf(
  range: FigureRange,
  compared: { rule: QualityRule; before: FigureRange | null; other: FigureRange | null },
): string | null {
  const { rule, before, other } = compared;
  const { least, most } = rule;
  if (rule.kind === 'RANGE') {
    if (least !== null && isBelow(range.highest, least)) return `${describe(range)} is less than ${least}`;
    if (most !== null && isBelow(most, range.lowest)) return `${describe(range)} is more than ${most}`;
    return null;
  }
  if (rule.kind === 'AT_MOST') {
    if (other === null || !isBelow(other.highest, range.lowest)) return null;
    return `${describe(range)} is more than the total of the other version, ${describe(other)}`;
  }
  if (before === null || rule.largestChange === null) return null;
  const isShare = rule.changeBy === 'SHARE';
  const largest = largestSize(before);
  const allowed = isShare ? largest && multiplyDecimals(rule.largestChange, largest) : rule.largestChange;
  if (allowed === null || !isBelow(allowed, leastChange(before, range))) return null;
  const limit = isShare ? `${rule.largestChange} of ${describe(before)}` : rule.largestChange;
  return `The change from ${describe(before)} to ${describe(range)} is more than ${limit}`;
}

/** Whether a number is below another one. Not if one of them is unknown. */
function isBelow(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && compareDecimals(one, other) < 0;
}

/** The smallest change from a figure within the first range to one within the second. */
function leastChange(before: FigureRange, now: FigureRange): string {
  const rise = before.highest !== null && now.lowest !== null ? subtractDecimals(now.lowest, before.highest) : '0';
  const fall = before.lowest !== null && now.highest !== null ? subtractDecimals(before.lowest, now.highest) : '0';
  return [rise, fall].reduce((one, other) => (isBelow(one, other) ? other : one), '0');
}

/** The largest size of a figure within a range. Null if it is unknown. */
function largestSize({ lowest, highest }: FigureRange): string | null {
  if (lowest === null || highest === null) return null;
  const [one, other] = [lowest.replace('-', ''), highest.replace('-', '')];
  return isBelow(one, other) ? other : one;
}

function describe({ lowest, highest }: FigureRange): string {
  if (lowest === highest) return lowest ?? '';
  if (lowest === null) return `${highest} or less`;
  return highest === null ? `${lowest} or more` : `${lowest} to ${highest}`;
}

const total = breakdownKey([]);

/** A figure of a report: the range of its values, and the field of its cell that an issue names. */
interface JudgedFigure {
  range: FigureRange;
  index: number;
  field: 'value' | 'lowerBound' | 'upperBound';
}

/** The figures of a report by `breakdownKey`. Cells without a figure are omitted. */
function figuresByBreakdown(report: JudgedReport | null): ReadonlyMap<string, JudgedFigure> {
  const figures = (report?.cells ?? []).flatMap((cell, index): [string, JudgedFigure][] => {
    const { categories, value, status, lowerBound: lowest = null, upperBound: highest = null } = cell;
    if (!figureStatuses.includes(status)) return [];
    const key = breakdownKey(categories);
    if (value !== null) return [[key, { range: { lowest: value, highest: value }, index, field: 'value' }]];
    if (!isReportedAsBounds(cell)) return [];
    return [[key, { range: { lowest, highest }, index, field: highest === null ? 'lowerBound' : 'upperBound' }]];
  });
  return new Map(figures);
}
