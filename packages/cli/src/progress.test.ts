import { describe, expect, it } from 'vitest';
import { Progress } from './progress.ts';

function progress({ isTTY }: { isTTY: boolean }) {
  const written: string[] = [];
  const clock = { time: 0 };
  const stream = { isTTY, write: (text: string) => written.push(text) };
  return { written, clock, progress: new Progress('data.csv', { stream, now: () => clock.time }) };
}

describe('the progress of an import', () => {
  it('is a plain line for each phase, and one every few seconds, where there is no terminal', () => {
    const { written, clock, progress: told } = progress({ isTTY: false });
    const at = (time: number, ...[how]: Parameters<typeof told.tell>) => {
      clock.time = time;
      told.tell(how);
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
    told.end();
    expect(written).toEqual([
      'data.csv: 2,000 rows read\n',
      'data.csv: 300,000 rows read\n',
      'data.csv: looking for several rows of the same cell\n',
      'data.csv: comparing with what is there\n',
      'data.csv: publishing reports: 0 of 40,000\n',
      'data.csv: publishing reports: 12,000 of 40,000\n',
      'data.csv: releasing 0 of 300 periods\n',
      'data.csv: releasing 120 of 300 periods\n',
    ]);
  });

  it('is not told of what is soon done', () => {
    const { written, clock, progress: told } = progress({ isTTY: false });
    for (const phase of ['checking', 'comparing'] as const) {
      clock.time += 500;
      told.tell({ phase });
    }
    told.end();
    expect(written).toEqual([]);
  });

  it('is written over on a terminal, and taken away at the end', () => {
    const { written, clock, progress: told } = progress({ isTTY: true });
    told.tell({ phase: 'reading', done: 2000 });
    told.tell({ phase: 'reading', done: 4000 });
    clock.time = 100;
    told.tell({ phase: 'reading', done: 6000 });
    told.tell({ phase: 'checking' });
    told.end();
    expect(written).toEqual([
      '\r\u001b[Kdata.csv: 2,000 rows read',
      '\r\u001b[Kdata.csv: 6,000 rows read',
      '\r\u001b[Kdata.csv: looking for several rows of the same cell',
      '\r\u001b[K',
    ]);
  });
});
