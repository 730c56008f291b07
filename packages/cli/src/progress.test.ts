import { describe, expect, it } from 'vitest';
import { Progress } from './progress.ts';

function progress({ isTTY }: { isTTY: boolean }) {
  const written: string[] = [];
  const clock = { time: 0 };
  const stream = { isTTY, write: (text: string) => written.push(text) };
  return { written, clock, progress: new Progress('data.csv', { stream, now: () => clock.time }) };
}

describe('the progress of an import', () => {
  it('is a line for each phase and one every few seconds without a terminal, and ends with the result', () => {
    const { written, clock, progress: shown } = progress({ isTTY: false });
    const at = (time: number, ...[current]: Parameters<typeof shown.update>) => {
      clock.time = time;
      shown.update(current);
    };
    at(2100, { phase: 'reading', done: 2000 });
    at(3000, { phase: 'reading', done: 4000 });
    at(8000, { phase: 'reading', done: 300_000 });
    at(8001, { phase: 'checking' });
    at(8100, { phase: 'comparing' });
    at(8200, { phase: 'publishing', done: 0, total: 40_000 });
    at(9000, { phase: 'publishing', done: 6000, total: 40_000 });
    at(14_000, { phase: 'publishing', done: 12_000, total: 40_000 });
    at(15_000, { phase: 'releasing', done: 0, total: 300 });
    at(20_000, { phase: 'releasing', done: 120, total: 300 });
    shown.complete({ dryRun: false });
    shown.clear();
    expect(written).toEqual([
      'data.csv: Reading: 2,000 rows\n',
      'data.csv: Reading: 300,000 rows\n',
      'data.csv: Checking for duplicate cells\n',
      'data.csv: Comparing with the database\n',
      'data.csv: Publishing reports: 0 of 40,000\n',
      'data.csv: Publishing reports: 12,000 of 40,000\n',
      'data.csv: Releasing periods: 0 of 300\n',
      'data.csv: Releasing periods: 120 of 300\n',
      'data.csv: Published 40,000 reports. Released 300 periods.\n',
    ]);
  });

  it('is not printed for a short import without a terminal', () => {
    const { written, clock, progress: shown } = progress({ isTTY: false });
    for (const phase of ['checking', 'comparing'] as const) {
      clock.time += 500;
      shown.update({ phase });
    }
    shown.complete({ dryRun: false });
    shown.clear();
    expect(written).toEqual([]);
  });

  it('is one line on a terminal, which is cleared at the end', () => {
    const { written, clock, progress: shown } = progress({ isTTY: true });
    shown.update({ phase: 'reading', done: 2000 });
    shown.update({ phase: 'reading', done: 4000 });
    clock.time = 100;
    shown.update({ phase: 'reading', done: 6000 });
    shown.update({ phase: 'checking' });
    shown.complete({ dryRun: false });
    shown.clear();
    expect(written).toEqual([
      '\r\u001b[Kdata.csv: Reading: 2,000 rows',
      '\r\u001b[Kdata.csv: Reading: 6,000 rows',
      '\r\u001b[Kdata.csv: Checking for duplicate cells',
      '\r\u001b[K',
    ]);
  });

  it.each([
    [1, false, 'data.csv: Published 1 report.\n'],
    [8, false, 'data.csv: Published 8 reports.\n'],
    [8, true, 'data.csv: Dry run completed.\n'],
  ])('ends with %s published reports, dry run %s, as "%s"', (total, dryRun, line) => {
    const { written, clock, progress: shown } = progress({ isTTY: false });
    clock.time = 2100;
    shown.update({ phase: 'publishing', done: 0, total });
    shown.complete({ dryRun });
    expect(written.at(-1)).toBe(line);
  });
});
