import { policyAction } from '@collective-impact/sdk';
import type { Writing } from '../shared/writing.ts';
import { PolicyActionEntity } from './policy-action.entity.ts';

/** How policy actions are written. */
export const policyActionWriting: Writing = { type: policyAction, entity: PolicyActionEntity, constraints: {} };
