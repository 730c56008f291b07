import { describe, expect, it } from 'vitest';
import { visibilities } from '../shared/visibility.ts';
import { changeConsent, judgeEvidence, judgeOpenness, withdrawConsent } from './evidence-rules.ts';
import { type ConsentStatus, consentStatuses } from './vocabulary.ts';

const given = {
  consent: 'GIVEN' as ConsentStatus,
  consentOn: '2024-05-01',
  consentRecordedBy: 'A youth worker',
  withdrawnOn: null as string | null,
};
const evidence = { ...given, goalId: 'goal', indicatorId: null, text: 'She built it.', url: null };
const withdrawn = { ...given, consent: 'WITHDRAWN' as const, withdrawnOn: '2024-06-01' };
const today = '2025-01-01';

const told = (issues: { code: string; path: string[] }[]) => issues.map(({ code, path }) => `${code} ${path}`);
const issuesOf = (outcome: { ok: true } | { ok: false; issues: { code: string; path: string[] }[] }) =>
  outcome.ok ? [] : told(outcome.issues);

describe('evidence', () => {
  it('tells of a goal or an indicator, in a text or at an address', () => {
    expect(judgeEvidence(evidence)).toEqual([]);
    expect(judgeEvidence({ ...evidence, goalId: null, indicatorId: 'indicator' })).toEqual([]);
    expect(judgeEvidence({ ...evidence, text: null, url: 'https://example.org/' })).toEqual([]);
    expect(told(judgeEvidence({ ...evidence, goalId: null }))).toEqual(['REQUIRED goalId']);
    expect(told(judgeEvidence({ ...evidence, text: null }))).toEqual(['REQUIRED text']);
  });

  it('says when consent was given, or found not to be needed, and who put that on record', () => {
    const silent = { ...evidence, consentOn: null, consentRecordedBy: null };
    for (const consent of ['GIVEN', 'NOT_NEEDED', 'WITHDRAWN'] as const) {
      expect(told(judgeEvidence({ ...silent, consent }))).toEqual(['REQUIRED consentOn', 'REQUIRED consentRecordedBy']);
    }
    expect(judgeEvidence({ ...silent, consent: 'NOT_GIVEN' })).toEqual([]);
  });

  it('is open to others with consent only', () => {
    const open = consentStatuses.flatMap((consent) =>
      visibilities
        .filter((visibility) => judgeOpenness({ consent, visibility }).length === 0)
        .map((each) => [consent, each]),
    );
    expect(open).toEqual([
      ['NOT_GIVEN', 'RESTRICTED'],
      ...visibilities.map((visibility) => ['GIVEN', visibility]),
      ...visibilities.map((visibility) => ['NOT_NEEDED', visibility]),
      ['WITHDRAWN', 'RESTRICTED'],
    ]);
    expect(told(judgeOpenness({ consent: 'NOT_GIVEN', visibility: 'MEMBERS' }))).toEqual(['INVALID visibility']);
  });
});

describe('withdrawing consent', () => {
  const step = { on: '2024-06-01', today, recordedBy: 'The coordinator' };

  it('closes the evidence', () => {
    expect(withdrawConsent(given, step)).toEqual({
      ok: true,
      value: {
        consent: 'WITHDRAWN',
        consentRecordedBy: 'The coordinator',
        withdrawnOn: '2024-06-01',
        visibility: 'RESTRICTED',
      },
    });
    expect(withdrawConsent({ ...given, consent: 'NOT_NEEDED' }, step).ok).toBe(true);
  });

  it('takes back what there is, once, and on a day that fits', () => {
    expect(issuesOf(withdrawConsent(withdrawn, step))).toEqual(['ILLEGAL_TRANSITION id']);
    expect(issuesOf(withdrawConsent({ ...given, consent: 'NOT_GIVEN' }, step))).toEqual(['ILLEGAL_TRANSITION id']);
    expect(issuesOf(withdrawConsent(given, { ...step, on: '2024-04-30' }))).toEqual(['DATES_OUT_OF_ORDER withdrawnOn']);
    expect(issuesOf(withdrawConsent(given, { ...step, on: '2025-01-02' }))).toEqual(['OUT_OF_RANGE withdrawnOn']);
  });
});

describe('another consent', () => {
  it('is said as it is learned, but a withdrawal is a step of its own', () => {
    for (const consent of ['NOT_GIVEN', 'GIVEN', 'NOT_NEEDED'] as const) {
      expect(changeConsent({ ...given, consent }, given)).toEqual({ ok: true, value: { withdrawnOn: null } });
      expect(changeConsent({ ...given, consent }, null)).toEqual({ ok: true, value: { withdrawnOn: null } });
    }
    expect(issuesOf(changeConsent(withdrawn, given))).toEqual(['INVALID consent']);
    expect(issuesOf(changeConsent(withdrawn, null))).toEqual(['INVALID consent']);
  });

  it('is given anew after a withdrawal, and not before it; nothing else comes after it', () => {
    const anew = (consent: ConsentStatus, consentOn: string) => changeConsent({ consent, consentOn }, withdrawn);
    expect(anew('GIVEN', '2024-06-01')).toEqual({ ok: true, value: { withdrawnOn: null } });
    expect(issuesOf(anew('GIVEN', '2024-05-31'))).toEqual(['DATES_OUT_OF_ORDER consentOn']);
    expect(issuesOf(anew('NOT_NEEDED', '2024-07-01'))).toEqual(['INVALID consent']);
    expect(issuesOf(anew('NOT_GIVEN', '2024-07-01'))).toEqual(['INVALID consent']);
    expect(anew('WITHDRAWN', '2024-05-01')).toEqual({ ok: true, value: { withdrawnOn: '2024-06-01' } });
  });
});
