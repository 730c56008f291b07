import { type LinkedSet, type ProtectedSet, type ProtectionResult, protect } from '@collective-impact/disclosure';
import type { DimensionRules } from '../../../indicator/index.ts';
import type { ReportedRow } from '../rows.ts';
import { dimensionsViolatingCoverage } from './category-coverage.ts';
import type { DecisionRules, SetToDecide } from './decision-rules.ts';
import type { LinkedColumns } from './linked-columns.ts';
import type { LinkedRowsResult } from './linked-rows.ts';
import { addResidualRow } from './residual-row.ts';
import type { SetDecision } from './set-decision.ts';
import { dimensionsWithSmallParents, withoutChildCategories } from './small-parents.ts';
import { withTotalRowStatus } from './sums-of-rows.ts';
import { fallsBelow, type SetChildRequirements, withChildRequirements } from './withheld-children.ts';

/** Result for one choice of dimensions: a decision, no safe decision, or other dimensions to try instead. */
export type Attempt =
  | { kind: 'DECIDED'; decision: SetDecision }
  | { kind: 'UNSAFE' }
  | { kind: 'TRY_DIMENSIONS'; dimensions: readonly DimensionRules[] };

/** The reports of a set, linked by the columns of one choice of dimensions. */
export interface LinkedReports {
  kind: 'LINKED';
  set: SetToDecide;
  dimensions: readonly DimensionRules[];
  columns: LinkedColumns;
  /** The rows of the set, and then the stated total. */
  rows: readonly ReportedRow[];
  linked: Extract<LinkedRowsResult, { kind: 'LINKED' }>;
  /** What categories require that are in the finest columns only. Undefined if these are the columns. */
  children: SetChildRequirements | undefined;
}

/** A linked set with everything that its protection must fulfill. */
export interface RequiredSet {
  kind: 'REQUIRED';
  required: Omit<LinkedSet, 'dimensions'>;
  linked: LinkedReports['linked'];
}

/**
 * Second stage: adds the requirements of the finest columns, the residual of a stated total, and what is known about totals. Without
 * the child categories of dimensions whose parents are small, the set is tried again.
 */
export function requireSums(
  { set, dimensions, columns, linked: found, children }: LinkedReports,
  { threshold, hideZeros }: DecisionRules,
): RequiredSet | Attempt {
  const linked = children ? withChildRequirements(found, children) : found;
  const sums = set.stated ? addResidualRow(linked) : withTotalRowStatus(linked, set.totalRowStatus?.(columns));
  if (!sums) return { kind: 'UNSAFE' };
  const tables = children && set.hasTotalRow ? { ...sums, totalRowThresholds: children.totalRow } : sums;
  const { hasTotalRow } = set;
  const limits = { threshold, hideZeros, hasTotalRow, statesTotalRow: set.stated !== undefined };
  const withSmallParents = dimensionsWithSmallParents(dimensions, { ...limits, ...tables, columns });
  if (withSmallParents.length === 0) return { kind: 'REQUIRED', required: { ...limits, ...tables }, linked };
  const coarser = dimensions.map((each) => (withSmallParents.includes(each) ? withoutChildCategories(each) : each));
  return { kind: 'TRY_DIMENSIONS', dimensions: coarser };
}

/** Third stage: suppresses cells until the set is safe. */
export function protectSet({ columns }: LinkedReports, { required }: RequiredSet): ProtectionResult {
  return protect({ ...required, dimensions: columns.keys });
}

/**
 * Fourth stage: returns the protection if it holds. Otherwise the set is tried without dimensions that lost their child categories, or
 * whose coverage would disclose a cell. It is unsafe if there are none.
 */
export function verifyProtection(
  result: ProtectionResult,
  { reports, set, rules }: { reports: LinkedReports; set: RequiredSet; rules: DecisionRules },
): { kind: 'VERIFIED'; result: ProtectedSet } | Attempt {
  const { dimensions, columns, children } = reports;
  const { stated, hasTotalRow } = reports.set;
  const withoutChildren = dimensions.filter((each) => !rules.dimensions.includes(each));
  const isBelowStated =
    result.safe && children && stated && fallsBelow(children.rows.at(-1), { intervals: result.intervals, columns });
  if (withoutChildren.length > 0 && (!result.safe || isBelowStated)) return tryWithout(withoutChildren, dimensions);
  if (!result.safe) return { kind: 'UNSAFE' };
  const violating = dimensionsViolatingCoverage(dimensions, {
    rows: set.required.rows,
    stated: stated && set.linked.rows.at(-1),
    keys: columns.keys.map(({ key }) => key),
    intervals: result.intervals,
    threshold: rules.threshold,
    suppressions: hasTotalRow ? undefined : result.suppressions.rows,
  });
  return violating.length > 0 ? tryWithout(violating, dimensions) : { kind: 'VERIFIED', result };
}

function tryWithout(excluded: readonly DimensionRules[], dimensions: readonly DimensionRules[]): Attempt {
  return { kind: 'TRY_DIMENSIONS', dimensions: dimensions.filter((each) => !excluded.includes(each)) };
}
