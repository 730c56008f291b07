import { ReleasedCellReader } from '../release/index.ts';
import type { Reader } from '../shared/reader.ts';
import { DisparityReader } from './disparity-reader.ts';
import { MatchedDisparityReader } from './matched-disparity-reader.ts';
import { PendingCorrectionReader } from './pending-correction-reader.ts';
import { ReleaseTotalReader } from './release-total-reader.ts';
import { MatchedChangeReader } from './roll-up/matched/matched-change-reader.ts';
import { IncludedReporterReader } from './roll-up/reporters/included-reporter-reader.ts';
import { MissingReporterReader } from './roll-up/reporters/missing-reporter-reader.ts';
import { OtherPeriodReader } from './roll-up/reporters/other-period-reader.ts';
import { PlaceCoverageReader } from './roll-up/reporters/place-coverage-reader.ts';
import { RollUpReader } from './roll-up/roll-up-reader.ts';
import { SeriesReader } from './series/series-reader.ts';
import { TargetReader } from './target-reader.ts';

/** Readers of aggregated figures, disparities, time series, totals of releases and progress to targets. */
export class AggregationReaders {
  readonly rollUps: RollUpReader;
  readonly reporters: IncludedReporterReader;
  readonly places: PlaceCoverageReader;
  readonly otherPeriods: OtherPeriodReader;
  readonly corrections: PendingCorrectionReader;
  readonly missing: MissingReporterReader;
  readonly matched: MatchedChangeReader;
  readonly disparities: DisparityReader;
  readonly matchedDisparities: MatchedDisparityReader;
  readonly series: SeriesReader;
  readonly targets: TargetReader;
  readonly releaseTotals: ReleaseTotalReader;

  constructor(reader: Reader) {
    this.rollUps = new RollUpReader(reader);
    this.reporters = new IncludedReporterReader(reader);
    this.places = new PlaceCoverageReader(reader);
    this.otherPeriods = new OtherPeriodReader(reader);
    this.corrections = new PendingCorrectionReader(reader);
    this.missing = new MissingReporterReader(reader, this.otherPeriods);
    this.matched = new MatchedChangeReader(reader);
    this.disparities = new DisparityReader(this);
    this.matchedDisparities = new MatchedDisparityReader(reader);
    this.series = new SeriesReader(reader, this.rollUps);
    this.targets = new TargetReader(reader, this);
    this.releaseTotals = new ReleaseTotalReader(reader, {
      cells: new ReleasedCellReader(reader),
      rollUps: this.rollUps,
    });
  }
}
