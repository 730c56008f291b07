import { InputError, knownWords, unwrap } from '@collective-impact/sdk';
import type { RollUpPlace } from '@collective-impact/sdk/aggregation';
import { type PlaceCode, type PlaceHierarchy, placeHierarchy } from '@collective-impact/sdk/ecosystem';
import { sql } from 'kysely';
import type { EcosystemTables } from '../../ecosystem/index.ts';
import { anyOf, codeIn } from '../../shared/conditions.ts';
import { placeKey } from '../../shared/place-key.ts';
import type { Reader } from '../../shared/reader.ts';
import { visibleTo } from '../../shared/visibility.ts';
import { hasReportersByPlace } from './roll-up-plan.ts';
import type { RolledUpRelease } from './roll-up-releases.ts';

/** The places of the ecosystems of a roll-up, and the level to which figures are aggregated. Null for none. */
export class RollUpPlaces {
  readonly records: readonly RollUpPlace[];
  readonly level: string | null;
  readonly #hierarchies: ReadonlyMap<string, PlaceHierarchy>;

  constructor(records: readonly RollUpPlace[], level: string | null) {
    this.records = records;
    this.level = level;
    const open = records.filter(({ isClosed = false }) => !isClosed);
    const ids = new Set(open.map(({ id }) => id));
    const linked = open.map((place) => ({ ...place, parentId: ids.has(place.parentId ?? '') ? place.parentId : null }));
    this.#hierarchies = new Map(
      [...Map.groupBy(linked, ({ ecosystemId }) => ecosystemId)].map(([id, places]) => [
        id,
        unwrap(placeHierarchy(places)),
      ]),
    );
  }

  /**
   * Reads the places of these ecosystems if a release can have figures by place. One statement, and one more for a level that
   * only places of other members of a network can have; none otherwise. Throws an {@link InputError} if the viewer can see no place
   * of the requested level.
   */
  static async read(
    reader: Reader,
    of: {
      ecosystemIds: readonly string[];
      releases: readonly RolledUpRelease[];
      level: string | null;
    },
  ): Promise<RollUpPlaces> {
    const { releases, level } = of;
    const ecosystemIds = [...new Set(of.ecosystemIds)];
    const isNeeded = level !== null || releases.some(mayHavePlaces);
    if (!isNeeded || ecosystemIds.length === 0) return new RollUpPlaces([], level);
    const isVisible = visibleTo(reader.viewer, { table: 'place', alias: 'p' });
    const records = await reader.rows<RollUpPlace>(
      reader
        .tables<EcosystemTables>()
        .selectFrom('place as p')
        .select(['p.id', 'p.ecosystem_id as ecosystemId', 'p.code', 'p.level', 'p.parent_id as parentId'])
        .select(sql<boolean>`not (${isVisible})`.as('isClosed'))
        .where('p.ecosystem_id', '=', sql<string>`any(${ecosystemIds}::uuid[])`)
        .orderBy('p.ecosystem_id')
        .orderBy('p.code_key'),
    );
    if (level !== null) await requireKnownLevel(reader, { level, records, ecosystemIds });
    return new RollUpPlaces(records, level);
  }

  /** Whether places may contain one another. */
  get haveHierarchy(): boolean {
    return this.records.some(({ parentId }) => parentId != null);
  }

  /** Whether a place of an ecosystem is or contains another one. */
  contains(ecosystemId: string, { outer, inner }: { outer: PlaceCode; inner: PlaceCode }): boolean {
    return this.#hierarchies.get(ecosystemId)?.contains(outer, inner) ?? placeKey(outer) === placeKey(inner);
  }

  /** The keys of the places whose figures are aggregated to a place; of that place alone without a level. */
  keysOf({ ecosystemId, place }: { ecosystemId: string; place: PlaceCode }): string[] {
    const hierarchy = this.#hierarchies.get(ecosystemId);
    if (!hierarchy || this.level === null) return [placeKey(place)];
    const containing = hierarchy.atLevel(place, this.level);
    const isOfLevel = containing?.scheme === place.scheme && containing.code === place.code;
    return isOfLevel ? [...new Set(hierarchy.within(place).map(placeKey))] : [placeKey(place)];
  }
}

function mayHavePlaces(release: RolledUpRelease): boolean {
  return !release.hasSums || release.hasSumsByPlace || hasReportersByPlace(release);
}

/** A level is known if a place of one of the ecosystems has it, or a place of a member of a network. */
async function requireKnownLevel(
  reader: Reader,
  of: { level: string; records: readonly RollUpPlace[]; ecosystemIds: readonly string[] },
): Promise<void> {
  const { level, records, ecosystemIds } = of;
  const levels = records.flatMap((place) => (place.isClosed ? [] : [place.level.code]));
  if (levels.includes(level)) return;
  const ofMembers = await levelsOfMembers(reader, ecosystemIds);
  const known = [...new Set([...levels, ...ofMembers.map(({ code }) => code)])].sort();
  if (known.includes(level)) return;
  const rest =
    known.length === 0
      ? ' You can see no places of the ecosystem. Create places with createPlace.'
      : knownWords(level, known);
  throw new InputError(`\`placeLevel\` is "${level}", and no place has this level.${rest}`);
}

/** The levels of the places of the members of networks that the viewer sees. */
function levelsOfMembers(reader: Reader, networkIds: readonly string[]): Promise<{ code: string }[]> {
  const { viewer } = reader;
  return reader.rows(
    reader
      .tables<EcosystemTables>()
      .selectFrom('network_membership as m')
      .innerJoin('place as p', 'p.ecosystem_id', 'm.member_id')
      .distinct()
      .select(codeIn('p.level').as('code'))
      .where('m.network_id', '=', anyOf(networkIds))
      .where(visibleTo(viewer, { table: 'network_membership', alias: 'm' }))
      .where(visibleTo(viewer, { table: 'place', alias: 'p' })),
  );
}
