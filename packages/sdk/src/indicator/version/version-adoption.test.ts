import { describe, expect, it } from 'vitest';
import { comparabilities } from '../../shared/comparability.ts';
import { directions } from '../vocabulary.ts';
import { judgeAdoption, judgeMaintained } from './version-adoption.ts';

const issuesOf = (version: Parameters<typeof judgeAdoption>[0], adopted: number[]) =>
  judgeAdoption(version, adopted).map(({ code, path }) => `${code} ${path}`);

describe('rules of the adoption of a version', () => {
  it('require no comparability of the first adopted version, whatever its number', () => {
    expect(issuesOf({ number: 1, comparability: null }, [])).toEqual([]);
    expect(issuesOf({ number: 3, comparability: null }, [])).toEqual([]);
  });

  it('require comparability with the previous adopted version', () => {
    expect(judgeAdoption({ number: 4, comparability: null }, [1, 3])).toEqual([
      {
        code: 'REQUIRED',
        path: ['comparability'],
        message: '`comparability` is required. Compare with version 3 and set YES, WITH_CAVEAT or NO.',
      },
    ]);
    for (const comparability of comparabilities) expect(issuesOf({ number: 2, comparability }, [1])).toEqual([]);
  });

  it('require a tolerance if the direction is MAINTAIN', () => {
    const directionsWithIssue = directions.filter(
      (direction) => judgeMaintained({ direction, tolerance: null }).length > 0,
    );
    expect(directionsWithIssue).toEqual(['MAINTAIN']);
    expect(judgeMaintained({ direction: 'MAINTAIN', tolerance: null })).toEqual([
      {
        code: 'REQUIRED',
        path: ['tolerance'],
        message: expect.stringContaining('Set the accepted deviation from the value to maintain, or 0.'),
      },
    ]);
    expect(judgeMaintained({ direction: 'MAINTAIN', tolerance: '0' })).toEqual([]);
  });

  it('reject the adoption of a version after a later one was adopted', () => {
    expect(issuesOf({ number: 2, comparability: 'YES' }, [1, 3])).toEqual(['ILLEGAL_TRANSITION id']);
  });
});
