import { type Figures, own, reporterOf } from '../scenario/gateway-scenario.ts';

/** A row of a release, as rows of unknown numbers. */
export interface PlacedRow {
  row: string;
  name: string;
  figures: Figures;
  summed: boolean;
  /** The release that first contained the row. */
  since: number;
}

/** Whether a row is of a place, beside one of all places by the same reporter, or the ecosystem's beside organizations. */
export function isBesideAll(name: string, names: Iterable<string>): boolean {
  const { who, place } = reporterOf(name);
  return place !== null && (who === own || [...names].includes(who));
}
