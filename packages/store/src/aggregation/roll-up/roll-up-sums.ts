import { InputError } from '@collective-impact/sdk';
import { countsPeopleOnce } from '@collective-impact/sdk/aggregation';
import type { CategoryReference } from '@collective-impact/sdk/indicator';
import type { RawBuilder } from 'kysely';
import type { CellSums } from '../../release/index.ts';
import { reporterVisibleTo } from '../../release/index.ts';
import type { Reader } from '../../shared/reader.ts';
import { type CellSelection, cellSums } from './roll-up-cells.ts';
import { type ClosedRows, closedRows } from './roll-up-closed.ts';
import { type AddedUpCombination, Combinations } from './roll-up-combinations.ts';
import type { RolledUpVersion } from './roll-up-definitions.ts';
import { type FinerCell, type FinerOf, finerCells } from './roll-up-finer.ts';
import { isByPlace, LackingCount, lackingByPlace } from './roll-up-lacking.ts';
import type { RollUpQuestion } from './roll-up-question.ts';
import { releasedSums } from './roll-up-released-sums.ts';
import type { RolledUpRelease } from './roll-up-releases.ts';

/** What a request brings together in memory, in rows that the database has summed. */
const mostTogether = 50_000;

/** Of which releases what is to be summed. */
interface SummedOf {
  versions: readonly RolledUpVersion[];
  releases: readonly RolledUpRelease[];
  question: Required<RollUpQuestion>;
}

/** What the database has summed, what it has not, and who lacks in it. */
export interface ReadSums {
  sums: CellSums[];
  /** Of organizations that do not state a combination: what they say of its categories. */
  finer: (FinerCell & { of: readonly CategoryReference[] })[];
  lacking: LackingCount;
}

/** Reads the sums of released cells, for one request. */
export class RollUpSums {
  readonly #reader: Reader;
  #left = mostTogether;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /**
   * One statement where everyone states what is asked for and the releases are summed as the viewer sees them; one more for
   * releases that are not, one for those in which nobody states it, one for what those say of its categories who do not, one
   * to count these where figures of places are rolled over, and one to count who is closed, where anyone may be. More than
   * 50,000 rows in one request are an {@link InputError}.
   */
  async read(of: SummedOf): Promise<ReadSums> {
    const { versions, releases, question } = of;
    const combinations = new Combinations(versions, question);
    const closed = await this.#closed(of);
    const first = await this.#sums(releases, { ...of, breakdownIds: combinations.asked });
    // A release that has nothing of these categories may have what they can be added up from.
    const answered = new Set(first.flatMap((row) => (combinations.isKept(row.breakdownId) ? [row.releaseId] : [])));
    const without = releases.filter(
      ({ id, indicatorVersionId }) => !answered.has(id) && combinations.hasFiner(indicatorVersionId),
    );
    const more = without.length > 0 ? await this.#sums(without, { ...of, breakdownIds: combinations.finer }) : [];
    const known = first.filter((row) => answered.has(row.releaseId) || !combinations.isFiner(row.breakdownId));
    const sums = without.length > 0 ? [...known, ...more] : first;
    const counted = await this.#countedByPlace(sums, of);
    const lacking = new LackingCount({ ...of, sums, counted, closed });
    const { wholes, finer } = finerOf({ ...of, sums, lacking, combinations });
    const cells = finer.length > 0 ? await this.#finer(finer) : [];
    return { sums, lacking, finer: cells.map((cell) => ({ ...cell, of: wholes[cell.whole]?.categories ?? [] })) };
  }

  async #closed({ releases, question }: SummedOf): Promise<ClosedRows[]> {
    const among = releases.filter(({ summed, hasClosed }) => !summed || hasClosed).map(({ id }) => id);
    if (among.length === 0 || !question.over.includes('ORGANIZATIONS')) return [];
    const { viewer } = this.#reader;
    return this.#reader.rows(closedRows(among, { viewer, isOverPlaces: question.over.includes('PLACES') }));
  }

  async #countedByPlace(sums: readonly CellSums[], { releases, question }: SummedOf) {
    if (!question.over.includes('ORGANIZATIONS') || !question.over.includes('PLACES')) return [];
    const byPlace = new Set(releases.filter(isByPlace).map(({ id }) => id));
    const found = sums.filter(({ releaseId }) => byPlace.has(releaseId));
    const distinct = new Map(found.map((row) => [`${row.releaseId} ${row.breakdownId}`, row]));
    return distinct.size === 0 ? [] : this.#reader.rows(lackingByPlace([...distinct.values()]));
  }

  async #sums(
    releases: readonly RolledUpRelease[],
    of: Pick<CellSelection, 'versions' | 'breakdownIds'> & { question: Required<RollUpQuestion> },
  ): Promise<CellSums[]> {
    const { versions, breakdownIds, question } = of;
    if (releases.length === 0 || breakdownIds?.length === 0) return [];
    const { viewer } = this.#reader;
    const selection = { breakdownIds, versions, viewer, over: question.over };
    const [summed, others] = [true, false].map((is) =>
      releases.filter((each) => each.summed === is).map(({ id }) => id),
    );
    return [
      ...(await this.#ofReleases(summed, (of) => releasedSums({ ...selection, ...of }))),
      ...(await this.#ofReleases(others, (of) => cellSums({ ...selection, ...of }))),
    ];
  }

  #ofReleases(
    releaseIds: readonly string[] = [],
    statement: (of: Pick<CellSelection, 'releaseIds' | 'most'>) => RawBuilder<CellSums>,
  ): Promise<CellSums[]> {
    return this.#within(async (most) =>
      releaseIds.length === 0 ? [] : this.#reader.rows(statement({ releaseIds, most })),
    );
  }

  #finer(split: readonly FinerOf[]): Promise<FinerCell[]> {
    const open = reporterVisibleTo(this.#reader.viewer);
    return this.#within((most) => this.#reader.rows(finerCells(split, { open, most })));
  }

  async #within<Row>(read: (most: number) => Promise<Row[]>): Promise<Row[]> {
    const rows = this.#left < 0 ? [] : await read(this.#left);
    this.#left -= rows.length;
    if (this.#left >= 0) return rows;
    throw new InputError(
      `the roll-ups of this request need more than ${mostTogether} sums together: ask for fewer indicators at once, or narrow them by "periods" or by "by", or roll them up over more`,
    );
  }
}

/**
 * What is to be read organization by organization: where some do not state what others do; and where nobody does, unless it
 * follows from what they come to together.
 */
function finerOf(of: SummedOf & { sums: readonly CellSums[]; lacking: LackingCount; combinations: Combinations }): {
  wholes: AddedUpCombination[];
  finer: FinerOf[];
} {
  const { versions, releases, question, lacking, combinations } = of;
  const isOverPlaces = question.over.includes('PLACES');
  const byVersion = new Map(
    versions.map((version) => [version.id, { version, wholes: combinations.addedUp(version) }] as const),
  );
  const byRelease = Map.groupBy(of.sums, ({ releaseId }) => releaseId);
  const numbers = new Map<AddedUpCombination, number>();
  const finer = releases.flatMap((release): FinerOf[] => {
    const known = byVersion.get(release.indicatorVersionId);
    const { id: releaseId, reporters } = release;
    if (!known || reporters === null || (isOverPlaces && isByPlace(release))) return [];
    const sums = byRelease.get(releaseId) ?? [];
    const places = isOverPlaces ? [''] : Object.keys(reporters);
    const isLacking = (breakdownId: number | undefined) =>
      places.some((place) => lacking.in(release, { breakdownId, place }) > 0);
    return known.wholes
      .filter(({ id }) => isLacking(id ?? undefined))
      .filter((whole) => !isEven(whole, { version: known.version, sums, isLacking }))
      .flatMap((each) => {
        const whole = numbers.get(each) ?? numbers.size;
        numbers.set(each, whole);
        return each.finer.map((breakdownId) => ({ releaseId, breakdownId, wholeId: each.id, whole }));
      });
  });
  return { wholes: [...numbers.keys()], finer };
}

/** Whether nobody states a whole, and everyone all of its categories: then it follows from what they come to together. */
function isEven(
  { id, finer }: AddedUpCombination,
  of: { version: RolledUpVersion; sums: readonly CellSums[]; isLacking: (breakdownId: number) => boolean },
): boolean {
  const { version, sums, isLacking } = of;
  const { aggregationAcrossOrganizations: way } = version;
  const adds = ['SUM', 'RATIO', 'WEIGHTED_MEAN'].includes(way) || countsPeopleOnce(version, way);
  // Who is closed to the viewer is in what the release shows of all together, and nowhere else.
  const isTogether = (breakdownId: number) =>
    sums.some((row) => row.breakdownId === breakdownId && row.particular?.[0] === 'AGGREGATE');
  const isClosed = ({ particular, breakdownId }: CellSums) =>
    particular?.[0] === 'CLOSED' || (particular?.[0] === 'HIDDEN' && !isTogether(breakdownId));
  const hasFigures = (row: CellSums) =>
    !isClosed(row) && row.missing + row.notApplicable + row.suppressedAtSource === 0;
  return (
    adds &&
    sums.every(({ breakdownId }) => breakdownId !== id) &&
    sums.filter(({ breakdownId }) => finer.includes(breakdownId)).every(hasFigures) &&
    !finer.some(isLacking)
  );
}
