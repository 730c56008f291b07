import { describe, expect, it } from 'vitest';
import { type AdoptionHalf, judgeAdoptionHalf, networkAdoptionsOn } from './network-adoption-rules.ts';

const definition = {
  status: 'ADOPTED' as const,
  kind: 'COUNT' as const,
  countingUnit: 'EVENTS' as const,
  unit: { scheme: 'unit', code: 'visits', label: 'Visits' },
  multiplier: '1',
};
const networkVersion = { ...definition, ecosystemId: 'state', kindOfEcosystem: 'NETWORK' as const };
const localVersion = { ...definition, ecosystemId: 'town' };
const ofTown: AdoptionHalf = {
  ecosystemId: 'town',
  networkVersionId: 'network',
  adopterId: 'town',
  localVersionId: 'local',
  startsOn: '2024-09-01',
  endsOn: null,
};
const ofState: AdoptionHalf = { ...ofTown, ecosystemId: 'state', localVersionId: null };
const membership = { memberId: 'town', networkId: 'state', startedOn: '2024-01-01', endedOn: null };
const memberships = ['town', 'state'].map((ecosystemId) => ({ ...membership, ecosystemId }));

type Given = Parameters<typeof judgeAdoptionHalf>[1];

function judged(half: AdoptionHalf, more: Partial<Given> = {}): string[] {
  const own = half.localVersionId === null ? null : localVersion;
  const given = { networkVersion, localVersion: own, memberships, ...more };
  return judgeAdoptionHalf(half, given).map(({ code, path }) => `${code} ${path}`);
}

describe("a half of an adoption of a network's version", () => {
  it('is said by either side', () => {
    expect(judged(ofTown)).toEqual([]);
    expect(judged(ofState)).toEqual([]);
    expect(judged({ ...ofState, ecosystemId: 'city' })).toEqual(['INVALID ecosystemId']);
  });

  it('is of a version of a network, and of another ecosystem than that', () => {
    expect(judged(ofState, { networkVersion: { ...networkVersion, kindOfEcosystem: 'LOCAL' } })).toEqual([
      'INVALID networkVersionId',
    ]);
    const ofItself = { ...ofState, adopterId: 'state', localVersionId: 'local' };
    expect(judged(ofItself)).toContain('INVALID adopterId');
  });

  it('names the version whose figures are brought in where the adopter says it, and only there', () => {
    expect(judged({ ...ofTown, localVersionId: null })).toEqual(['REQUIRED localVersionId']);
    expect(judged({ ...ofState, localVersionId: 'local' })).toEqual(['INVALID localVersionId']);
  });

  it('is of definitions that no longer change', () => {
    const open = { status: 'DISCUSSED' as const };
    expect(judged(ofState, { networkVersion: { ...networkVersion, ...open } })).toEqual([
      'ILLEGAL_TRANSITION networkVersionId',
    ]);
    expect(judged(ofTown, { localVersion: { ...localVersion, ...open } })).toEqual([
      'ILLEGAL_TRANSITION localVersionId',
    ]);
  });

  it.each([
    ['kind', { kind: 'AMOUNT' }],
    ['countingUnit', { countingUnit: 'PEOPLE' }],
    ['unit', { unit: { scheme: 'unit', code: 'hours', label: 'Hours' } }],
    ['multiplier', { multiplier: '100' }],
  ])('is of figures of the same %s', (what, other) => {
    const unlike = { ...localVersion, ...other } as typeof localVersion;
    expect(judged(ofTown, { localVersion: unlike })).toEqual(['INVALID localVersionId']);
    const [issue] = judgeAdoptionHalf(ofTown, { networkVersion, localVersion: unlike, memberships });
    expect(issue?.message).toContain(`${what} `);
  });

  it('begins while the adopter is a member of the network, as both say', () => {
    const early = { startsOn: '2023-12-31' };
    expect(judged({ ...ofTown, ...early })).toEqual(['INVALID adopterId']);
    expect(judged({ ...ofState, ...early })).toEqual(['INVALID adopterId']);
    expect(judged(ofTown, { memberships: memberships.slice(0, 1) })).toEqual(['INVALID adopterId']);
    expect(judged(ofTown, { memberships: memberships.map((half) => ({ ...half, memberId: 'city' })) })).toEqual([
      'INVALID adopterId',
    ]);
  });
});

describe("an adoption of a network's version", () => {
  const on = (day: string, ...halves: AdoptionHalf[]) =>
    networkAdoptionsOn(day, halves).map(({ adopterId, localVersionId }) => `${adopterId} ${localVersionId}`);

  it('holds while both sides say so, the last day included', () => {
    const halves = [
      { ...ofTown, endsOn: '2025-08-31' },
      { ...ofState, startsOn: '2025-01-01' },
    ];
    expect(['2024-12-31', '2025-01-01', '2025-08-31', '2025-09-01'].map((day) => on(day, ...halves))).toEqual([
      [],
      ['town local'],
      ['town local'],
      [],
    ]);
  });

  it('does not hold by one side, nor by halves of different versions or adopters', () => {
    expect(on('2025-01-01', ofTown, ofTown)).toEqual([]);
    expect(on('2025-01-01', ofState, ofState)).toEqual([]);
    expect(on('2025-01-01', ofTown, { ...ofState, adopterId: 'city' })).toEqual([]);
    expect(on('2025-01-01', ofTown, { ...ofState, networkVersionId: 'other' })).toEqual([]);
  });

  it('is answered once', () => {
    expect(on('2025-01-01', ofTown, ofState, ofState)).toEqual(['town local']);
  });
});
