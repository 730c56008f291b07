import { breakdownKey, figureStatuses } from '../indicator/index.ts';
import { compareDecimals, multiplyDecimals, subtractDecimals } from '../shared/decimal.ts';
import type { Issue } from '../shared/outcome.ts';
import type { DataQualityDefinition } from './data-quality-definition.ts';
import type { Cell } from './indicator-report.ts';

/** A rule as figures are judged by it. */
export type QualityRule = Omit<DataQualityDefinition, 'indicatorVersionId'> & { name: string; blocks: boolean };

/** What a rule looks at in a report: its cells, with the values that they are stored with. */
export interface JudgedReport {
  cells: readonly Pick<Cell, 'categories' | 'value' | 'status'>[];
}

/** A figure that does not keep to a rule. */
export interface QualityFinding<Rule extends QualityRule = QualityRule> {
  rule: Rule;
  /** Where the figure stands: `['cells', '3', 'value']`. */
  path: string[];
  /** Names the rule, and says what was found and what was expected. */
  message: string;
  blocks: boolean;
}

/**
 * Which figures of a report do not keep to the rules of its version, in the order of the rules.
 *
 * - `RANGE`: the figure is at least `least` and at most `most`.
 * - `CHANGE`: it differs from the same figure of `previous`, the report of the last period before, by no more than
 *   `largestChange`, up or down; by `SHARE`, by no more than this share of the figure before. Of a figure that was 0 every
 *   change is more than any share.
 * - `AT_MOST`: the total is no more than the total of the other version, of the same reporter, place and period.
 *
 * A figure that is not there, or says why it is missing, does not break a rule, and neither does one that has nothing to be
 * compared with. Zero is a figure.
 *
 * @example
 * const rule = { name: 'Fits the hall', kind: 'RANGE', categories: [], least: null, most: '300', blocks: true } as const;
 * const cells = [{ categories: [], value: '3000', status: 'OBSERVED' }] as const;
 * const nothing = { largestChange: null, changeBy: null, otherVersionId: null };
 * judgeQuality({ cells }, { rules: [{ ...rule, ...nothing }], previous: null, others: new Map() })[0]?.message;
 * // '"Fits the hall": 3000 is more than 300'
 */
export function judgeQuality<Rule extends QualityRule>(
  report: JudgedReport,
  beside: {
    rules: readonly Rule[];
    /** What the same reporter handed in of the same place for the last period before; null where there is nothing. */
    previous: JudgedReport | null;
    /** What the same reporter handed in of the same place and period for other versions, by version. */
    others: ReadonlyMap<string, JudgedReport>;
  },
): QualityFinding<Rule>[] {
  const { rules, previous, others } = beside;
  const [now, before] = [placed(report), placed(previous)];
  return rules.flatMap((rule): QualityFinding<Rule>[] => {
    const key = breakdownKey(rule.categories);
    const found = now.get(key);
    if (!found) return [];
    const other = rule.otherVersionId === null ? null : (others.get(rule.otherVersionId) ?? null);
    const compared = { rule, before: before.get(key)?.value ?? null, other: placed(other).get(total)?.value ?? null };
    const complaint = complaintAbout(found.value, compared);
    if (complaint === null) return [];
    const message = `"${rule.name}": ${complaint}`;
    return [{ rule, path: ['cells', String(found.index), 'value'], message, blocks: rule.blocks }];
  });
}

/** What stands in the way of handing a report in, of what was found about it: `DATA_QUALITY` for each rule that blocks. */
export function judgeFindings(findings: readonly QualityFinding[]): Issue[] {
  return findings
    .filter(({ blocks }) => blocks)
    .map(({ path, message }) => ({ code: 'DATA_QUALITY', path, message: `${message}; this rule blocks submission` }));
}

function complaintAbout(
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
    return `${value} is more than ${other}, the total of the other version: correct one of them`;
  }
  if (before === null || rule.largestChange === null) return null;
  const isShare = rule.changeBy === 'SHARE';
  const allowed = isShare ? multiplyDecimals(rule.largestChange, sizeOf(before)) : rule.largestChange;
  if (compareDecimals(sizeOf(subtractDecimals(value, before)), allowed) <= 0) return null;
  const most = isShare ? `${rule.largestChange} of it` : rule.largestChange;
  return `${value} after ${before} is a change of more than ${most}`;
}

function sizeOf(value: string): string {
  return value.replace('-', '');
}

const total = breakdownKey([]);

/** The figures of a report, by what they are broken down by; a cell that says why it has none is not among them. */
function placed(report: JudgedReport | null): ReadonlyMap<string, { value: string; index: number }> {
  const figures = (report?.cells ?? []).flatMap(({ categories, value, status }, index) => {
    const isFigure = value !== null && figureStatuses.includes(status);
    return isFigure ? [[breakdownKey(categories), { value, index }] as const] : [];
  });
  return new Map(figures);
}
