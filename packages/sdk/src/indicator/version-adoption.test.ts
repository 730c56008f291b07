import { describe, expect, it } from 'vitest';
import { comparabilities } from '../shared/comparability.ts';
import { judgeAdoption, judgeMaintained } from './version-adoption.ts';
import { directions } from './vocabulary.ts';

const judged = (version: Parameters<typeof judgeAdoption>[0], adopted: number[]) =>
  judgeAdoption(version, adopted).map(({ code, path }) => `${code} ${path}`);

describe('adopting a version', () => {
  it('asks nothing of the first that is adopted, whatever its number', () => {
    expect(judged({ number: 1, comparability: null }, [])).toEqual([]);
    expect(judged({ number: 3, comparability: null }, [])).toEqual([]);
  });

  it('asks of one that follows another whether they compare', () => {
    expect(judgeAdoption({ number: 4, comparability: null }, [1, 3])).toEqual([
      {
        code: 'REQUIRED',
        path: ['comparability'],
        message: '`comparability` is required. Compare with version 3 and set YES, WITH_CAVEAT or NO.',
      },
    ]);
    for (const comparability of comparabilities) expect(judged({ number: 2, comparability }, [1])).toEqual([]);
  });

  it('asks how far off may be what is to be maintained', () => {
    const lacking = directions.filter((direction) => judgeMaintained({ direction, tolerance: null }).length > 0);
    expect(lacking).toEqual(['MAINTAIN']);
    expect(judgeMaintained({ direction: 'MAINTAIN', tolerance: null })).toEqual([
      {
        code: 'REQUIRED',
        path: ['tolerance'],
        message: expect.stringContaining('Set the accepted deviation from the target, or 0.'),
      },
    ]);
    expect(judgeMaintained({ direction: 'MAINTAIN', tolerance: '0' })).toEqual([]);
  });

  it('is too late once a later one was adopted', () => {
    expect(judged({ number: 2, comparability: 'YES' }, [1, 3])).toEqual(['ILLEGAL_TRANSITION id']);
  });
});
