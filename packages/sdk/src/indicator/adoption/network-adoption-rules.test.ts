import { describe, expect, it } from 'vitest';
import { unwrap } from '../../shared/outcome.ts';
import { type AdoptionRecord, judgeAdoptionRecord, networkAdoptionsOn } from './network-adoption-rules.ts';

const definition = {
  status: 'ADOPTED' as const,
  kind: 'COUNT' as const,
  countingUnit: 'EVENTS' as const,
  unit: { scheme: 'unit', code: 'visits', label: 'Visits' },
  multiplier: '1',
};
const networkVersion = { ...definition, ecosystemId: 'state', kindOfEcosystem: 'NETWORK' as const };
const localVersion = { ...definition, ecosystemId: 'town' };
const townRecord: AdoptionRecord = {
  ecosystemId: 'town',
  networkVersionId: 'network',
  adopterId: 'town',
  localVersionId: 'local',
  startsOn: '2024-09-01',
  endsOn: null,
};
const stateRecord: AdoptionRecord = { ...townRecord, ecosystemId: 'state', localVersionId: null };
const membership = { memberId: 'town', networkId: 'state', startedOn: '2024-01-01', endedOn: null };
const memberships = ['town', 'state'].map((ecosystemId) => ({ ...membership, ecosystemId }));

type Context = Parameters<typeof judgeAdoptionRecord>[1];

function issuesOf(record: AdoptionRecord, changes: Partial<Context> = {}): string[] {
  const context = {
    networkVersion,
    localVersion: record.localVersionId === null ? null : localVersion,
    memberships,
    ...changes,
  };
  return judgeAdoptionRecord(record, context).map(({ code, path }) => `${code} ${path}`);
}

describe('judgeAdoptionRecord', () => {
  it('accepts records of the adopter and of the network, and rejects records of other ecosystems', () => {
    expect(issuesOf(townRecord)).toEqual([]);
    expect(issuesOf(stateRecord)).toEqual([]);
    expect(issuesOf({ ...stateRecord, ecosystemId: 'city' })).toEqual(['INVALID ecosystemId']);
  });

  it('rejects a version of a local ecosystem, and a network that adopts its own version', () => {
    expect(issuesOf(stateRecord, { networkVersion: { ...networkVersion, kindOfEcosystem: 'LOCAL' } })).toEqual([
      'INVALID networkVersionId',
    ]);
    const selfAdoption = { ...stateRecord, adopterId: 'state', localVersionId: 'local' };
    expect(issuesOf(selfAdoption)).toContain('INVALID adopterId');
  });

  it('requires `localVersionId` in the record of the adopter and rejects it in the record of the network', () => {
    expect(issuesOf({ ...townRecord, localVersionId: null })).toEqual(['REQUIRED localVersionId']);
    expect(issuesOf({ ...stateRecord, localVersionId: 'local' })).toEqual(['INVALID localVersionId']);
  });

  it('rejects versions whose definition can still change', () => {
    const discussed = { status: 'DISCUSSED' as const };
    expect(issuesOf(stateRecord, { networkVersion: { ...networkVersion, ...discussed } })).toEqual([
      'ILLEGAL_TRANSITION networkVersionId',
    ]);
    expect(issuesOf(townRecord, { localVersion: { ...localVersion, ...discussed } })).toEqual([
      'ILLEGAL_TRANSITION localVersionId',
    ]);
  });

  it.each([
    ['kind', { kind: 'AMOUNT' }],
    ['countingUnit', { countingUnit: 'PEOPLE' }],
    ['unit', { unit: { scheme: 'unit', code: 'hours', label: 'Hours' } }],
    ['multiplier', { multiplier: '100' }],
  ])('rejects a local version with a different %s', (field, change) => {
    const differingVersion = { ...localVersion, ...change } as typeof localVersion;
    expect(issuesOf(townRecord, { localVersion: differingVersion })).toEqual(['INVALID localVersionId']);
    const [issue] = judgeAdoptionRecord(townRecord, { networkVersion, localVersion: differingVersion, memberships });
    expect(issue?.message).toContain(`${field} `);
  });

  it('requires a membership that both sides have recorded for the first day of the adoption', () => {
    const early = { startsOn: '2023-12-31' };
    expect(issuesOf({ ...townRecord, ...early })).toEqual(['INVALID adopterId']);
    expect(issuesOf({ ...stateRecord, ...early })).toEqual(['INVALID adopterId']);
    expect(issuesOf(townRecord, { memberships: memberships.slice(0, 1) })).toEqual(['INVALID adopterId']);
    expect(issuesOf(townRecord, { memberships: memberships.map((each) => ({ ...each, memberId: 'city' })) })).toEqual([
      'INVALID adopterId',
    ]);
  });
});

describe('networkAdoptionsOn', () => {
  const adoptionsOn = (day: string, ...records: AdoptionRecord[]) =>
    unwrap(networkAdoptionsOn(day, records)).map(({ adopterId, localVersionId }) => `${adopterId} ${localVersionId}`);

  it('returns an adoption on the days that both records include, up to and including the last day', () => {
    const records = [
      { ...townRecord, endsOn: '2025-08-31' },
      { ...stateRecord, startsOn: '2025-01-01' },
    ];
    expect(['2024-12-31', '2025-01-01', '2025-08-31', '2025-09-01'].map((day) => adoptionsOn(day, ...records))).toEqual(
      [[], ['town local'], ['town local'], []],
    );
  });

  it('returns no adoption for records of one side only, or of different versions or adopters', () => {
    expect(adoptionsOn('2025-01-01', townRecord, townRecord)).toEqual([]);
    expect(adoptionsOn('2025-01-01', stateRecord, stateRecord)).toEqual([]);
    expect(adoptionsOn('2025-01-01', townRecord, { ...stateRecord, adopterId: 'city' })).toEqual([]);
    expect(adoptionsOn('2025-01-01', townRecord, { ...stateRecord, networkVersionId: 'other' })).toEqual([]);
  });

  it('returns an adoption once even if one side has two records of it', () => {
    expect(adoptionsOn('2025-01-01', townRecord, stateRecord, stateRecord)).toEqual(['town local']);
  });
});
