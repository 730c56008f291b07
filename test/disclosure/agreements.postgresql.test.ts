import { decodeTypeId, encodeTypeId, localProgram, unwrap } from '@collective-impact/sdk';
import { ecosystemDefinition, networkMembershipDefinition, Writer } from '@collective-impact/store';
import { agreeToShare, newPrincipal, openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readGateway, type SeenRound } from './support/gateway-reader.ts';
import { play, type StoredScenario } from './support/gateway-world.ts';
import { randomScenario } from './support/scenario/random-scenario.ts';

/*
 * In each random scenario, the public reads all figures of public releases. Then the releases become NETWORK. What a network reads by
 * a sharing agreement must be what the public read before, so that the attacks on public figures apply to agreements too.
 */

const sizes = { organizations: 6, ownShare: 0.5, lateShare: 0.2 };
/** Number of scenarios whose suppressed cells are counted. */
const countedSeeds = 8;
const seeds = Array.from({ length: process.env.TEST_LONG ? 200 : countedSeeds }, (_, at) => at + 1);

/** A scenario, and what is read of it after its releases became NETWORK. */
interface Shared {
  byPublic: SeenRound;
  /** By a network with an agreement on figures by category, on totals, on a higher threshold, and without an agreement. */
  byCategory: SeenRound;
  inTotals: SeenRound;
  aboveThreshold: SeenRound;
  withoutAgreement: SeenRound;
}

type Categorized = { categories: unknown[] };

const ofTotals = <Seen extends Categorized>(seen: readonly Seen[]) =>
  seen.filter((each) => each.categories.length === 0);
const ofCategories = <Seen extends Categorized>(seen: readonly Seen[]) =>
  seen.filter((each) => each.categories.length > 0);

/** Releases as they are, and as a viewer sees them who sees totals only. */
const totalsOf = (releases: SeenRound['releases']) =>
  releases.map(({ cells, ...release }) => {
    const nodes = ofTotals(cells.nodes);
    return { ...release, cells: { totalCount: nodes.length, nodes } };
  });

describe('figures that an ecosystem shares by agreement', () => {
  let database: TestDatabase;
  const shared: Shared[] = [];

  beforeAll(async () => {
    database = await openTestDatabase('postgresql');
    const writer = new Writer(database, localProgram);
    const values = { name: 'Network', kind: 'NETWORK', visibility: 'PUBLIC' };
    const networks: string[] = [];
    for (const slug of ['by-category', 'in-totals', 'above-threshold', 'without-agreement'])
      networks.push(encodeTypeId('ecosystem', unwrap(await writer.create(ecosystemDefinition, { ...values, slug }))));
    for (const seed of seeds) shared.push(await share(await play(database, randomScenario(seed, sizes)), networks));
  });
  afterAll(() => database.close());

  /** Reads a scenario by each network after its releases became NETWORK. */
  async function share({ ecosystemId, read, seen, scenario }: StoredScenario, networks: string[]): Promise<Shared> {
    const uuid = decodeTypeId('ecosystem', ecosystemId);
    await database.orm.em
      .fork()
      .execute(`update "release" set "visibility" = 'NETWORK' where "ecosystem_id" = ?`, [uuid]);
    const writer = new Writer(database, localProgram);
    const minimumThreshold = scenario.threshold;
    const terms = [{}, { detail: 'TOTALS' }, { minimumThreshold: minimumThreshold + 1 }, null];
    const rounds: SeenRound[] = [];
    for (const [at, networkId] of networks.entries()) {
      for (const side of [networkId, ecosystemId]) {
        const half = { ecosystemId: side, networkId, memberId: ecosystemId, startedOn: '2020-01-01' };
        unwrap(await writer.create(networkMembershipDefinition, half));
      }
      const more = terms[at];
      if (more) await agreeToShare(database, { ecosystemId, networkId, minimumThreshold, ...more });
      const hub = await newPrincipal(database, { kind: 'HUB' });
      await hub.grant(networkId, 'OBSERVER');
      rounds.push(await readGateway(database, read, await hub.viewer()));
    }
    const [byCategory, inTotals, aboveThreshold, withoutAgreement] = rounds;
    const byPublic = seen.at(-1);
    if (!byPublic || !byCategory || !inTotals || !aboveThreshold || !withoutAgreement)
      throw new Error('A scenario was not read by everyone.');
    return { byPublic, byCategory, inTotals, aboveThreshold, withoutAgreement };
  }

  it('are by category what the public sees of a public release', () => {
    for (const { byPublic, byCategory } of shared) expect(byCategory).toEqual(byPublic);
    const suppressed = shared
      .slice(0, countedSeeds)
      .flatMap(({ byCategory }) =>
        byCategory.releases.flatMap(({ cells }) => cells.nodes.filter((cell) => cell.suppressed)),
      );
    expect(suppressed).toHaveLength(546);
  });

  it('are the totals of these if the agreement is on totals', () => {
    for (const { byPublic, inTotals } of shared) {
      const totals = totalsOf(byPublic.releases);
      expect(totalsOf(inTotals.releases)).toEqual(totals);
      expect(inTotals.releases.flatMap(({ cells }) => ofCategories(cells.nodes))).toEqual([]);
      const counts = (releases: readonly Pick<SeenRound['releases'][number], 'cells'>[]) =>
        releases.map(({ cells }) => cells.totalCount);
      expect(counts(inTotals.releases)).toEqual(counts(totals));
      expect(ofCategories(inTotals.series)).toEqual([]);
      expect(ofCategories(inTotals.rollUps)).toEqual([]);
      expect(ofTotals(inTotals.series)).toEqual(ofTotals(byPublic.series));
      expect(inTotals.disparities.flatMap(({ categories }) => categories)).toEqual([]);
      expect(ofCategories(inTotals.targets).map(({ progress }) => progress?.latest ?? null)).toEqual(
        ofCategories(byPublic.targets).map(() => null),
      );
    }
  });

  it('show a number of a total only if the public sees the same number', () => {
    for (const { byPublic, inTotals } of shared) {
      const known = new Set(byPublic.rollUps.map((figure) => JSON.stringify(figure)));
      const other = inTotals.rollUps.filter((figure) => !known.has(JSON.stringify(figure)));
      // A total that is a sum of categories is missing.
      expect(other.filter(({ value, interval, matchedChange }) => value ?? interval ?? matchedChange?.change)).toEqual(
        [],
      );
    }
  });

  it.each(['aboveThreshold', 'withoutAgreement'] as const)('are none %s', (viewer) => {
    for (const seen of shared.map((each) => each[viewer])) {
      expect([seen.earlier, ...seen.releases].every((release) => release === null)).toBe(true);
      expect([...seen.series, ...seen.rollUps, ...seen.disparities]).toEqual([]);
    }
  });
});
