import { anonymous, operator, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../testing/engines.ts';
import { issuesOf, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import { discussionEntryDefinition } from './discussion-writer.ts';
import { adoptIndicatorVersion, discussIndicatorVersion } from './version-writer.ts';

let database: TestDatabase;
let make: MeasurementFixture;
let ecosystemId: string;
let indicatorVersionId: string;

describe.each(engines)('the discussion of a version on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await make.ecosystem();
    indicatorVersionId = await make.version(await make.indicator(ecosystemId));
  });

  afterAll(() => database.close());

  const entry = (more: object = {}) => ({
    indicatorVersionId,
    saidOn: '2024-05-01',
    speaker: 'A principal',
    statement: 'We can count this.',
    visibility: 'PUBLIC',
    ...more,
  });
  const says = async (more: object = {}) => issuesOf(await make.writer.create(discussionEntryDefinition, entry(more)));
  const said = async (viewer: Viewer = operator) => {
    const page = await make.read(viewer).indicator.discussions.ofVersion(uuidOf(indicatorVersionId), {});
    return page.rows.map(({ statement }) => statement);
  };

  it('goes on until the version is adopted, and does not put it up for discussion by itself', async () => {
    expect(await says()).toEqual([]);
    expect(await make.read().record('indicator_version', uuidOf(indicatorVersionId))).toMatchObject({
      status: 'DRAFT',
    });
    await make.step(discussIndicatorVersion, indicatorVersionId);
    const id = await make.create(discussionEntryDefinition, entry({ position: { code: 'support' } }));
    const change = async (more: object) =>
      issuesOf(
        await make.writer.update(discussionEntryDefinition, { id, expectedVersion: await make.versionOf(id), ...more }),
      );
    expect(await change({ statement: 'We can count it.' })).toEqual([]);
    await make.step(adoptIndicatorVersion, indicatorVersionId);
    expect(await says()).toEqual(['ILLEGAL_TRANSITION indicatorVersionId']);
    expect(await change({ statement: 'We cannot.' })).toEqual(['IMMUTABLE statement']);
    expect(await change({ statement: 'We can count it.', visibility: 'MEMBERS' })).toEqual([]);
  });

  it('is of days that have come, and of organizations of the same ecosystem', async () => {
    expect(await says({ saidOn: '9999-01-01' })).toEqual(['OUT_OF_RANGE saidOn']);
    const elsewhere = await make.organization(await make.ecosystem());
    expect(await says({ organizationId: elsewhere })).toEqual(['OTHER_ECOSYSTEM organizationId']);
    expect(await says({ organizationId: await make.organization(ecosystemId) })).toEqual([]);
  });

  it('is listed by day, as far as the viewer sees it', async () => {
    await says({ saidOn: '2024-06-01', statement: 'Second' });
    await says({ saidOn: '2024-05-01', statement: 'First' });
    await says({ saidOn: '2024-07-01', statement: 'Aside', visibility: 'MEMBERS' });
    expect(await said()).toEqual(['First', 'Second', 'Aside']);
    expect(await said(anonymous)).toEqual(['First', 'Second']);
  });

  it('is read for many versions at once by one statement', async () => {
    const other = await make.version(await make.indicator(ecosystemId));
    const { discussions } = make.read().indicator;
    const { statements } = await statementsOf(database, () =>
      Promise.all([indicatorVersionId, other].map((id) => discussions.ofVersion(uuidOf(id), {}))),
    );
    expect(statements).toHaveLength(1);
  });
});
