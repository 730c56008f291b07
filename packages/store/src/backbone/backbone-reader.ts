import { type BackboneRole, policyLevels, policyStatuses } from '@collective-impact/sdk/backbone';
import { hasCode } from '../shared/conditions.ts';
import { namesGoal } from '../shared/goal-lineage.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader } from '../shared/reader.ts';
import { childrenOf, type Relation } from '../shared/relation.ts';
import {
  type BackboneAppointmentRow,
  backboneAppointmentTable,
  type PolicyActionRow,
  policyActionTable,
  type ReadinessAssessmentRow,
  readinessAssessmentTable,
} from './tables.ts';

/** Filters a list of backbone appointments. */
export interface AppointmentFilter {
  role?: BackboneRole | null;
}

/** Filters a list of policy actions, by codes of the lists `policy-level` and `policy-status`. */
export interface PolicyFilter {
  level?: string | null;
  status?: string | null;
}

const appointmentsOfEcosystem = childrenOf<BackboneAppointmentRow, AppointmentFilter>({
  table: backboneAppointmentTable,
  by: 'ecosystemId',
  order: ['startedOn', 'id'],
  where: ({ role }, { eb }) => [role != null && eb('t.role', '=', role)],
});

const appointmentsOfOrganization = childrenOf({
  table: backboneAppointmentTable,
  by: 'organizationId',
  order: ['startedOn', 'id'],
});

const activeAppointmentsOfEcosystem: Relation<BackboneAppointmentRow, { on: string }> = {
  name: 'backbone_appointment.serving',
  table: backboneAppointmentTable,
  of: ({ eb }) => eb('t.ecosystem_id', '=', eb.ref('k.parent')),
  order: ['startedOn', 'id'],
  where: ({ on }, { eb }) => [
    eb('t.started_on', '<=', on),
    eb.or([eb('t.ended_on', 'is', null), eb('t.ended_on', '>=', on)]),
  ],
};

const assessmentsOfEcosystem = childrenOf({
  table: readinessAssessmentTable,
  by: 'ecosystemId',
  order: ['assessedOn', 'id'],
});

const policyActionsOfEcosystem = childrenOf<PolicyActionRow, PolicyFilter>({
  table: policyActionTable,
  by: 'ecosystemId',
  order: ['id'],
  where: ({ level, status }, { eb }) => [
    level != null && hasCode(eb.ref('t.level'), { list: policyLevels, code: level }),
    status != null && hasCode(eb.ref('t.status'), { list: policyStatuses, code: status }),
  ],
});

const policyActionsOfLead = childrenOf({ table: policyActionTable, by: 'leadId', order: ['id'] });

const policyActionsOfGoal: Relation<PolicyActionRow> = {
  name: 'policy_action.goal',
  table: policyActionTable,
  of: ({ viewer }) => namesGoal(viewer),
  findsFirst: true,
  order: ['id'],
};

/** Reads backbone appointments, readiness assessments and policy actions. */
export class BackboneReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** All appointments of an ecosystem, including those that have ended, by start date. */
  appointments(
    ecosystemId: string,
    list: { page: PageArguments; filter: AppointmentFilter },
  ): Promise<Page<BackboneAppointmentRow>> {
    return this.#reader.page(appointmentsOfEcosystem, { parent: ecosystemId, ...list });
  }

  /** The appointments of an organization, by start date. */
  appointmentsOf(organizationId: string, page: PageArguments): Promise<Page<BackboneAppointmentRow>> {
    return this.#reader.page(appointmentsOfOrganization, { parent: organizationId, page });
  }

  /** The appointments that are active on a date: the input of `backboneOn`. */
  activeAppointments(ecosystemId: string, on: string): Promise<BackboneAppointmentRow[]> {
    return this.#reader.list(activeAppointmentsOfEcosystem, { parent: ecosystemId, filter: { on } });
  }

  /** The readiness assessments of an ecosystem, by date. */
  assessments(ecosystemId: string, page: PageArguments): Promise<Page<ReadinessAssessmentRow>> {
    return this.#reader.page(assessmentsOfEcosystem, { parent: ecosystemId, page });
  }

  /** All readiness assessments of an ecosystem: the input of `readinessOverTime`. */
  allAssessments(ecosystemId: string): Promise<ReadinessAssessmentRow[]> {
    return this.#reader.list(assessmentsOfEcosystem, { parent: ecosystemId });
  }

  /** The policy actions of an ecosystem, oldest record first. */
  policyActions(
    ecosystemId: string,
    list: { page: PageArguments; filter: PolicyFilter },
  ): Promise<Page<PolicyActionRow>> {
    return this.#reader.page(policyActionsOfEcosystem, { parent: ecosystemId, ...list });
  }

  /** The policy actions that serve a goal or an earlier version of it. */
  policyActionsOf(goalId: string, page: PageArguments): Promise<Page<PolicyActionRow>> {
    return this.#reader.page(policyActionsOfGoal, { parent: goalId, page });
  }

  /** The policy actions that an organization leads. */
  policyActionsLedBy(organizationId: string, page: PageArguments): Promise<Page<PolicyActionRow>> {
    return this.#reader.page(policyActionsOfLead, { parent: organizationId, page });
  }
}
