import type { CellScope } from '@collective-impact/sdk/release';
import type { IndicatorReportRow, ReportedCellRow } from '../tables.ts';

/** The columns of a figure that its cell stores. */
type StoredFigure = Pick<
  ReportedCellRow,
  | 'breakdownId'
  | 'value'
  | 'numerator'
  | 'denominator'
  | 'base'
  | 'standardError'
  | 'lowerBound'
  | 'upperBound'
  | 'status'
>;

/** A reported or published number with its parts, status, categories, reporter and place: the GraphQL interface `Figure`. */
export interface FigureRow extends StoredFigure {
  /** Whether an organization or the ecosystem reported the figure, or the release aggregated it. */
  scope: CellScope;
  /** The organization that reported the figure. Null for figures of the ecosystem and for aggregates. */
  organizationId: IndicatorReportRow['organizationId'];
  place: IndicatorReportRow['place'];
  /** Whether the release suppresses the figure. The numbers of a suppressed figure are null. */
  suppressed: boolean;
}
