import {
  type AnyRecordType,
  changesRecords,
  ForbiddenError,
  grantIn,
  includesRole,
  type Viewer,
} from '@collective-impact/sdk';
import { isUnrestricted } from '../visibility.ts';

/** A change that a viewer wants to make. References are UUIDs. */
export interface Change {
  readonly type: Pick<AnyRecordType, 'name' | 'ownedBy' | 'managedBy'>;
  /** The UUID of the ecosystem of the record. */
  readonly ecosystemId: string;
  /** The record before and after the change, as far as it exists. */
  readonly states: readonly object[];
  /** Whether a CONTRIBUTOR can make this change to records of its organizations. */
  readonly byOwner: boolean;
  /** The organization that makes the change, if it does not change a record of its own. `id` is null if the command names none. */
  readonly actingFor?: { readonly field: string; readonly id: string | null };
}

/** The message for a viewer that does not sign in. */
export const signIn =
  'Sign in to make changes: send an API key or an access token as `Authorization: Bearer <key or token>`.';

/**
 * Throws a `ForbiddenError` unless the viewer may change a record that it can see. The BACKBONE of an ecosystem changes every
 * record, a STEWARD the records that stewards manage. A CONTRIBUTOR changes records that belong to one of its organizations,
 * before and after the change, and makes some changes of other records for one of its organizations, such as a response to a survey.
 */
export function authorize(viewer: Viewer, change: Change): void {
  if (isUnrestricted(viewer)) return;
  if (viewer.kind !== 'PRINCIPAL') throw new ForbiddenError(signIn);
  const grant = grantIn(viewer, change.ecosystemId);
  const { managedBy, ownedBy, name } = change.type;
  if (grant && includesRole(grant.role, managedBy)) return;
  const canOwn = change.byOwner && ownedBy.length > 0;
  if (canOwn && grant && changesRecords(grant.role)) {
    const isOwned = (state: object) =>
      ownedBy.some((field) => grant.organizationIds.includes(String(Reflect.get(state, field))));
    if (change.states.every(isOwned)) return;
  }
  const { actingFor } = change;
  if (actingFor?.id && grant?.role === 'CONTRIBUTOR' && grant.organizationIds.includes(actingFor.id)) return;
  const byOwner = canOwn ? ', or the role CONTRIBUTOR for the organization that the record belongs to' : '';
  const byActor = actingFor ? `, or the role CONTRIBUTOR for the organization in \`${actingFor.field}\`` : '';
  const own = grant ? `Your role is ${grant.role}.` : 'You have no role in it.';
  throw new ForbiddenError(
    `This change of ${article(name)} requires the role ${managedBy} in the ecosystem${byOwner}${byActor}. ${own}`,
  );
}

/** Nouns that have no plural, and no article. */
const uncountable = new Set(['evidence', 'funding']);

function article(name: string): string {
  const noun = name.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
  if (uncountable.has(noun)) return noun;
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}
