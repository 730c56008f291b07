import { describe, expect, it } from 'vitest';
import { judgeWorkDates } from './work-dates.ts';

const today = '2024-06-15';
const tomorrow = '2024-06-16';
const started = '2024-01-10';

/** The issues of setting `startsOn` to a day, and of setting `endsOn` to that day. */
function issuesOf(status: string, day: string | null, startsOn: string | null = started): string[] {
  return (['startsOn', 'endsOn'] as const).flatMap((field) =>
    judgeWorkDates({ status, startsOn }, { [field]: day, today }).map(({ code, path }) => `${code} ${path}`),
  );
}

describe('judgeWorkDates', () => {
  it('rejects a future start of started work and a future end of ended work', () => {
    expect(issuesOf('PLANNED', tomorrow)).toEqual([]);
    expect(issuesOf('ACTIVE', tomorrow)).toEqual(['OUT_OF_RANGE startsOn']);
    for (const status of ['COMPLETED', 'CANCELLED', 'STOPPED']) {
      expect(issuesOf(status, tomorrow), status).toEqual(['OUT_OF_RANGE startsOn', 'OUT_OF_RANGE endsOn']);
    }
    for (const status of ['PLANNED', 'ACTIVE', 'COMPLETED', 'STOPPED']) expect(issuesOf(status, today)).toEqual([]);
  });

  it('rejects a change of whether canceled work had started', () => {
    expect(issuesOf('CANCELLED', today, null)).toEqual(['IMMUTABLE startsOn']);
    expect(issuesOf('CANCELLED', null)).toEqual(['IMMUTABLE startsOn']);
    expect(issuesOf('CANCELLED', '2024-02-01')).toEqual([]);
    expect(issuesOf('CANCELLED', null, null)).toEqual([]);
    expect(issuesOf('PLANNED', null)).toEqual([]);
  });

  it('does not check dates that do not change', () => {
    expect(judgeWorkDates({ status: 'CANCELLED', startsOn: tomorrow }, { today })).toEqual([]);
  });
});
