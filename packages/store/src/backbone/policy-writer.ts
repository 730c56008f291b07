import { policyAction } from '@collective-impact/sdk/backbone';
import type { RecordDefinition } from '../shared/record-definition.ts';
import { PolicyActionEntity } from './policy-action.entity.ts';

/** How policy actions are stored. */
export const policyActionDefinition: RecordDefinition<typeof policyAction, typeof PolicyActionEntity> = {
  type: policyAction,
  entity: PolicyActionEntity,
  constraints: {},
};
