import { accepted, type Outcome, refused } from '@collective-impact/sdk';
import { backboneAppointment, judgeAppointment, type ServedPeriod } from '@collective-impact/sdk/backbone';
import { lockEcosystem } from '../ecosystem/index.ts';
import type { RecordDefinition } from '../shared/record-definition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { changedFields } from '../shared/writing/changed-fields.ts';
import { BackboneAppointmentEntity } from './backbone-appointment.entity.ts';
import type { BackboneTables } from './entities.ts';

/** How backbone appointments are stored. Only one organization leads at a time, and an organization has one appointment at a time. */
export const backboneAppointmentDefinition: RecordDefinition<
  typeof backboneAppointment,
  typeof BackboneAppointmentEntity
> = {
  type: backboneAppointment,
  entity: BackboneAppointmentEntity,
  onCreate: (unit, draft) => judgeAgainstOthers(unit, draft),
  onUpdate: async (unit, { record, changes }) => {
    const datesChanged = changedFields(record, changes).some((field) => field === 'startedOn' || field === 'endedOn');
    return datesChanged ? judgeAgainstOthers(unit, { ...record, ...changes }) : accepted({});
  },
  onRestore: (unit, record) => judgeAgainstOthers(unit, record),
  constraints: {
    backbone_appointment_one_lead: {
      path: ['startedOn'],
      message: 'Another organization leads without an end date. Set `endedOn` of that appointment first.',
    },
    backbone_appointment_serves_once: {
      path: ['startedOn'],
      message: 'This organization has an appointment without an end date. Set `endedOn` of that appointment first.',
    },
  },
};

async function judgeAgainstOthers(
  unit: UnitOfWork,
  state: ServedPeriod & { id: string; ecosystemId: string },
): Promise<Outcome<object>> {
  // The lock serializes the writers of this ecosystem, so that concurrent appointments cannot overlap.
  await lockEcosystem(unit, state.ecosystemId);
  const others = await unit.rows(
    unit
      .tables<BackboneTables>()
      .selectFrom('backbone_appointment')
      .select(['organization_id as organizationId', 'role', 'started_on as startedOn', 'ended_on as endedOn'])
      .where('ecosystem_id', '=', state.ecosystemId)
      .where('id', '<>', state.id)
      .orderBy('started_on')
      .orderBy('id'),
  );
  const issues = judgeAppointment(others, state);
  return issues.length > 0 ? refused(...issues) : accepted({});
}
