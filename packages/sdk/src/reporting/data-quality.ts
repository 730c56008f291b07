import { breakdownKey, figureStatuses, observationStatuses } from '../indicator/index.ts';
import { categoryReferences } from '../indicator/internal.ts';
import { compareDecimals, multiplyDecimals, subtractDecimals } from '../shared/decimal.ts';
import { decimal } from '../shared/decimal-input.ts';
import { type Check, expecting, fields, flag, judgeInput, list, nullable, oneOf, text } from '../shared/input.ts';
import { accepted, type Issue, type Outcome, refused } from '../shared/outcome.ts';
import type { DataQualityDefinition } from './data-quality-definition.ts';
import type { Cell } from './indicator-report.ts';
import { changeMeasures, dataQualityKinds } from './vocabulary.ts';

/** The fields of a rule by which figures are checked. */
export type QualityRule = Omit<DataQualityDefinition, 'indicatorVersionId'> & { name: string; blocks: boolean };

/** The fields of a report that rules read: its cells as stored. */
export interface JudgedReport {
  cells: readonly Pick<Cell, 'categories' | 'value' | 'status'>[];
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
 * A missing figure violates no rule, nor does a figure without another one to compare it with. Zero is a figure.
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
      before: before.get(key)?.value ?? null,
      other: figuresByBreakdown(other).get(total)?.value ?? null,
    };
    const violation = violationOf(figure.value, compared);
    if (violation === null) return [];
    const message = `${violation}, which violates the rule "${rule.name}".`;
    return [{ rule, path: ['cells', String(figure.index), 'value'], message, blocks: rule.blocks }];
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
  value: string,
  compared: { rule: QualityRule; before: string | null; other: string | null },
): string | null {
  const { rule, before, other } = compared;
  if (rule.kind === 'RANGE') {
    if (rule.least !== null && compareDecimals(value, rule.least) < 0) return `${value} is less than ${rule.least}`;
    if (rule.most !== null && compareDecimals(value, rule.most) > 0) return `${value} is more than ${rule.most}`;
    return null;
  }
  if (rule.kind === 'AT_MOST') {
    if (other === null || compareDecimals(value, other) <= 0) return null;
    return `${value} is more than the total of the other version, ${other}`;
  }
  if (before === null || rule.largestChange === null) return null;
  const isShare = rule.changeBy === 'SHARE';
  const allowed = isShare ? multiplyDecimals(rule.largestChange, sizeOf(before)) : rule.largestChange;
  if (compareDecimals(sizeOf(subtractDecimals(value, before)), allowed) <= 0) return null;
  const limit = isShare ? `${rule.largestChange} of ${before}` : rule.largestChange;
  return `The change from ${before} to ${value} is more than ${limit}`;
}

function sizeOf(value: string): string {
  return value.replace('-', '');
}

const total = breakdownKey([]);

/** The figures of a report by `breakdownKey`. Cells without a figure are omitted. */
function figuresByBreakdown(report: JudgedReport | null): ReadonlyMap<string, { value: string; index: number }> {
  const figures = (report?.cells ?? []).flatMap(({ categories, value, status }, index) => {
    const isFigure = value !== null && figureStatuses.includes(status);
    return isFigure ? [[breakdownKey(categories), { value, index }] as const] : [];
  });
  return new Map(figures);
}
