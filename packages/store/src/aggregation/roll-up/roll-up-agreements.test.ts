import { anonymous, unwrap, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { endSharingAcceptance } from '../../access/index.ts';
import { networkMembershipDefinition } from '../../ecosystem/index.ts';
import { baselineDefinition, networkAdoptionDefinition, targetDefinition } from '../../indicator/index.ts';
import { newPrincipal, type TestPrincipal } from '../../testing/access.fixture.ts';
import { engines } from '../../testing/engines.ts';
import { cell, MeasurementFixture, uuidOf } from '../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { agreeToShare } from '../../testing/sharing.fixture.ts';
import type { RollUpArguments } from './roll-up-arguments.ts';

let database: TestDatabase;
let make: MeasurementFixture;
let network: string;
let indicatorId: string;
let versionId: string;
let steward: TestPrincipal;

const over = ['ORGANIZATIONS', 'ECOSYSTEMS'] as const;

interface Member {
  id: string;
  indicatorId: string;
  versionId: string;
  releaseId: string;
}

/** A member that has adopted the network's version and released figures of one organization. */
async function member(name: string, cells: object[], { visibility = 'NETWORK', ecosystem = {} } = {}): Promise<Member> {
  const id = await make.ecosystem({ name, ...ecosystem });
  for (const ecosystemId of [network, id]) {
    const half = { ecosystemId, networkId: network, memberId: id, startedOn: '2020-01-01' };
    await make.create(networkMembershipDefinition, half);
  }
  const local = await make.adopted(id);
  const half = { networkVersionId: versionId, adopterId: id, startsOn: '2020-01-01', visibility: 'PUBLIC' };
  await make.create(networkAdoptionDefinition, { ...half, ecosystemId: id, localVersionId: local.versionId });
  await make.create(networkAdoptionDefinition, { ...half, ecosystemId: network });
  await make.verified(local.versionId, { organizationId: await make.organization(id), cells });
  return { id, ...local, releaseId: await make.release(local.versionId, { visibility }) };
}

const counts = (total: number) => [cell(`${total}`), cell(`${total / 4}`, 'F'), cell(`${(total / 4) * 3}`, 'M')];
const share = (of: Member, more: object = {}) =>
  agreeToShare(database, { ecosystemId: of.id, networkId: network, ...more });

async function readersOf(viewer: Viewer, of = indicatorId) {
  const read = make.read(viewer);
  const indicator = await read.record('indicator', uuidOf(of));
  if (!indicator) throw new Error('The indicator is public.');
  return { read, indicator };
}

/** Figures as `F 10 of 1/2, without Town`. */
async function rolledUp(viewer: Viewer, args: Partial<RollUpArguments> = {}): Promise<string[]> {
  const { read, indicator } = await readersOf(viewer);
  const figures = await read.aggregation.rollUps.ofIndicator(indicator, { over, by: [], ...args });
  return Promise.all(
    figures.map(async ({ categories, value, reason, coverage }) => {
      const missing = await read.aggregation.missing.ecosystems(coverage, {});
      return [
        ...categories.map(({ code }) => code),
        value ?? reason,
        `of ${coverage.ecosystems}/${coverage.expectedEcosystems},`,
        `without ${missing.rows.map(({ name }) => name).join(' and ') || 'none'}`,
      ].join(' ');
    }),
  );
}

const bySex = { by: ['sex'] };

describe.each(engines)('figures of the members of a network on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });
  beforeEach(async () => {
    network = await make.ecosystem({ kind: 'NETWORK', name: 'State' });
    ({ indicatorId, versionId } = await make.adopted(network));
    steward = await newPrincipal(database);
    await steward.grant(network, 'STEWARD');
  });
  afterAll(() => database.close());

  it('include what each member shares, and name the members that do not', async () => {
    await member('Open', counts(40), { visibility: 'PUBLIC' });
    const shared = await member('Shared', counts(80));
    await member('Silent', counts(400));
    expect(await rolledUp(await steward.viewer())).toEqual(['40 of 1/3, without Shared and Silent']);
    const { acceptance } = await share(shared);
    expect(await rolledUp(await steward.viewer())).toEqual(['120 of 2/3, without Silent']);
    expect(await rolledUp(await steward.viewer(), bySex)).toEqual([
      'F 30 of 2/3, without Silent',
      'M 90 of 2/3, without Silent',
    ]);
    expect(await rolledUp(anonymous)).toEqual(['40 of 1/3, without Shared and Silent']);
    const end = { id: acceptance, expectedVersion: 1, reason: 'The project is over.' };
    unwrap(await make.writer.transition(endSharingAcceptance, end));
    expect(await rolledUp(await steward.viewer())).toEqual(['40 of 1/3, without Shared and Silent']);
  });

  it.each(['stored sums', 'cells'])('include no category of a member that shares totals, from %s', async (source) => {
    await member('Open', counts(40), { visibility: 'PUBLIC' });
    const totals = await member('Totals', counts(80));
    await share(totals, { detail: 'TOTALS' });
    if (source === 'cells') await make.forgetSums(totals.id);
    const viewer = await steward.viewer();
    expect(await rolledUp(viewer)).toEqual(['120 of 2/2, without none']);
    expect(await rolledUp(viewer, bySex)).toEqual(['F 10 of 1/2, without Totals', 'M 30 of 1/2, without Totals']);
    expect(await rolledUp(viewer, { by: null })).toEqual([
      '120 of 2/2, without none',
      'F 10 of 1/2, without Totals',
      'M 30 of 1/2, without Totals',
    ]);
    // Organizations stay separate: each has its figures.
    expect(await rolledUp(viewer, { ...bySex, over: ['ECOSYSTEMS'] })).toEqual([
      'F 10 of 0/0, without none',
      'M 30 of 0/0, without none',
    ]);
  });

  it('are read in no other way by category from a member that shares totals', async () => {
    const totals = await member('Totals', counts(80));
    const baseline = { indicatorVersionId: totals.versionId, period: '2020', value: '5', visibility: 'NETWORK' };
    const female = [{ dimension: 'sex', category: 'F' }];
    const ids = {
      whole: await make.create(baselineDefinition, baseline),
      part: await make.create(baselineDefinition, { ...baseline, categories: female }),
      target: await make.create(targetDefinition, { ...baseline, categories: female }),
    };
    const seen = async () => {
      const { read, indicator } = await readersOf(await steward.viewer(), totals.indicatorId);
      const { aggregation, release } = read;
      const list = { page: {}, filter: {} };
      const cells = await release.cells.ofRelease(uuidOf(totals.releaseId), list);
      const points = await aggregation.series.ofIndicator(indicator, { span: {} });
      const toTotal = { dimension: 'sex', reference: 'CATEGORY', referenceCategory: 'M', over } as const;
      const records = await Promise.all([
        read.record('baseline', uuidOf(ids.whole)),
        read.record('baseline', uuidOf(ids.part)),
        read.record('target', uuidOf(ids.target)),
      ]);
      return {
        cells: [cells.rows.length, await cells.totalCount()],
        points: points.map(({ categories, value }) => [...categories.map(({ code }) => code), value].join(' ')).sort(),
        disparities: (await aggregation.disparities.ofIndicator(indicator, toTotal)).length,
        records: records.map((record) => record !== null),
      };
    };
    await share(totals, { detail: 'TOTALS' });
    expect(await seen()).toEqual({
      cells: [2, 2],
      points: ['80', '80'],
      disparities: 0,
      records: [true, false, false],
    });
    await share(totals);
    expect(await seen()).toEqual({
      cells: [6, 6],
      points: ['80', '80', 'F 20', 'F 20', 'M 60', 'M 60'],
      disparities: 1,
      records: [true, true, true],
    });
  });

  it('are shown by category if the release is public, also to a network that agreed to totals', async () => {
    const open = await member('Open', counts(40), { visibility: 'PUBLIC' });
    await share(open, { detail: 'TOTALS' });
    expect(await rolledUp(await steward.viewer(), bySex)).toEqual(await rolledUp(anonymous, bySex));
  });

  it('are of releases with the threshold of the agreement only', async () => {
    const low = await member('Low', counts(40));
    const high = await member('High', counts(80), { ecosystem: { disclosureThreshold: 20 } });
    await share(low, { minimumThreshold: 20 });
    await share(high, { minimumThreshold: 20 });
    expect(await rolledUp(await steward.viewer())).toEqual(['80 of 1/2, without Low']);
  });

  it('are of the indicators that the agreement names only', async () => {
    const [one, other] = [await member('One', counts(40)), await member('Other', counts(80))];
    const unrelated = await make.adopted(other.id);
    await share(one, { indicatorScope: 'NAMED', indicatorIds: [one.indicatorId] });
    await share(other, { indicatorScope: 'NAMED', indicatorIds: [unrelated.indicatorId] });
    expect(await rolledUp(await steward.viewer())).toEqual(['40 of 1/2, without Other']);
  });

  it('are those of the widest of two agreements with different networks', async () => {
    const shared = await member('Shared', counts(80));
    await share(shared, { detail: 'TOTALS' });
    const nation = await make.ecosystem({ kind: 'NETWORK', name: 'Nation' });
    for (const ecosystemId of [nation, shared.id]) {
      const half = { ecosystemId, networkId: nation, memberId: shared.id, startedOn: '2020-01-01' };
      await make.create(networkMembershipDefinition, half);
    }
    await agreeToShare(database, { ecosystemId: shared.id, networkId: nation });
    expect(await rolledUp(await steward.viewer(), bySex)).toEqual([]);
    await steward.grant(nation, 'OBSERVER');
    expect(await rolledUp(await steward.viewer(), bySex)).toEqual([
      'F 20 of 1/1, without none',
      'M 60 of 1/1, without none',
    ]);
  });
});
