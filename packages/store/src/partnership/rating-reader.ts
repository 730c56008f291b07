import { InputError, unwrap } from '@collective-impact/sdk';
import {
  type CentralityChange,
  type NetworkCentrality,
  type NetworkChange,
  type NetworkRating,
  networkChange,
  type PartnershipNetwork,
  partnershipNetwork,
  type RatedPair,
} from '@collective-impact/sdk/partnership';
import { type OrganizationRow, organizationTable } from '../ecosystem/index.ts';
import { anyFrom, anyOf } from '../shared/conditions.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader } from '../shared/reader.ts';
import { childrenOf, type Relation, type Scope } from '../shared/relation.ts';
import { type RowOf, tableOf } from '../shared/table.ts';
import { visibleTo } from '../shared/visibility.ts';
import { requireKnown } from '../shared/writing/known-value.ts';
import type { PartnershipTables } from './entities.ts';
import { mostRatings, requireBetweenness, requireFewRatings } from './network-limits.ts';
import { RelationshipRatingEntity } from './relationship-rating.entity.ts';

/** A rating as readers return it. */
export interface RelationshipRatingRow extends RowOf<typeof RelationshipRatingEntity> {}

/** A survey wave with ratings. */
export interface RatedWave {
  surveyWaveId: string;
  number: number;
}

/** The network of a wave, with the data that it is computed from. */
export interface NetworkOfWave extends RatedWave {
  ecosystemId: string;
  /** The survey waves of the ecosystem with at least one rating that the viewer may see, by number. */
  waves: RatedWave[];
  ratings: NetworkRating[];
  /** The network without what is known about the organizations: all measures except those of sectors and ecosystems. */
  network: PartnershipNetwork;
  /** The organizations of the network, in the order of their ids. */
  organizations(): Promise<OrganizationRow[]>;
  /** The network with the stakeholder groups and ecosystems of the organizations. */
  groupedNetwork(): Promise<PartnershipNetwork>;
}

/** A pair, and the level from which it has a tie. */
export type PairOfNetwork = RatedPair & { minimumLevel: number };

/** Which network is requested. Null is the default. */
export interface RequestedNetwork {
  wave?: number | null;
  minimumLevel?: number | null;
}

/** The change of a network since an earlier wave. */
export type NetworkSince = NetworkChange & { since: RatedWave; surveyWaveId: string; minimumLevel: number };

/** Filters a list of ratings. */
export interface RatingFilter {
  wave?: number | null;
}

const ratingTable = tableOf<RelationshipRatingRow>(RelationshipRatingEntity);

const ofWave = ({ wave }: RatingFilter, { eb }: Scope<RelationshipRatingRow>) => [
  wave != null && eb('t.wave', '=', wave),
];

const ratingsInWavesOfEcosystem: Relation<RelationshipRatingRow, RatingFilter> = {
  name: 'relationship_rating.wave_of_ecosystem',
  table: ratingTable,
  of: ({ eb, tables }) => {
    const waves = tables<PartnershipTables>()
      .selectFrom('survey_wave as w')
      .select('w.id')
      .whereRef('w.ecosystem_id', '=', 'k.parent');
    return eb('t.survey_wave_id', '=', anyFrom(waves));
  },
  findsFirst: true,
  order: ['wave', 'id'],
  where: ofWave,
};
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

const ratingsOfWave = childrenOf<RelationshipRatingRow>({ table: ratingTable, by: 'surveyWaveId', order: ['id'] });

type RatingList = { page: PageArguments; filter: RatingFilter };

/** Reads relationship ratings and the networks computed from them. */
export class RatingReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The ratings that were given in the survey waves of an ecosystem, by wave. Those of a network include its members. */
  ratings(ecosystemId: string, list: RatingList): Promise<Page<RelationshipRatingRow>> {
    return this.#page(ratingsInWavesOfEcosystem, { parent: ecosystemId, ...list });
  }

  /** The ratings that an organization gave, by wave. */
  ratingsBy(organizationId: string, list: RatingList): Promise<Page<RelationshipRatingRow>> {
    return this.#page(ratingsByOrganization, { parent: organizationId, ...list });
  }

  /** The ratings that an organization received, by wave. */
  ratingsOf(organizationId: string, list: RatingList): Promise<Page<RelationshipRatingRow>> {
    return this.#page(ratingsOfOrganization, { parent: organizationId, ...list });
  }

  /** A list of ratings. Throws an {@link InputError} if it is empty and the viewer can see no survey wave of the number anywhere. */
  async #page(
    relation: Relation<RelationshipRatingRow, RatingFilter>,
    list: RatingList & { parent: string },
  ): Promise<Page<RelationshipRatingRow>> {
    const { wave } = list.filter;
    // Both at once, so that the lists of all organizations continue together, whether or not they are empty.
    const [page, known] = await Promise.all([
      this.#reader.page(relation, list),
      wave == null ? [] : this.#visibleWaves(),
    ]);
    if (page.rows.length === 0) requireKnown(wave, { argument: 'wave', noun: 'a survey wave', known });
    return page;
  }

  /** The numbers of all survey waves that the viewer can see, by one statement for each request. */
  #visibleWaves(): Promise<number[]> {
    const reader = this.#reader;
    const loader = reader.loader<string, number[]>('numbers of survey waves', async (keys) => {
      const waves = await reader.rows(
        reader
          .tables<PartnershipTables>()
          .selectFrom('survey_wave as t')
          .select('t.number')
          .distinct()
          .where(visibleTo(reader.viewer, { table: 'survey_wave', alias: 't' }))
          .orderBy('t.number'),
      );
      const numbers = waves.map(({ number }) => number);
      return keys.map(() => numbers);
    });
    return loader.load('');
  }

  /** The ratings of a survey wave, in the order of their creation. */
  ratingsInWave(surveyWaveId: string, page: PageArguments): Promise<Page<RelationshipRatingRow>> {
    return this.#reader.page(ratingsOfWave, { parent: surveyWaveId, page });
  }

  /** The survey waves of an ecosystem with at least one rating that the viewer may see, by number. */
  waves(ecosystemId: string): Promise<RatedWave[]> {
    return this.#reader.rowsOf({
      name: 'relationship_rating#waves',
      parent: ecosystemId,
      statement: (ids) =>
        this.#visibleRatings()
          .select(['w.ecosystem_id as parent', 'w.id as surveyWaveId', 'w.number'])
          .distinct()
          .where('w.ecosystem_id', '=', anyOf(ids))
          .orderBy('w.number'),
    });
  }

  /** The ratings of one survey wave: the input of the network. Throws an {@link InputError} if there are too many. */
  wave(surveyWaveId: string): Promise<NetworkRating[]> {
    return this.#reader.rowsOf({
      name: 'relationship_rating#network',
      parent: surveyWaveId,
      statement: (ids) =>
        this.#visibleRatings()
          .select([
            't.survey_wave_id as parent',
            't.rater_id as raterId',
            't.rated_id as ratedId',
            't.collaboration_level as collaborationLevel',
            't.trust',
            't.value',
          ])
          .where('t.survey_wave_id', '=', anyOf(ids))
          .limit(mostRatings + 1),
      check: requireFewRatings,
    });
  }

  /** The numbers of the survey waves of an ecosystem that the viewer may see, or may see a rating of. */
  async waveNumbers(ecosystemId: string): Promise<number[]> {
    const { viewer } = this.#reader;
    const recorded = await this.#reader.rowsOf<{ number: number }>({
      name: 'survey_wave#numbers',
      parent: ecosystemId,
      statement: (ids) =>
        this.#reader
          .tables<PartnershipTables>()
          .selectFrom('survey_wave as t')
          .select(['t.ecosystem_id as parent', 't.number'])
          .where('t.ecosystem_id', '=', anyOf(ids))
          .where(visibleTo(viewer, { table: 'survey_wave' })),
    });
    const numbers = [...recorded, ...(await this.waves(ecosystemId))].map(({ number }) => number);
    return [...new Set(numbers)].sort((one, other) => one - other);
  }

  /**
   * The network of a wave, by default the latest. Ties have `minimumLevel` or more, by default 1. Returns null if the viewer
   * may see no rating of the wave. Throws an {@link InputError} if there is no such wave.
   */
  async network(ecosystemId: string, requested: RequestedNetwork): Promise<NetworkOfWave | null> {
    const { wave, minimumLevel } = requested;
    if (minimumLevel != null && (minimumLevel < 1 || minimumLevel > 5)) {
      throw new InputError(`\`minimumLevel\` must be a level from 1 to 5. You sent ${minimumLevel}.`);
    }
    if (wave != null) {
      const known = await this.waveNumbers(ecosystemId);
      requireKnown(wave, { argument: 'wave', noun: 'a survey wave of the ecosystem', known });
    }
    const waves = await this.waves(ecosystemId);
    const selected = wave == null ? waves.at(-1) : waves.find(({ number }) => number === wave);
    if (!selected) return null;
    const ratings = await this.wave(selected.surveyWaveId);
    const level = minimumLevel ?? 1;
    const network = unwrap(partnershipNetwork(ratings, { minimumLevel: level }));
    const organizations = async () => {
      const rows = network.organizationIds.map((id) => this.#reader.byId(organizationTable, id));
      return (await Promise.all(rows)).filter((organization) => organization !== null);
    };
    const group = async () =>
      unwrap(partnershipNetwork(ratings, { organizations: await organizations(), minimumLevel: level }));
    let grouped: Promise<PartnershipNetwork> | undefined;
    const groupedNetwork = () => (grouped ??= group());
    return { ...selected, ecosystemId, waves, ratings, network, organizations, groupedNetwork };
  }

  /** The centrality of each organization, highest betweenness first. Throws an {@link InputError} if the network is too large. */
  centralities({ network }: NetworkOfWave): NetworkCentrality[] {
    requireBetweenness({ organizations: network.organizationIds.length, links: network.ties, noun: 'ties' });
    return network.centralities;
  }

  /** The change in centrality of each organization. Throws an {@link InputError} if the network is too large. */
  centralityChanges(change: NetworkSince): CentralityChange[] {
    requireBetweenness({ organizations: change.organizationIds.length, links: change.pairs, noun: 'rated pairs' });
    return change.centralities;
  }

  /**
   * The change since an earlier wave. Null or undefined selects the previous wave. Returns null if there is no earlier wave, or if
   * the viewer may see no rating of it. Throws an {@link InputError} if `since` is not an earlier wave.
   */
  async change(after: NetworkOfWave, since: number | null | undefined): Promise<NetworkSince | null> {
    if (since != null) {
      const known = (await this.waveNumbers(after.ecosystemId)).filter((number) => number < after.number);
      requireKnown(since, { argument: 'since', noun: `a survey wave before wave ${after.number}`, known });
    }
    const { waves, ratings, network } = after;
    const { minimumLevel } = network;
    const earlier = waves.findLast(({ number }) => number < after.number && number === (since ?? number));
    if (!earlier) return null;
    const [before, organizations] = await Promise.all([this.wave(earlier.surveyWaveId), after.organizations()]);
    const change = unwrap(networkChange({ before, after: ratings }, { organizations, minimumLevel }));
    // A copy would compute every measure.
    return Object.assign(change, { since: earlier, surveyWaveId: after.surveyWaveId, minimumLevel });
  }

  /** The ratings that the viewer may see, if the viewer may also see both organizations. */
  #visibleRatings() {
    const { viewer } = this.#reader;
    return this.#reader
      .tables<PartnershipTables>()
      .selectFrom('relationship_rating as t')
      .innerJoin('organization as a', (join) =>
        join.onRef('a.id', '=', 't.rater_id').on(visibleTo(viewer, { table: 'organization', alias: 'a' })),
      )
      .innerJoin('organization as b', (join) =>
        join.onRef('b.id', '=', 't.rated_id').on(visibleTo(viewer, { table: 'organization', alias: 'b' })),
      )
      .innerJoin('survey_wave as w', 'w.id', 't.survey_wave_id')
      .where(visibleTo(viewer, { table: 'relationship_rating' }));
  }
}
