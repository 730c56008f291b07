import type { PeriodRange } from '../../../period/index.ts';
import { relationOfRanges } from '../../../period/internal.ts';
import { isPublishedTotal, type RollUpPart, tableOf, tablesByPlace } from '../roll-up-part.ts';
import type { RollUpRequest } from '../roll-up-request.ts';

/** A released period of an ecosystem, and whether it has figures of places only. */
interface ReleasedPeriod extends PeriodRange {
  isByPlaceOnly: boolean;
}

/** Looks up which ecosystems report by place only. */
export class MembersByPlace {
  readonly #periods: ReadonlyMap<string, readonly ReleasedPeriod[]>;

  constructor({ parts, disaggregated = [] }: Pick<RollUpRequest, 'parts' | 'disaggregated'>) {
    const every = [...parts, ...disaggregated.map(({ part }) => part)];
    const byPlace = tablesByPlace(every);
    const all = every.filter((part) => !isPublishedTotal(part) || !byPlace.has(tableOf(part)));
    this.#periods = new Map(
      [...Map.groupBy(all, ({ ecosystemId }) => ecosystemId)].map(([id, ofEcosystem]) => [id, periodsOf(ofEcosystem)]),
    );
  }

  /** Whether an ecosystem has figures of these days, and all of them are of places. */
  reportsByPlaceOnly(ecosystemId: string, days: PeriodRange): boolean {
    const within = (this.#periods.get(ecosystemId) ?? []).filter((each) =>
      ['EQUAL', 'WITHIN'].includes(relationOfRanges(each, days)),
    );
    return within.length > 0 && within.every(({ isByPlaceOnly }) => isByPlaceOnly);
  }
}

function periodsOf(parts: readonly RollUpPart[]): ReleasedPeriod[] {
  const byDays = Map.groupBy(parts, ({ periodStart, periodEnd }) => `${periodStart} ${periodEnd}`);
  return [...byDays.values()].flatMap((ofDays) => {
    const [first] = ofDays;
    if (!first) return [];
    const isByPlaceOnly = ofDays.every(({ place }) => place !== null);
    return [{ start: first.periodStart, end: first.periodEnd, isByPlaceOnly }];
  });
}
