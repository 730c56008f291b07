import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import { judgeCodingRelease } from './coding-release-rule.ts';
import { importance, importanceBySector } from './importance.ts';
import { countParticipants } from './participant-count.ts';

const codes = [
  { id: 'a', code: 'trust', label: 'Trust' },
  { id: 'b', code: 'time', label: 'Time' },
];
const coding = (participantId: string, codebookCodeId = 'a') => ({ participantId, codebookCodeId });

/** Participants of each sector. All of them have a reading. */
function participantsOf(sizes: Record<string, number>) {
  const participants = Object.entries(sizes).flatMap(([code, size]) =>
    Array.from({ length: size }, (_, at) => ({
      id: `${code}${at + 1}`,
      sector: code === 'none' ? null : { scheme: 'sector', code, label: code.toUpperCase(), uri: null },
    })),
  );
  return { participants, readings: participants.map(({ id }) => ({ participantId: id })) };
}

describe('a count of participants', () => {
  it('has every participant as its base whose excerpts were coded or read', () => {
    const round = { codes, codings: [coding('p1'), coding('p1'), coding('p2', 'b'), coding('p9', 'other')] };
    const readings = ['p2', 'p3', 'p3'].map((participantId) => ({ participantId }));
    const all = { scope: 'ALL', sector: null, participants: 1, base: 3 };
    expect(unwrap(countParticipants({ ...round, readings }))).toEqual([
      { codebookCodeId: 'a', ...all },
      { codebookCodeId: 'b', ...all },
    ]);
    expect(unwrap(countParticipants(round)).map(({ base }) => base)).toEqual([2, 2]);
    expect(unwrap(countParticipants({ codes, codings: [], readings: [] }))).toEqual([]);
  });

  it.each([
    ['counts sectors together that are too small', { k: 4, b: 3, m: 2, x: 1 }, ['k 4', 'b 3', 'OTHER_SECTORS 3']],
    ['counts participants without a sector among the others', { k: 4, none: 3 }, ['k 4', 'OTHER_SECTORS 3']],
    // One participant of m would follow from 10 − 4 − 5.
    ['adds the smallest sector to others that are too small', { k: 5, b: 4, m: 1 }, ['k 5', 'OTHER_SECTORS 5']],
    ['adds as many sectors as necessary', { k: 3, b: 3, m: 0, none: 1 }, ['b 3', 'OTHER_SECTORS 4']],
    ['has no others if every sector is large enough', { k: 4, b: 3 }, ['k 4', 'b 3']],
    ['has no sectors if none remains', { k: 3, none: 1 }, []],
    ['has no sectors if all are too small', { k: 2, b: 2 }, []],
  ])('%s', (_behavior, sizes, expected) => {
    const counts = unwrap(countParticipants({ codes, codings: [], ...participantsOf(sizes), minimumBase: 3 }));
    const groups = counts.filter(({ scope, codebookCodeId }) => scope !== 'ALL' && codebookCodeId === 'a');
    expect(groups.map(({ scope, sector, base }) => `${sector?.code ?? scope} ${base}`)).toEqual(expected);
  });

  it('is not split by sector without a minimum base', () => {
    const counts = unwrap(countParticipants({ codes, codings: [], ...participantsOf({ k: 9 }) }));
    expect(counts.map(({ scope }) => scope)).toEqual(['ALL', 'ALL']);
  });

  it('rejects malformed records', () => {
    expect(countParticipants({ codes, codings: [{ participantId: 1 } as never] })).toMatchObject({
      ok: false,
      issues: [{ path: ['codings', '0', 'participantId'] }, { path: ['codings', '0', 'codebookCodeId'] }],
    });
  });
});

describe('importance', () => {
  const { participants, readings } = participantsOf({ k: 4, b: 3, m: 2, x: 1 });
  const codings = [coding('k1'), coding('k2'), coding('k3'), coding('b1'), coding('m1'), coding('x1', 'b')];
  const source = { codes, codings, readings, participants, minimumBase: 3 };

  it('by sector has a share of each sector, and of the others together', () => {
    const results = unwrap(importanceBySector(source));
    expect(
      results.map(({ sector, base, codes: each }) => [
        sector?.label ?? null,
        base,
        each.map(({ code, participants: n, share }) => `${code.code} ${n} ${share}`),
      ]),
    ).toEqual([
      ['K', 4, ['trust 3 0.75', 'time 0 0']],
      ['B', 3, ['trust 1 0.333333', 'time 0 0']],
      [null, 3, ['time 1 0.333333', 'trust 1 0.333333']],
    ]);
  });

  it('is null below the minimum base', () => {
    const results = unwrap(importance({ ...source, minimumBase: 11 }));
    expect(results[0]).toEqual({
      code: { code: 'time', label: 'Time' },
      participants: null,
      base: null,
      share: null,
      interval: null,
      basis: 'RECORDS',
      isBelowMinimumBase: true,
    });
    expect(unwrap(importance({ ...source, minimumBase: 10 }))[0]).toMatchObject({
      participants: 5,
      base: 10,
      share: '0.5',
      isBelowMinimumBase: false,
    });
  });

  it('is that of the last release if there is one, for the codes that are named', () => {
    const released = unwrap(countParticipants(source));
    expect(unwrap(importance({ codes, released }))).toEqual(unwrap(importance(source)));
    expect(unwrap(importanceBySector({ codes, released }))).toEqual(unwrap(importanceBySector(source)));
    expect(unwrap(importance({ codes: codes.slice(0, 1), released })).map(({ code }) => code.code)).toEqual(['trust']);
    expect(unwrap(importance({ codes, codings, released: [] }))).toEqual([]);
  });
});

describe('a release of a round', () => {
  it('requires codings or readings, and the minimum base of the study', () => {
    const issuesOf = (release: Parameters<typeof judgeCodingRelease>[0]) =>
      judgeCodingRelease(release).map(({ code, path }) => `${code} ${path.join('.')}`);
    expect(issuesOf({ counts: [] })).toEqual(['REQUIRED codebookId']);
    expect(issuesOf({ counts: [{ base: 4 }], minimumBase: 5 })).toEqual(['OUT_OF_RANGE codebookId']);
    expect(issuesOf({ counts: [{ base: 5 }], minimumBase: 5 })).toEqual([]);
    expect(issuesOf({ counts: [{ base: 1 }] })).toEqual([]);
  });
});
