import type { SharingStatus } from '@collective-impact/sdk/access';
import { sql } from 'kysely';
import type { IndicatorTables } from '../../indicator/index.ts';
import { anyOf } from '../../shared/conditions.ts';
import type { Page, PageArguments } from '../../shared/page.ts';
import type { Reader } from '../../shared/reader.ts';
import { childrenOf, type Relation } from '../../shared/relation.ts';
import { type RowOf, tableOf } from '../../shared/table.ts';
import { isStewardOfColumn, visibleTo } from '../../shared/visibility.ts';
import type { AccessTables } from '../entities.ts';
import { agreementsStatement, type FoundAgreement, statusOfAgreement } from './agreements-in-force.ts';
import { SharingAcceptanceEntity, SharingAgreementEntity } from './sharing-agreement.entity.ts';

/** A sharing agreement as readers return it. */
export interface SharingAgreementRow extends RowOf<typeof SharingAgreementEntity> {}

/** The acceptance of a sharing agreement as readers return it. */
export interface SharingAcceptanceRow extends RowOf<typeof SharingAcceptanceEntity> {}

/** The names in an agreement, which stewards of both sides read even if they do not see the records. */
export interface AgreementNames {
  readonly memberName: string;
  /**
   * Names of the indicators that the agreement names, in alphabetical order. Other callers than stewards of the two sides get
   * those of the indicators that they see.
   */
  readonly indicatorNames: readonly string[];
}

const agreementsOfEcosystem: Relation<SharingAgreementRow, object> = {
  name: 'sharing_agreement.side',
  table: tableOf<SharingAgreementRow>(SharingAgreementEntity),
  of: ({ eb }) => {
    const parent = eb.ref('k.parent');
    return eb.or([eb('t.ecosystem_id', '=', parent), eb('t.network_id', '=', parent)]);
  },
  order: ['createdAt', 'id'],
};

const acceptanceOfAgreement = childrenOf<SharingAcceptanceRow, object>({
  table: tableOf<SharingAcceptanceRow>(SharingAcceptanceEntity),
  by: 'agreementId',
  order: ['createdAt', 'id'],
});

/** Reads sharing agreements. */
export class SharingReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The agreements that an ecosystem offered, or that were offered to it as a network, the oldest first. */
  agreements(ecosystemId: string, page: PageArguments): Promise<Page<SharingAgreementRow>> {
    return this.#reader.page(agreementsOfEcosystem, { parent: ecosystemId, page, filter: {} });
  }

  /** The acceptance of an agreement that the viewer sees. Null if there is none. */
  async acceptance(agreementId: string): Promise<SharingAcceptanceRow | null> {
    const [acceptance = null] = await this.#reader.list(acceptanceOfAgreement, { parent: agreementId, filter: {} });
    return acceptance;
  }

  /** The status at a moment of an agreement that the viewer sees. It does not depend on what else the viewer sees. */
  async status(agreementId: string, now: Date): Promise<SharingStatus> {
    const agreement = await this.#reader
      .loader<string, FoundAgreement>('sharing_agreement#status', async (ids) => {
        const rows = await this.#reader.rows(agreementsStatement(ids));
        return inOrder(ids, new Map(rows.map((row) => [row.agreement.id, row.agreement])));
      })
      .load(agreementId);
    return statusOfAgreement(agreement, now);
  }

  /** The names in an agreement that the viewer sees. */
  names(agreementId: string): Promise<AgreementNames> {
    return this.#reader
      .loader<string, AgreementNames>('sharing_agreement#names', async (ids) => {
        const { viewer } = this.#reader;
        const isVisible = visibleTo(viewer, { table: 'indicator', alias: 'i' });
        // The stewards of the network read what they are offered before they see the indicators.
        const isReadable = sql<boolean>`(${isVisible} or ${isStewardOfColumn(viewer, 'a.network_id')})`;
        const rows = await this.#reader.rows<AgreementNames & { id: string }>(
          this.#reader
            .tables<AccessTables & IndicatorTables>()
            .selectFrom('sharing_agreement as a')
            .innerJoin('ecosystem as e', 'e.id', 'a.ecosystem_id')
            .where('a.id', '=', anyOf(ids))
            .select((eb) => {
              const indicators = eb.selectFrom('indicator as i').select('i.name').orderBy('i.name').orderBy('i.id');
              const named = indicators.where('i.id', '=', sql<string>`any(${eb.ref('a.indicator_ids')})`);
              const names = sql<string[]>`array${named.where(isReadable)}`;
              return ['a.id', 'e.name as memberName', names.as('indicatorNames')];
            }),
        );
        return inOrder(ids, new Map(rows.map((row) => [row.id, row])));
      })
      .load(agreementId);
  }
}

function inOrder<Row>(ids: readonly string[], found: ReadonlyMap<string, Row>): Row[] {
  return ids.map((id) => {
    const row = found.get(id);
    if (row === undefined) throw new Error(`There is no sharing agreement ${id}.`);
    return row;
  });
}
