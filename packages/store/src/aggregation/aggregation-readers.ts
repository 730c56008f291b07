import type { Reader } from '../shared/reader.ts';
import { RollUpMissingReader } from './roll-up/roll-up-missing-reader.ts';
import { RollUpReader } from './roll-up/roll-up-reader.ts';
import { SeriesReader } from './series-reader.ts';
import { TargetReader } from './target-reader.ts';

/** The readers of aggregates of released figures. */
export class AggregationReaders {
  readonly rollUps: RollUpReader;
  readonly missing: RollUpMissingReader;
  readonly series: SeriesReader;
  readonly targets: TargetReader;

  constructor(reader: Reader) {
    this.rollUps = new RollUpReader(reader);
    this.missing = new RollUpMissingReader(reader);
    this.series = new SeriesReader(reader);
    this.targets = new TargetReader(reader);
  }
}
