import type { Reader } from '../shared/reader.ts';
import { CalendarReleaseReader } from './calendar/calendar-release-reader.ts';
import { ReleasedCellReader } from './cell/released-cell-reader.ts';
import { ReleaseReader } from './release-reader.ts';
import { WaitingReportReader } from './waiting/waiting-report-reader.ts';

/** The readers of releases. */
export class ReleaseReaders {
  readonly releases: ReleaseReader;
  readonly cells: ReleasedCellReader;
  readonly waitingReports: WaitingReportReader;
  readonly calendarReleases: CalendarReleaseReader;

  constructor(reader: Reader) {
    this.releases = new ReleaseReader(reader);
    this.cells = new ReleasedCellReader(reader);
    this.waitingReports = new WaitingReportReader(reader);
    this.calendarReleases = new CalendarReleaseReader(reader);
  }
}
