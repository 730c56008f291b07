import { describe, expect, it } from 'vitest';
import { visibilities } from '../shared/visibility.ts';
import { changeConsent, judgeEvidence, judgeOpenness, withdrawConsent } from './evidence-rules.ts';
import { type ConsentStatus, consentStatuses } from './vocabulary.ts';

const consentGiven = {
  consent: 'GIVEN' as ConsentStatus,
  consentOn: '2024-05-01',
  consentRecordedBy: 'A youth worker',
  withdrawnOn: null as string | null,
};
const evidence = { ...consentGiven, goalId: 'goal', indicatorId: null, text: 'She built it.', url: null };
const withdrawn = { ...consentGiven, consent: 'WITHDRAWN' as const, withdrawnOn: '2024-06-01' };
const today = '2025-01-01';

const codesAndPaths = (issues: { code: string; path: string[] }[]) => issues.map(({ code, path }) => `${code} ${path}`);
const issuesOf = (outcome: { ok: true } | { ok: false; issues: { code: string; path: string[] }[] }) =>
  outcome.ok ? [] : codesAndPaths(outcome.issues);

describe('rules of evidence', () => {
  it('require a goal or an indicator, and a text or a URL', () => {
    expect(judgeEvidence(evidence)).toEqual([]);
    expect(judgeEvidence({ ...evidence, goalId: null, indicatorId: 'indicator' })).toEqual([]);
    expect(judgeEvidence({ ...evidence, text: null, url: 'https://example.org/' })).toEqual([]);
    expect(codesAndPaths(judgeEvidence({ ...evidence, goalId: null }))).toEqual(['REQUIRED goalId']);
    expect(codesAndPaths(judgeEvidence({ ...evidence, text: null }))).toEqual(['REQUIRED text']);
  });

  it('require the date of consent and who recorded it, unless consent is NOT_GIVEN', () => {
    const withoutRecord = { ...evidence, consentOn: null, consentRecordedBy: null };
    for (const consent of ['GIVEN', 'NOT_NEEDED', 'WITHDRAWN'] as const) {
      expect(codesAndPaths(judgeEvidence({ ...withoutRecord, consent }))).toEqual([
        'REQUIRED consentOn',
        'REQUIRED consentRecordedBy',
      ]);
    }
    expect(judgeEvidence({ ...withoutRecord, consent: 'NOT_GIVEN' })).toEqual([]);
  });

  it('require RESTRICTED visibility for evidence without consent', () => {
    const accepted = consentStatuses.flatMap((consent) =>
      visibilities
        .filter((visibility) => judgeOpenness({ consent, visibility }).length === 0)
        .map((each) => [consent, each]),
    );
    expect(accepted).toEqual([
      ['NOT_GIVEN', 'RESTRICTED'],
      ...visibilities.map((visibility) => ['GIVEN', visibility]),
      ...visibilities.map((visibility) => ['NOT_NEEDED', visibility]),
      ['WITHDRAWN', 'RESTRICTED'],
    ]);
    expect(codesAndPaths(judgeOpenness({ consent: 'NOT_GIVEN', visibility: 'MEMBERS' }))).toEqual([
      'INVALID visibility',
    ]);
  });
});

describe('withdrawConsent', () => {
  const withdrawal = { on: '2024-06-01', today, recordedBy: 'The coordinator' };

  it('sets the consent to WITHDRAWN and the visibility to RESTRICTED', () => {
    expect(withdrawConsent(consentGiven, withdrawal)).toEqual({
      ok: true,
      value: {
        consent: 'WITHDRAWN',
        consentRecordedBy: 'The coordinator',
        withdrawnOn: '2024-06-01',
        visibility: 'RESTRICTED',
      },
    });
    expect(withdrawConsent({ ...consentGiven, consent: 'NOT_NEEDED' }, withdrawal).ok).toBe(true);
  });

  it('rejects a second withdrawal, consent that was not given, and a date before the consent or in the future', () => {
    expect(issuesOf(withdrawConsent(withdrawn, withdrawal))).toEqual(['ILLEGAL_TRANSITION id']);
    expect(issuesOf(withdrawConsent({ ...consentGiven, consent: 'NOT_GIVEN' }, withdrawal))).toEqual([
      'ILLEGAL_TRANSITION id',
    ]);
    expect(issuesOf(withdrawConsent(consentGiven, { ...withdrawal, on: '2024-04-30' }))).toEqual([
      'DATES_OUT_OF_ORDER withdrawnOn',
    ]);
    expect(issuesOf(withdrawConsent(consentGiven, { ...withdrawal, on: '2025-01-02' }))).toEqual([
      'OUT_OF_RANGE withdrawnOn',
    ]);
  });
});

describe('changeConsent', () => {
  it('accepts every consent but WITHDRAWN, which requires withdrawConsent', () => {
    for (const consent of ['NOT_GIVEN', 'GIVEN', 'NOT_NEEDED'] as const) {
      expect(changeConsent({ ...consentGiven, consent }, consentGiven)).toEqual({
        ok: true,
        value: { withdrawnOn: null },
      });
      expect(changeConsent({ ...consentGiven, consent }, null)).toEqual({ ok: true, value: { withdrawnOn: null } });
    }
    expect(issuesOf(changeConsent(withdrawn, consentGiven))).toEqual(['INVALID consent']);
    expect(issuesOf(changeConsent(withdrawn, null))).toEqual(['INVALID consent']);
  });

  it('accepts only GIVEN after a withdrawal, and not before the date of the withdrawal', () => {
    const changeAfterWithdrawal = (consent: ConsentStatus, consentOn: string) =>
      changeConsent({ consent, consentOn }, withdrawn);
    expect(changeAfterWithdrawal('GIVEN', '2024-06-01')).toEqual({ ok: true, value: { withdrawnOn: null } });
    expect(issuesOf(changeAfterWithdrawal('GIVEN', '2024-05-31'))).toEqual(['DATES_OUT_OF_ORDER consentOn']);
    expect(issuesOf(changeAfterWithdrawal('NOT_NEEDED', '2024-07-01'))).toEqual(['INVALID consent']);
    expect(issuesOf(changeAfterWithdrawal('NOT_GIVEN', '2024-07-01'))).toEqual(['INVALID consent']);
    expect(changeAfterWithdrawal('WITHDRAWN', '2024-05-01')).toEqual({
      ok: true,
      value: { withdrawnOn: '2024-06-01' },
    });
  });
});
