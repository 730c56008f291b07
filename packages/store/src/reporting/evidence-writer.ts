import { accepted, type Outcome, refused, unwrap, type Visibility } from '@collective-impact/sdk';
import {
  type Consent,
  changeConsent,
  evidence,
  judgeOpenness,
  placePeriod,
  withdrawalValues,
  withdrawConsent,
} from '@collective-impact/sdk/reporting';
import { yearsOf } from '../period/index.ts';
import { eventDayOf } from '../shared/event-day.ts';
import type { RecordDefinition } from '../shared/record-definition.ts';
import { type TransitionOf, transition } from '../shared/transition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { changedFields } from '../shared/writing/changed-fields.ts';
import { EvidenceEntity } from './evidence.entity.ts';

type ConsentedEvidence = Consent & { visibility: Visibility };

/** How evidence is stored: restricted, unless there is consent to show it. */
export const evidenceDefinition: RecordDefinition<typeof evidence, typeof EvidenceEntity> = {
  type: evidence,
  entity: EvidenceEntity,
  onCreate: async (unit, draft) => {
    const consented = judgeConsent({ ...draft, withdrawnOn: null }, null);
    if (!consented.ok) return consented;
    return accepted({ ...consented.value, ...(await placed(unit, draft)) });
  },
  onUpdate: async (unit, { record, changes }) => {
    const after = { ...record, ...changes };
    const consented = judgeConsent(after, record);
    if (!consented.ok) return consented;
    const moved = changedFields(record, changes).includes('period');
    return accepted({ ...consented.value, ...(moved ? await placed(unit, after) : {}) });
  },
  constraints: {},
};

/** Withdraws the consent to show evidence, which also restricts it. */
export const withdrawEvidence: TransitionOf<typeof evidenceDefinition, typeof withdrawalValues> = transition(
  evidenceDefinition,
  {
    name: 'withdrawEvidence',
    byOwner: true,
    values: withdrawalValues,
    rule: async (unit, { record, values }) =>
      withdrawConsent(record, {
        ...(await eventDayOf(unit, { record, on: values.withdrawnOn })),
        recordedBy: values.consentRecordedBy,
      }),
  },
);

function judgeConsent(after: ConsentedEvidence, before: ConsentedEvidence | null): Outcome<Partial<Consent>> {
  const changed = changeConsent(after, before);
  const closed = judgeOpenness(after);
  if (!changed.ok || closed.length > 0) return refused(...(changed.ok ? [] : changed.issues), ...closed);
  return changed;
}

async function placed(unit: UnitOfWork, { period, ecosystemId }: { period: string; ecosystemId: string }) {
  return unwrap(placePeriod(period, await yearsOf(unit, ecosystemId)));
}
