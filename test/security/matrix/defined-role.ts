import type { AnyRecordType } from '@collective-impact/sdk';
import type { AnyRecordDefinition, AnyTransition } from '@collective-impact/store';
import * as store from '@collective-impact/store';
import type { LeastRole } from './least-roles.ts';

const transitions: ReadonlyMap<string, AnyTransition> = new Map(
  Object.values(store)
    .filter((value) => typeof value === 'object' && 'definition' in value && 'rule' in value)
    .map((value) => [(value as AnyTransition).name, value as AnyTransition]),
);

/** The record types that decide in their own way who changes their records. */
const withRuleOfTheirOwn: ReadonlySet<AnyRecordType> = new Set(
  Object.values(store)
    .filter((value) => typeof value === 'object' && 'entity' in value && 'authorize' in value)
    .map((value) => (value as AnyRecordDefinition).type),
);

/**
 * The least role of a mutation by the definition of its record: its `managedBy` and `ownedBy`, and the `byOwner` and `actingFor` of
 * its transition. Undefined if the definition does not decide it.
 */
export function definedRole(mutation: string, type: AnyRecordType): LeastRole | undefined {
  if (withRuleOfTheirOwn.has(type)) return undefined;
  const { name, managedBy, ownedBy } = type;
  const orOwner = (isOwners: boolean): LeastRole => (isOwners ? `OWNER_OR_${managedBy}` : managedBy);
  // A new organization belongs to itself, and nobody acts for it yet.
  if (mutation === `create${name}`) return orOwner(ownedBy.length > 0 && !ownedBy.includes('id'));
  if (mutation === `update${name}`) return orOwner(ownedBy.length > 0);
  const transition = transitions.get(mutation);
  if (!transition) return undefined;
  return orOwner((transition.byOwner === true && ownedBy.length > 0) || transition.actingFor !== undefined);
}
