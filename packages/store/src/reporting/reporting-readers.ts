import type { Reader } from '../shared/reader.ts';
import { CalendarReader } from './calendar/calendar-reader.ts';
import { ReportRequestReader } from './calendar/report-request-reader.ts';
import { RequestedReportReader } from './calendar/requested-reports.ts';
import { CorrectionReader } from './correction/correction-reader.ts';
import { DataQualityReader } from './data-quality/data-quality-reader.ts';
import { EvidenceReader } from './evidence-reader.ts';
import { PopulationFigureReader } from './population-figure-reader.ts';
import { CellReader } from './report/cell-reader.ts';
import { ReportReader } from './report/report-reader.ts';

/** The readers of reports, and of everything that surrounds them. */
export class ReportingReaders {
  readonly reports: ReportReader;
  readonly cells: CellReader;
  readonly corrections: CorrectionReader;
  readonly calendars: CalendarReader;
  readonly requests: ReportRequestReader;
  readonly requested: RequestedReportReader;
  readonly quality: DataQualityReader;
  readonly populationFigures: PopulationFigureReader;
  readonly evidence: EvidenceReader;

  constructor(reader: Reader) {
    this.reports = new ReportReader(reader);
    this.cells = new CellReader(reader);
    this.corrections = new CorrectionReader(reader);
    this.calendars = new CalendarReader(reader);
    this.requests = new ReportRequestReader(reader, this.calendars);
    this.requested = new RequestedReportReader(reader, this);
    this.quality = new DataQualityReader(reader);
    this.populationFigures = new PopulationFigureReader(reader);
    this.evidence = new EvidenceReader(reader);
  }
}
