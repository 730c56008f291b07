import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { logUnavailability } from './unavailability-log.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('an outage is logged with one line for each kind and minute, and the number of further failures', () => {
  const lines: unknown[] = [];
  const log = ({ level: _, message: __, ...details }: object & { level?: string; message?: string }) =>
    lines.push(details);
  const fail = (code: string, times: number) => {
    for (let time = 0; time < times; time++) logUnavailability(log, { code, path: 'a', cause: new Error('gone') });
  };
  const first = (sqlState: string) => ({ sqlState, path: 'a', cause: 'Error: gone' });
  fail('57P01', 100);
  fail('08006', 1);
  expect(lines.splice(0)).toEqual([first('57P01'), first('08006')]);
  vi.advanceTimersByTime(60_000);
  expect(lines.splice(0)).toEqual([{ sqlState: '57P01', count: 99 }]);
  fail('57P01', 2);
  fail('08006', 1);
  expect(lines.splice(0)).toEqual([first('08006')]);
  vi.advanceTimersByTime(60_000);
  expect(lines.splice(0)).toEqual([{ sqlState: '57P01', count: 2 }]);
  vi.advanceTimersByTime(600_000);
  expect(lines).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
  fail('57P01', 1);
  expect(lines).toEqual([first('57P01')]);
});
