import type { Reader } from '../shared/reader.ts';
import { AdoptionReader } from './adoption-reader.ts';
import { CalendarReleaseReader } from './calendar-release-reader.ts';
import { CategoryReader } from './category-reader.ts';
import { CellReader } from './cell-reader.ts';
import { ComparabilityReader } from './comparability-reader.ts';
import { CorrectionReader } from './correction-reader.ts';
import { CrosswalkReader } from './crosswalk-reader.ts';
import { DataQualityReader } from './data-quality-reader.ts';
import { DefinitionReader } from './definition-reader.ts';
import { DiscussionReader } from './discussion-reader.ts';
import { EvidenceReader } from './evidence-reader.ts';
import { NetworkAdoptionReader } from './network-adoption-reader.ts';
import { PopulationFigureReader } from './population-figure-reader.ts';
import { ReleaseReader } from './release-reader.ts';
import { ReportReader } from './report-reader.ts';
import { ReportingReader } from './reporting-reader.ts';
import { RollUpMissingReader } from './roll-up-missing-reader.ts';
import { RollUpReader } from './roll-up-reader.ts';
import { SeriesReader } from './series-reader.ts';
import { TargetReader } from './target-reader.ts';

/** Reads shared measurement: what is measured, what was reported, what is released. */
export class MeasurementReader {
  readonly definitions: DefinitionReader;
  readonly adoptions: AdoptionReader;
  readonly discussions: DiscussionReader;
  readonly evidence: EvidenceReader;
  readonly crosswalks: CrosswalkReader;
  readonly populationFigures: PopulationFigureReader;
  readonly networkAdoptions: NetworkAdoptionReader;
  readonly comparability: ComparabilityReader;
  readonly categories: CategoryReader;
  readonly reports: ReportReader;
  readonly corrections: CorrectionReader;
  readonly quality: DataQualityReader;
  readonly reporting: ReportingReader;
  readonly calendarReleases: CalendarReleaseReader;
  readonly releases: ReleaseReader;
  readonly cells: CellReader;
  readonly series: SeriesReader;
  readonly targets: TargetReader;
  readonly rollUps: RollUpReader;
  readonly missing: RollUpMissingReader;

  constructor(reader: Reader) {
    this.definitions = new DefinitionReader(reader);
    this.adoptions = new AdoptionReader(reader);
    this.discussions = new DiscussionReader(reader);
    this.evidence = new EvidenceReader(reader);
    this.crosswalks = new CrosswalkReader(reader);
    this.populationFigures = new PopulationFigureReader(reader);
    this.networkAdoptions = new NetworkAdoptionReader(reader);
    this.comparability = new ComparabilityReader(reader);
    this.categories = new CategoryReader(reader);
    this.reports = new ReportReader(reader);
    this.corrections = new CorrectionReader(reader);
    this.quality = new DataQualityReader(reader);
    this.reporting = new ReportingReader(reader);
    this.calendarReleases = new CalendarReleaseReader(reader);
    this.releases = new ReleaseReader(reader);
    this.cells = new CellReader(reader);
    this.series = new SeriesReader(reader);
    this.targets = new TargetReader(reader);
    this.rollUps = new RollUpReader(reader);
    this.missing = new RollUpMissingReader(reader);
  }
}
