import { expect, it } from 'vitest';
import { judgePublicationDay } from './publication-day.ts';

const codesOn = (on: string, releasedOn: string | null = null) =>
  judgePublicationDay(releasedOn === null ? null : { releasedOn }, { on, today: '2024-06-15' }).map(
    ({ code, path }) => `${code} ${path}`,
  );

it('rejects a publication in the future, or before the publication of the replaced release', () => {
  expect([codesOn('2024-06-15'), codesOn('1999-01-01'), codesOn('2024-05-01', '2024-05-01')]).toEqual([[], [], []]);
  expect(codesOn('2024-06-16')).toEqual(['OUT_OF_RANGE releasedOn']);
  expect(codesOn('2024-04-30', '2024-05-01')).toEqual(['DATES_OUT_OF_ORDER releasedOn']);
});
