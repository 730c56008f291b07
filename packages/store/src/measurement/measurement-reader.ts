import type { Reader } from '../shared/reader.ts';
import { CategoryReader } from './category-reader.ts';
import { CellReader } from './cell-reader.ts';
import { DefinitionReader } from './definition-reader.ts';
import { ReleaseReader } from './release-reader.ts';
import { ReportReader } from './report-reader.ts';
import { RollUpReader } from './roll-up-reader.ts';
import { SeriesReader } from './series-reader.ts';

/** Reads shared measurement: what is measured, what was reported, what is released. */
export class MeasurementReader {
  readonly definitions: DefinitionReader;
  readonly categories: CategoryReader;
  readonly reports: ReportReader;
  readonly releases: ReleaseReader;
  readonly cells: CellReader;
  readonly series: SeriesReader;
  readonly rollUps: RollUpReader;

  constructor(reader: Reader) {
    this.definitions = new DefinitionReader(reader);
    this.categories = new CategoryReader(reader);
    this.reports = new ReportReader(reader);
    this.releases = new ReleaseReader(reader);
    this.cells = new CellReader(reader);
    this.series = new SeriesReader(reader);
    this.rollUps = new RollUpReader(reader);
  }
}
