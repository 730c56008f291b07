import {
  type NetworkChange,
  type NetworkRating,
  networkChange,
  type PartnershipNetwork,
  partnershipNetwork,
  unwrap,
} from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';
import { visibleTo } from '../access/index.ts';
import { type OrganizationRow, organizationTable } from '../ecosystem/index.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import { childrenOf, type Reader } from '../shared/reader.ts';
import { type RowOf, tableOf } from '../shared/table.ts';
import { RelationshipRatingEntity } from './relationship-rating.entity.ts';

/** A rating as readers answer it. */
export type RelationshipRatingRow = RowOf<typeof RelationshipRatingEntity>;

/** The network of a wave, with what it was worked out from. */
export interface NetworkOfWave {
  ecosystemId: string;
  wave: number;
  /** All waves of which the viewer sees ratings. */
  waves: number[];
  ratings: NetworkRating[];
  organizations: OrganizationRow[];
  network: PartnershipNetwork;
}

/** What changed since an earlier wave. */
export type NetworkSince = NetworkChange & { since: number };

/** Narrows a list of ratings. */
export interface RatingFilter {
  wave?: number | null;
}

const ratingTable = tableOf<RelationshipRatingRow>(RelationshipRatingEntity);

const ofWave = ({ wave }: RatingFilter) =>
  wave == null ? sql<boolean>`true` : sql<boolean>`"t"."wave" = ${wave}::integer`;

const ratingsOfEcosystem = childrenOf<RelationshipRatingRow, RatingFilter>({
  table: ratingTable,
  by: 'ecosystemId',
  order: ['wave', 'id'],
  where: ofWave,
});
const ratingsByOrganization = childrenOf<RelationshipRatingRow, RatingFilter>({
  table: ratingTable,
  by: 'raterId',
  order: ['wave', 'id'],
  where: ofWave,
});
const ratingsOfOrganization = childrenOf<RelationshipRatingRow, RatingFilter>({
  table: ratingTable,
  by: 'ratedId',
  order: ['wave', 'id'],
  where: ofWave,
});

type RatingList = { page: PageArguments; filter: RatingFilter };

/** Reads how organizations see their relationships. */
export class RatingReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** Every rating of an ecosystem, by wave. */
  ratings(ecosystemId: string, list: RatingList): Promise<Page<RelationshipRatingRow>> {
    return this.#reader.page(ratingsOfEcosystem, { parent: ecosystemId, ...list });
  }

  /** How an organization rates others, by wave. */
  ratingsBy(organizationId: string, list: RatingList): Promise<Page<RelationshipRatingRow>> {
    return this.#reader.page(ratingsByOrganization, { parent: organizationId, ...list });
  }

  /** How others rate an organization, by wave. */
  ratingsOf(organizationId: string, list: RatingList): Promise<Page<RelationshipRatingRow>> {
    return this.#reader.page(ratingsOfOrganization, { parent: organizationId, ...list });
  }

  /** The waves of which the viewer sees ratings, in their order. */
  waves(ecosystemId: string): Promise<number[]> {
    return this.#reader
      .loader<string, number[]>('relationship_rating#waves', async (ids) => {
        const rows = await this.#reader.rows<{ ecosystemId: string; wave: number }>(
          sql`select distinct "t"."ecosystem_id" as "ecosystemId", "t"."wave" from ${this.#shown()} where "t"."ecosystem_id" = any(${ids}::uuid[]) order by "t"."wave"`,
        );
        const byEcosystem = Map.groupBy(rows, (row) => row.ecosystemId);
        return ids.map((id) => byEcosystem.get(id)?.map(({ wave }) => wave) ?? []);
      })
      .load(ecosystemId);
  }

  /** The ratings of one wave: what the network is worked out from. */
  wave(ecosystemId: string, wave: number): Promise<NetworkRating[]> {
    return this.#reader
      .loader<string, NetworkRating[]>(`relationship_rating#${wave}`, async (ids) => {
        const rows = await this.#reader.rows<NetworkRating & { ecosystemId: string }>(
          sql`select "t"."ecosystem_id" as "ecosystemId", "t"."rater_id" as "raterId", "t"."rated_id" as "ratedId", "t"."collaboration_level" as "collaborationLevel" from ${this.#shown()} where "t"."ecosystem_id" = any(${ids}::uuid[]) and "t"."wave" = ${wave}::integer`,
        );
        const byEcosystem = Map.groupBy(rows, (row) => row.ecosystemId);
        return ids.map((id) => byEcosystem.get(id) ?? []);
      })
      .load(ecosystemId);
  }

  /** The network of a wave, of the latest where none is named; null where the viewer sees no rating of it. */
  async network(ecosystemId: string, wave: number | null | undefined): Promise<NetworkOfWave | null> {
    const waves = await this.waves(ecosystemId);
    const wanted = wave ?? waves.at(-1);
    if (wanted === undefined || !waves.includes(wanted)) return null;
    const ratings = await this.wave(ecosystemId, wanted);
    const ids = new Set(ratings.flatMap(({ raterId, ratedId }) => [raterId, ratedId]));
    const found = await Promise.all([...ids].map((id) => this.#reader.byId(organizationTable, id)));
    const organizations = found.filter((organization) => organization !== null);
    const network = unwrap(partnershipNetwork(ratings, organizations));
    return { ecosystemId, wave: wanted, waves, ratings, organizations, network };
  }

  /** What changed since an earlier wave, the one before where none is named; null where there is no such wave. */
  async change(after: NetworkOfWave, since: number | null | undefined): Promise<NetworkSince | null> {
    const { ecosystemId, wave, waves, ratings, organizations } = after;
    const earlier = since ?? waves.findLast((each) => each < wave);
    if (earlier === undefined || earlier >= wave || !waves.includes(earlier)) return null;
    const before = await this.wave(ecosystemId, earlier);
    return { since: earlier, ...unwrap(networkChange({ before, after: ratings }, organizations)) };
  }

  /** Ratings that the viewer sees, of organizations that the viewer sees: of others no answer tells. */
  #shown(): RawBuilder<unknown> {
    const { viewer } = this.#reader;
    return sql`"relationship_rating" as "t" join "organization" as "a" on "a"."id" = "t"."rater_id" and ${visibleTo(viewer, 'a')} join "organization" as "b" on "b"."id" = "t"."rated_id" and ${visibleTo(viewer, 'b')} and ${visibleTo(viewer)}`;
  }
}
