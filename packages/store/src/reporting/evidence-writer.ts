import {
  accepted,
  type Consent,
  changeConsent,
  evidence,
  judgeOpenness,
  type Outcome,
  placePeriod,
  refused,
  type Visibility,
  withdrawalValues,
  withdrawConsent,
} from '@collective-impact/sdk';
import { yearsOf } from '../period/index.ts';
import { changedFields } from '../shared/changed-fields.ts';
import { dayOf } from '../shared/day-of-step.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { Transition, Writing, WrittenRecord } from '../shared/writing.ts';
import { EvidenceEntity } from './evidence.entity.ts';

type EvidenceRecord = WrittenRecord & Consent & { period: string; visibility: Visibility };

/** How evidence is written: closed, unless there is consent to show it. */
export const evidenceWriting: Writing = {
  type: evidence,
  entity: EvidenceEntity,
  onCreate: async (unit, draft) => {
    const record = draft as EvidenceRecord;
    const consented = judgeConsent(record, null);
    if (!consented.ok) return consented;
    return accepted({ ...consented.value, ...(await placed(unit, record)) });
  },
  onUpdate: async (unit, { record, changes }) => {
    const before = record as EvidenceRecord;
    const after = { ...before, ...changes } as EvidenceRecord;
    const consented = judgeConsent(after, before);
    if (!consented.ok) return consented;
    const moved = changedFields(record, changes).includes('period');
    return accepted({ ...consented.value, ...(moved ? await placed(unit, after) : {}) });
  },
  constraints: {},
};

/** Takes back the consent to show evidence, which closes it at the same moment. */
export const withdrawEvidence: Transition = {
  name: 'withdrawEvidence',
  writing: evidenceWriting,
  values: withdrawalValues,
  rule: async (_unit, { record, values }) =>
    withdrawConsent(record as EvidenceRecord, {
      ...dayOf(values.withdrawnOn),
      recordedBy: String(values.consentRecordedBy),
    }),
};

function judgeConsent(after: EvidenceRecord, before: EvidenceRecord | null): Outcome<Record<string, unknown>> {
  const changed = changeConsent(after, before);
  const closed = judgeOpenness(after);
  if (!changed.ok || closed.length > 0) return refused(...(changed.ok ? [] : changed.issues), ...closed);
  return changed;
}

async function placed(unit: UnitOfWork, { period, ecosystemId }: EvidenceRecord) {
  return placePeriod(period, await yearsOf(unit, ecosystemId));
}
