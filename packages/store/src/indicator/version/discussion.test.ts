import { anonymous, localProgram, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../../testing/engines.ts';
import { issuesOf, MeasurementFixture, uuidOf } from '../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { statementsOf } from '../../testing/statements-of.ts';
import { discussionEntryDefinition } from './discussion-writer.ts';
import { adoptIndicatorVersion, discussIndicatorVersion } from './version-writer.ts';

let database: TestDatabase;
let fixture: MeasurementFixture;
let ecosystemId: string;
let indicatorVersionId: string;

describe.each(engines)('the discussion of an indicator version on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await fixture.ecosystem();
    indicatorVersionId = await fixture.version(await fixture.indicator(ecosystemId));
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
  const issuesOfCreating = async (more: object = {}) =>
    issuesOf(await fixture.writer.create(discussionEntryDefinition, entry(more)));
  const statements = async (viewer: Viewer = localProgram) => {
    const page = await fixture.read(viewer).indicator.discussions.ofVersion(uuidOf(indicatorVersionId), {});
    return page.rows.map(({ statement }) => statement);
  };

  it('accepts discussion entries until the version is adopted, without changing its status', async () => {
    expect(await issuesOfCreating()).toEqual([]);
    expect(await fixture.read().record('indicator_version', uuidOf(indicatorVersionId))).toMatchObject({
      status: 'DRAFT',
    });
    await fixture.transition(discussIndicatorVersion, indicatorVersionId);
    const id = await fixture.create(discussionEntryDefinition, entry({ position: { code: 'support' } }));
    const issuesOfUpdating = async (more: object) =>
      issuesOf(
        await fixture.writer.update(discussionEntryDefinition, {
          id,
          expectedVersion: await fixture.versionOf(id),
          ...more,
        }),
      );
    expect(await issuesOfUpdating({ statement: 'We can count it.' })).toEqual([]);
    await fixture.transition(adoptIndicatorVersion, indicatorVersionId);
    expect(await issuesOfCreating()).toEqual(['ILLEGAL_TRANSITION indicatorVersionId']);
    expect(await issuesOfUpdating({ statement: 'We cannot.' })).toEqual(['IMMUTABLE statement']);
    expect(await issuesOfUpdating({ statement: 'We can count it.', visibility: 'MEMBERS' })).toEqual([]);
  });

  it('rejects discussion entries with a future date or an organization of another ecosystem', async () => {
    expect(await issuesOfCreating({ saidOn: '9999-01-01' })).toEqual(['OUT_OF_RANGE saidOn']);
    const elsewhere = await fixture.organization(await fixture.ecosystem());
    expect(await issuesOfCreating({ organizationId: elsewhere })).toEqual(['OTHER_ECOSYSTEM organizationId']);
    expect(await issuesOfCreating({ organizationId: await fixture.organization(ecosystemId) })).toEqual([]);
  });

  it('lists the discussion entries that the viewer can see, by date', async () => {
    await issuesOfCreating({ saidOn: '2024-06-01', statement: 'Second' });
    await issuesOfCreating({ saidOn: '2024-05-01', statement: 'First' });
    await issuesOfCreating({ saidOn: '2024-07-01', statement: 'Aside', visibility: 'MEMBERS' });
    expect(await statements()).toEqual(['First', 'Second', 'Aside']);
    expect(await statements(anonymous)).toEqual(['First', 'Second']);
  });

  it('reads the discussions of several versions with one statement', async () => {
    const other = await fixture.version(await fixture.indicator(ecosystemId));
    const { discussions } = fixture.read().indicator;
    const { statements } = await statementsOf(database, () =>
      Promise.all([indicatorVersionId, other].map((id) => discussions.ofVersion(uuidOf(id), {}))),
    );
    expect(statements).toHaveLength(1);
  });
});
