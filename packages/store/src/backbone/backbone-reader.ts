import { type BackboneRole, policyLevels, policyStatuses } from '@collective-impact/sdk/backbone';
import { sql } from 'kysely';
import { namesGoal } from '../shared/goal-line.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import { childrenOf, type Reader, type Relation } from '../shared/reader.ts';
import { isCode } from './is-code.ts';
import {
  type BackboneAppointmentRow,
  backboneAppointmentTable,
  type PolicyActionRow,
  policyActionTable,
  type ReadinessAssessmentRow,
  readinessAssessmentTable,
} from './tables.ts';

/** Narrows a list of backbone appointments. */
export interface AppointmentFilter {
  role?: BackboneRole | null;
}

/** Narrows a list of policy actions, by codes of our lists. */
export interface PolicyFilter {
  level?: string | null;
  status?: string | null;
}

const appointmentsOfEcosystem = childrenOf<BackboneAppointmentRow, AppointmentFilter>({
  table: backboneAppointmentTable,
  by: 'ecosystemId',
  order: ['startedOn', 'id'],
  where: ({ role }) => (role == null ? sql<boolean>`true` : sql<boolean>`"t"."role" = ${role}`),
});

const appointmentsOfOrganization = childrenOf({
  table: backboneAppointmentTable,
  by: 'organizationId',
  order: ['startedOn', 'id'],
});

const servingIn: Relation<BackboneAppointmentRow, { on: string }> = {
  name: 'backbone_appointment.serving',
  table: backboneAppointmentTable,
  of: sql<boolean>`"t"."ecosystem_id" = "k"."parent"`,
  order: ['startedOn', 'id'],
  where: ({ on }) =>
    sql<boolean>`"t"."started_on" <= ${on}::date and ("t"."ended_on" is null or "t"."ended_on" >= ${on}::date)`,
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
  where: ({ level, status }) =>
    sql<boolean>`${isCode(policyLevels, { column: 't.level', code: level })} and ${isCode(policyStatuses, { column: 't.status', code: status })}`,
});

const policyActionsOfLead = childrenOf({ table: policyActionTable, by: 'leadId', order: ['id'] });

/** Reads who serves as the backbone, how ready the community is, and what is done about policies. */
export class BackboneReader {
  readonly #reader: Reader;
  readonly #policyActionsOfGoal: Relation<PolicyActionRow>;

  constructor(reader: Reader) {
    this.#reader = reader;
    const of = namesGoal(reader.viewer);
    this.#policyActionsOfGoal = { name: 'policy_action.goal', table: policyActionTable, of, order: ['id'] };
  }

  /** Every appointment of an ecosystem, also those that have ended, by their first day. */
  appointments(
    ecosystemId: string,
    list: { page: PageArguments; filter: AppointmentFilter },
  ): Promise<Page<BackboneAppointmentRow>> {
    return this.#reader.page(appointmentsOfEcosystem, { parent: ecosystemId, ...list });
  }

  /** As what an organization served and serves, by first day. */
  appointmentsOf(organizationId: string, page: PageArguments): Promise<Page<BackboneAppointmentRow>> {
    return this.#reader.page(appointmentsOfOrganization, { parent: organizationId, page });
  }

  /** The appointments that hold on a day: what `backboneOn` is worked out from. */
  serving(ecosystemId: string, on: string): Promise<BackboneAppointmentRow[]> {
    return this.#reader.list(servingIn, { parent: ecosystemId, filter: { on } });
  }

  /** The readiness assessments of an ecosystem, by day. */
  assessments(ecosystemId: string, page: PageArguments): Promise<Page<ReadinessAssessmentRow>> {
    return this.#reader.page(assessmentsOfEcosystem, { parent: ecosystemId, page });
  }

  /** All of them: what `readinessOverTime` is worked out from. */
  everyAssessment(ecosystemId: string): Promise<ReadinessAssessmentRow[]> {
    return this.#reader.list(assessmentsOfEcosystem, { parent: ecosystemId });
  }

  /** What the partners of an ecosystem do about policies, by age. */
  policyActions(
    ecosystemId: string,
    list: { page: PageArguments; filter: PolicyFilter },
  ): Promise<Page<PolicyActionRow>> {
    return this.#reader.page(policyActionsOfEcosystem, { parent: ecosystemId, ...list });
  }

  /** The policy actions that serve a goal, or one that it goes on from. */
  policyActionsOf(goalId: string, page: PageArguments): Promise<Page<PolicyActionRow>> {
    return this.#reader.page(this.#policyActionsOfGoal, { parent: goalId, page });
  }

  /** The policy actions that an organization leads. */
  policyActionsLedBy(organizationId: string, page: PageArguments): Promise<Page<PolicyActionRow>> {
    return this.#reader.page(policyActionsOfLead, { parent: organizationId, page });
  }
}
