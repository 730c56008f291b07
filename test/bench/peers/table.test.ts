import { describe, expect, it } from 'vitest';
import { type Result, ratiosOf, tableOf } from './table.ts';

function result(contestant: string, values: Partial<Result>): Result {
  const times = { server: 1, database: 1, median: 2, slow: 3, statements: 1, peakMemory: 200_000_000 };
  return { question: 'nested', contestant, perSecond: 100, ...times, ...values };
}

describe('the figures of the benchmark', () => {
  it('compares requests per second and processor time with the gateway', () => {
    const results = [
      result('gateway', { perSecond: 81, server: 1.5, database: 0.5 }),
      result('gateway, contributor', { perSecond: 10 }),
      result('PostGraphile', { perSecond: 50, server: 2, database: 1 }),
      result('limit', { perSecond: 114, server: 0.5, database: 0.5 }),
    ];
    expect(ratiosOf(results)).toBe('nested: 1.62 x PostGraphile, 0.71 x limit (by processor time 1.50 x, 0.50 x)');
  });

  it('omits processor time that the system does not state', () => {
    const results = [result('gateway', { database: null }), result('limit', { perSecond: 400, database: null })];
    expect(ratiosOf(results)).toBe('nested: 0.25 x limit');
    expect(ratiosOf([result('limit', {})])).toBe('nested: not compared');
  });

  it('prints a table with figures of three digits', () => {
    const [, , line] = tableOf([result('limit', { perSecond: 12_345.6, server: 0.001_234, database: null })]).split(
      '\n',
    );
    expect(line).toBe(
      '| nested | limit  |      12346 |   0.00123 |             |    2.00 |    3.00 |          1 |     200 |',
    );
  });
});
