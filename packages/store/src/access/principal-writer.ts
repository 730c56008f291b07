import { actorOf, newUuid, type PrincipalKind } from '@collective-impact/sdk';
import { sql } from 'kysely';
import type { UnitOfWork } from '../shared/unit-of-work.ts';

/** A new principal. Its UUID is new unless one is given. */
export interface NewPrincipal {
  readonly id?: string;
  readonly name: string;
  readonly kind: PrincipalKind;
  readonly isOperator: boolean;
}

/** Creates a principal, who can sign in once it has a key. Returns its UUID. */
export async function createPrincipal(unit: UnitOfWork, principal: NewPrincipal): Promise<string> {
  const { id = newUuid(), name, kind, isOperator } = principal;
  await unit.rows(sql`insert into "principal" ("id", "created_by", "kind", "name", "is_operator")
    values (${id}::uuid, ${actorOf(unit.viewer)}, ${kind}, ${name}, ${isOperator})`);
  return id;
}
