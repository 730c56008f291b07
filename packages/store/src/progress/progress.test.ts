import { anonymous, localProgram, unwrap } from '@collective-impact/sdk';
import { type FrameworkCode, frameworks, progress, requiredRecordKinds } from '@collective-impact/sdk/progress';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  activityDefinition,
  cancelActivity,
  goalContributionDefinition,
  reinforcementDefinition,
  startActivity,
} from '../activity/index.ts';
import {
  commonAgendaDefinition,
  goalDefinition,
  proposeCommonAgenda,
  ratifyCommonAgenda,
  termDefinition,
} from '../agenda/index.ts';
import { networkMembershipDefinition, organizationDefinition } from '../ecosystem/index.ts';
import { retireIndicatorVersion } from '../indicator/index.ts';
import { partnershipDefinition } from '../partnership/index.ts';
import { createReaders } from '../readers.ts';
import { withdrawRelease } from '../release/index.ts';
import { engines } from '../testing/engines.ts';
import { MeasurementFixture } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import { kinds } from './kinds.ts';
import { EcosystemFixture, uuid } from './progress.fixture.ts';

const everyKind = Object.keys(kinds) as (keyof typeof kinds)[];

const on = '2024-12-31';

const year2024 = { frequency: 'YEAR', periodStart: '2024-01-01', periodEnd: '2024-12-31', releasedOn: '2024-12-31' };

describe.each(engines)('the records for criteria on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new EcosystemFixture(database);
  });

  afterAll(() => database.close());

  let database: TestDatabase;

  let fixture: EcosystemFixture;

  const reading = (viewer = localProgram) => createReaders(database.kysely(), viewer).progress;

  const records = (id: string, viewer = localProgram) => reading(viewer).records(uuid(id), everyKind);

  it('contain the records of both sides of a network membership', async () => {
    const networkId = await fixture.newEcosystem({ kind: 'NETWORK' });
    const memberId = await fixture.newEcosystem();
    const membership = { networkId, memberId, startedOn: '2024-01-01' };
    const memberStatement = await fixture.create(networkMembershipDefinition, { ecosystemId: memberId, ...membership });
    const networkStatement = await fixture.create(networkMembershipDefinition, {
      ecosystemId: networkId,
      ...membership,
    });
    const statements = [
      { id: memberStatement, ecosystemId: memberId, ...membership, endedOn: null },
      { id: networkStatement, ecosystemId: networkId, ...membership, endedOn: null },
    ];
    for (const id of [memberId, networkId]) {
      const { networkMemberships } = await reading().records(uuid(id), ['networkMemberships']);
      expect(networkMemberships).toEqual(expect.arrayContaining(statements));
      expect(networkMemberships).toHaveLength(2);
    }
  });

  it('contain visible partners of another ecosystem, and no other organization of that ecosystem', async () => {
    const networkId = await fixture.newEcosystem({ kind: 'NETWORK', visibility: 'PUBLIC' });
    const elsewhereId = await fixture.newEcosystem({ visibility: 'PUBLIC' });
    const library = { stakeholderGroups: [{ code: 'libraries' }] };
    const openId = await fixture.createHere(organizationDefinition, { name: 'Library', ...library });
    const closedId = await fixture.createHere(organizationDefinition, {
      name: 'Museum',
      ...library,
      visibility: 'RESTRICTED',
    });
    await fixture.createHere(organizationDefinition, { name: 'No partner', ...library });
    const ecosystemId = await fixture.newEcosystem({ visibility: 'PUBLIC' });
    for (const memberId of [elsewhereId, ecosystemId]) {
      for (const side of [memberId, networkId]) {
        const membership = { networkId, memberId, startedOn: '2024-01-01' };
        await fixture.create(networkMembershipDefinition, { ecosystemId: side, ...membership });
      }
    }
    const school = { name: 'School', stakeholderGroups: [{ code: 'schools' }] };
    const organizationId = await fixture.createHere(organizationDefinition, school);
    const startedOn = '2024-02-01';
    for (const partnerId of [openId, closedId]) {
      await fixture.create(partnershipDefinition, { organizationId, partnerId, startedOn });
    }
    const seen = async (viewer: typeof localProgram) => {
      const found = await records(ecosystemId, viewer);
      expect(found.organizations.map(({ id }) => id)).toEqual([organizationId]);
      const partnerships = unwrap(progress('INCLUDES_ELEMENTS', { on, ...found })).criteria[1];
      return [found.partnersElsewhere.map(({ id }) => id).sort(), partnerships?.evidence.length];
    };
    expect(await seen(localProgram)).toEqual([[openId, closedId].sort(), 2]);
    expect(await seen(anonymous)).toEqual([[openId], 1]);
  });

  it('contain replaced releases, with the day of each publication', async () => {
    const ecosystemId = await fixture.newEcosystem();
    const { indicatorVersionId } = await fixture.newMeasuredIndicator();
    const replaced = await fixture.release(indicatorVersionId);
    const current = await fixture.release(indicatorVersionId, { releasedOn: '2025-03-01' });
    const { releases } = await reading().records(uuid(ecosystemId), ['releases']);
    const released = { indicatorVersionId, ...year2024, isWithdrawn: false, reporters: 0 };
    expect(releases.toSorted((one, other) => (one.releasedOn < other.releasedOn ? -1 : 1))).toEqual([
      { id: replaced, ...released },
      { id: current, ...released, releasedOn: '2025-03-01' },
    ]);
  });

  it('contain a release whose version the gateway never received', async () => {
    const ecosystemId = await fixture.newEcosystem();
    const { indicatorVersionId } = await fixture.newMeasuredIndicator();
    const id = await fixture.release(indicatorVersionId);
    await new MeasurementFixture(database).removeRow(indicatorVersionId);
    const { releases } = await reading().records(uuid(ecosystemId), ['releases']);
    expect(releases).toEqual([{ id, indicatorVersionId, ...year2024, isWithdrawn: false, reporters: 0 }]);
  });

  it('contain withdrawn releases, and the last release of each day', async () => {
    const ecosystemId = await fixture.newEcosystem();
    const { indicatorVersionId } = await fixture.newMeasuredIndicator();
    const first = await fixture.release(indicatorVersionId);
    await fixture.release(indicatorVersionId, { releasedOn: '2025-03-01' });
    const last = await fixture.release(indicatorVersionId, { releasedOn: '2025-03-01' });
    await fixture.transition(withdrawRelease, { id: last, expectedVersion: 1, reason: 'Two schools were swapped.' });
    const { releases } = await reading().records(uuid(ecosystemId), ['releases']);
    expect(new Map(releases.map(({ id, isWithdrawn }) => [id, isWithdrawn]))).toEqual(
      new Map([
        [first, false],
        [last, true],
      ]),
    );
  });

  it('give the same results for a date after an activity was canceled and a version was retired later', async () => {
    const ecosystemId = await fixture.newEcosystem();
    const organizations = await Promise.all(
      ['Library', 'School'].map((name) => fixture.createHere(organizationDefinition, { name })),
    );
    const commonAgendaId = await fixture.createHere(commonAgendaDefinition, { vision: 'A vision' });
    const goalId = await fixture.create(goalDefinition, { commonAgendaId, code: 'G1', title: 'Read' });
    await fixture.transition(proposeCommonAgenda, { id: commonAgendaId, expectedVersion: 1, proposedOn: '2024-01-01' });
    await fixture.transition(ratifyCommonAgenda, { id: commonAgendaId, expectedVersion: 2, ratifiedOn: '2024-01-01' });
    const { indicatorVersionId } = await fixture.newMeasuredIndicator([goalId], organizations);
    await fixture.release(indicatorVersionId);
    const [activityId, reinforcedId] = await Promise.all(
      ['Club', 'Fair'].map((title) => fixture.createHere(activityDefinition, { title })),
    );
    for (const id of [activityId, reinforcedId]) {
      await fixture.transition(startActivity, { id, expectedVersion: 1, startsOn: '2024-06-01' });
      await fixture.create(goalContributionDefinition, { activityId: id, goalId });
    }
    await fixture.create(reinforcementDefinition, { activityId, reinforcedId });
    const resultsOn = async (day: string) => {
      const { criteria } = unwrap(progress('FIVE_CONDITIONS', { ...(await records(ecosystemId)), on: day }));
      return criteria.slice(1, 3).map(({ met, value, threshold }) => [met, value, threshold]);
    };
    const before = await resultsOn('2025-02-28');
    expect(before).toEqual([
      [true, 1, 1],
      [true, 2, 2],
    ]);
    await fixture.transition(cancelActivity, { id: reinforcedId, expectedVersion: 2, canceledOn: '2025-03-01' });
    await fixture.transition(retireIndicatorVersion, {
      id: indicatorVersionId,
      expectedVersion: 3,
      retiredOn: '2025-03-01',
    });
    expect(await resultsOn('2025-02-28')).toEqual(before);
    expect(await resultsOn('2025-03-01')).toEqual([
      [false, 0, 1],
      [false, 0, 1],
    ]);
  });

  it('exclude records that the viewer may not see, and records of other ecosystems', async () => {
    const ecosystemId = await fixture.newEcosystem({ visibility: 'PUBLIC' });
    const open = await fixture.createHere(termDefinition, { term: 'STEM', definition: 'What it is' });
    await fixture.createHere(termDefinition, { term: 'STEAM', definition: 'With arts', visibility: 'RESTRICTED' });
    const ids = async (id: string) => (await records(id, anonymous)).terms.map((term) => term.id);
    expect(await ids(ecosystemId)).toEqual([open]);
    const closed = await fixture.newEcosystem({ visibility: 'MEMBERS' });
    await fixture.createHere(termDefinition, { term: 'STEM', definition: 'What it is' });
    expect(await ids(closed)).toEqual([]);
    expect((await records(closed)).terms).toHaveLength(1);
  });

  it('are read by one statement for several ecosystems and frameworks', async () => {
    const ids: string[] = [];
    for (let at = 0; at < 3; at++) {
      ids.push(uuid(await fixture.newEcosystem()));
      await fixture.createHere(organizationDefinition, { name: `Library ${at}` });
    }
    const codes = Object.keys(frameworks) as FrameworkCode[];
    const read = reading();
    const { result, statements } = await statementsOf(database, () =>
      Promise.all(ids.flatMap((id) => codes.map((code) => read.records(id, unwrap(requiredRecordKinds(code)))))),
    );
    expect(result).toHaveLength(12);
    expect(result[1]?.organizations).toHaveLength(1);
    expect(statements).toHaveLength(1);
  });

  it('contain only the requested kinds', async () => {
    const id = uuid(await fixture.newEcosystem());
    const { result, statements } = await statementsOf(database, () =>
      reading().records(id, unwrap(requiredRecordKinds('BACKBONE_FUNCTIONS'))),
    );
    expect(Object.keys(result)).toEqual(['backboneAppointments']);
    expect(statements[0]?.sql).not.toContain('"organization"');
  });
});
