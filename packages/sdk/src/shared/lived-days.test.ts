import { describe, expect, it } from 'vitest';
import { judgeLivedDays } from './lived-days.ts';

const today = '2024-06-15';
const ahead = '2024-06-16';
const began = '2024-01-10';

/** What is wrong with giving a record of a state this day, at each of the two. */
function judged(status: string, day: string | null, startsOn: string | null = began): string[] {
  return (['startsOn', 'endsOn'] as const).flatMap((field) =>
    judgeLivedDays({ status, startsOn }, { [field]: day, today }).map(({ code, path }) => `${code} ${path}`),
  );
}

describe('the days of what is planned, begins and ends', () => {
  it('are not still to come once they have been lived', () => {
    expect(judged('PLANNED', ahead)).toEqual([]);
    expect(judged('ACTIVE', ahead)).toEqual(['OUT_OF_RANGE startsOn']);
    for (const status of ['COMPLETED', 'CANCELLED', 'STOPPED']) {
      expect(judged(status, ahead), status).toEqual(['OUT_OF_RANGE startsOn', 'OUT_OF_RANGE endsOn']);
    }
    for (const status of ['PLANNED', 'ACTIVE', 'COMPLETED', 'STOPPED']) expect(judged(status, today)).toEqual([]);
  });

  it('have a beginning or none as it was when it was called off', () => {
    expect(judged('CANCELLED', today, null)).toEqual(['IMMUTABLE startsOn']);
    expect(judged('CANCELLED', null)).toEqual(['IMMUTABLE startsOn']);
    expect(judged('CANCELLED', '2024-02-01')).toEqual([]);
    expect(judged('CANCELLED', null, null)).toEqual([]);
    expect(judged('PLANNED', null)).toEqual([]);
  });

  it('are judged where they are given, and not where they are left as they are', () => {
    expect(judgeLivedDays({ status: 'CANCELLED', startsOn: ahead }, { today })).toEqual([]);
  });
});
