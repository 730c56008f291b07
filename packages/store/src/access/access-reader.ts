import type { Principal } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { anyOf } from '../shared/conditions.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader } from '../shared/reader.ts';
import { childrenOf } from '../shared/relation.ts';
import { type RowOf, tableOf } from '../shared/table.ts';
import type { AccessTables } from './entities.ts';
import { AccessGrantEntity } from './grant/access-grant.entity.ts';
import { InvitationEntity } from './invitation/invitation.entity.ts';
import { type InvitationOffer, openInvitation } from './invitation/invitation-reader.ts';
import { SharingReader } from './sharing/sharing-reader.ts';
import { VoidedRecordReader } from './voiding/index.ts';

/** A grant as readers return it. */
export interface AccessGrantRow extends RowOf<typeof AccessGrantEntity> {}

/** An invitation as readers return it. */
export interface InvitationRow extends RowOf<typeof InvitationEntity> {}

const isInEffect = sql<boolean>`"t"."revoked_at" is null`;
const table = tableOf<AccessGrantRow>(AccessGrantEntity);
const order = ['createdAt', 'id'] as const;

const grantsOfEcosystem = childrenOf<AccessGrantRow, object>({
  table,
  by: 'ecosystemId',
  order,
  where: () => [isInEffect],
});

/** A principal sees its own grants. */
const grantsOfPrincipal = childrenOf<AccessGrantRow, object>({
  table,
  by: 'principalId',
  order,
  parts: true,
  where: () => [isInEffect],
});

/** The principal that accepts an invitation sees the new grant. */
const grantOfAcceptance = childrenOf<AccessGrantRow, object>({ table, by: 'id', order, parts: true });

const invitationsOfEcosystem = childrenOf<InvitationRow, object>({
  table: tableOf<InvitationRow>(InvitationEntity),
  by: 'ecosystemId',
  order,
});

/** Reads principals and their grants. */
export class AccessReader {
  readonly #reader: Reader;
  readonly voided: VoidedRecordReader;
  readonly sharing: SharingReader;

  constructor(reader: Reader) {
    this.#reader = reader;
    this.voided = new VoidedRecordReader(reader);
    this.sharing = new SharingReader(reader);
  }

  /** The grants in effect of an ecosystem, the oldest first. */
  grants(ecosystemId: string, page: PageArguments): Promise<Page<AccessGrantRow>> {
    return this.#reader.page(grantsOfEcosystem, { parent: ecosystemId, page, filter: {} });
  }

  /** The grants in effect of the viewer, the oldest first. None if the viewer is not a principal. */
  async ownGrants(): Promise<AccessGrantRow[]> {
    const { viewer } = this.#reader;
    if (viewer.kind !== 'PRINCIPAL') return [];
    return await this.#reader.list(grantsOfPrincipal, { parent: viewer.principal.id, filter: {} });
  }

  /** The grant that an invitation gave to the caller. */
  async acceptedGrant(id: string): Promise<AccessGrantRow | null> {
    const [grant = null] = await this.#reader.list(grantOfAcceptance, { parent: id, filter: {} });
    return grant;
  }

  /** The invitations of an ecosystem, the oldest first. */
  invitations(ecosystemId: string, page: PageArguments): Promise<Page<InvitationRow>> {
    return this.#reader.page(invitationsOfEcosystem, { parent: ecosystemId, page, filter: {} });
  }

  /** What the open invitation with this secret offers. Null if there is none. */
  invitation(secret: string): Promise<InvitationOffer | null> {
    return openInvitation(this.#reader, { secret, lock: false });
  }

  /** The principal of a grant. */
  principal(id: string): Promise<Principal> {
    return this.#reader
      .loader<string, Principal>('principal#id', async (ids) => {
        const principals = this.#reader.tables<AccessTables>().selectFrom('principal');
        const rows = await this.#reader.rows(
          principals.select(['id', 'kind', 'name', 'is_operator as isOperator']).where('id', '=', anyOf(ids)),
        );
        const byId = new Map(rows.map((row) => [row.id, row]));
        return ids.map((each) => {
          const found = byId.get(each);
          if (!found) throw new Error(`There is no principal ${each}.`);
          return found;
        });
      })
      .load(id);
  }
}
