import type { Reader } from '../shared/reader.ts';
import { CalendarReleaseReader } from './calendar/calendar-release-reader.ts';
import { CellExplanationReader } from './cell/cell-explanation-reader.ts';
import { ReleasedCellReader } from './cell/released-cell-reader.ts';
import { OutsideTotalsReader } from './outside-totals-reader.ts';
import { ReleaseReader } from './release-reader.ts';
import { WaitingReportReader } from './waiting/waiting-report-reader.ts';

/** The readers of releases. */
export class ReleaseReaders {
  readonly releases: ReleaseReader;
  readonly cells: ReleasedCellReader;
  readonly waitingReports: WaitingReportReader;
  readonly explanations: CellExplanationReader;
  readonly outsideTotals: OutsideTotalsReader;
  readonly calendarReleases: CalendarReleaseReader;

  constructor(reader: Reader) {
    this.releases = new ReleaseReader(reader);
    this.cells = new ReleasedCellReader(reader);
    this.waitingReports = new WaitingReportReader(reader);
    this.explanations = new CellExplanationReader(reader);
    this.outsideTotals = new OutsideTotalsReader(reader);
    this.calendarReleases = new CalendarReleaseReader(reader);
  }
}
