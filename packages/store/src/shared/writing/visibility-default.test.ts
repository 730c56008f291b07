import { encodeTypeId, unwrap } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { activityDefinition, reinforcementDefinition } from '../../activity/index.ts';
import { commonAgendaDefinition, goalDefinition, strategyDefinition } from '../../agenda/index.ts';
import { meetingDefinition } from '../../communication/index.ts';
import { contactDefinition, ecosystemDefinition, organizationDefinition } from '../../ecosystem/index.ts';
import { AgendaFixture, uuidOf } from '../../testing/agenda.fixture.ts';
import { engines } from '../../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import type { AnyRecordDefinition } from '../record-definition.ts';

describe.each(engines)('the visibility of a record without one on %s', (engine) => {
  let database: TestDatabase;
  let fixture: AgendaFixture;
  let here: string;
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new AgendaFixture(database);
  });
  beforeEach(async () => {
    here = await fixture.ecosystem();
  });
  afterAll(() => database.close());

  /** Creates a record without a visibility, unless the values have one. */
  const create = async (definition: AnyRecordDefinition, values: object) =>
    encodeTypeId(definition.type.prefix, unwrap(await fixture.writer.create(definition, { ...values })));
  const visibility = async (id: string) => {
    const record: { id: string; visibility?: string } | null = await fixture
      .read()
      .record(id.slice(0, id.lastIndexOf('_')), uuidOf(id));
    return record?.visibility;
  };
  const agenda = (more: object = {}) =>
    create(commonAgendaDefinition, { ecosystemId: here, vision: 'Everyone belongs in science.', ...more });
  const goal = (commonAgendaId: string, more: object = {}) =>
    create(goalDefinition, { commonAgendaId, code: 'G1', title: 'Read by nine', ...more });
  const strategy = (goalId: string, more: object = {}) =>
    create(strategyDefinition, { goalId, title: 'Tutors', ...more });

  it('is MEMBERS by default, also that of an ecosystem', async () => {
    expect(await visibility(await create(organizationDefinition, { ecosystemId: here, name: 'Library' }))).toBe(
      'MEMBERS',
    );
    expect(await visibility(await create(ecosystemDefinition, { slug: `of-${uuidOf(here)}`, name: 'Town' }))).toBe(
      'MEMBERS',
    );
  });

  it('is the default of the ecosystem, unless the record or its type has another', async () => {
    await fixture.update(ecosystemDefinition, here, { defaultVisibility: 'PUBLIC' });
    const library = await create(organizationDefinition, { ecosystemId: here, name: 'Library' });
    expect(await visibility(library)).toBe('PUBLIC');
    expect(
      await visibility(
        await create(organizationDefinition, { ecosystemId: here, name: 'Shelter', visibility: 'NETWORK' }),
      ),
    ).toBe('NETWORK');
    expect(await visibility(await create(contactDefinition, { organizationId: library, name: 'Ann' }))).toBe(
      'RESTRICTED',
    );
  });

  it('is not wider than that of a record that a field refers to', async () => {
    await fixture.update(ecosystemDefinition, here, { defaultVisibility: 'PUBLIC' });
    const shelter = await create(organizationDefinition, {
      ecosystemId: here,
      name: 'Shelter',
      visibility: 'RESTRICTED',
    });
    const library = await create(organizationDefinition, { ecosystemId: here, name: 'Library' });
    const reading = (leadId: string, more: object = {}) =>
      create(activityDefinition, { ecosystemId: here, leadId, title: 'Reading', ...more });
    const [hidden, open] = [await reading(shelter), await reading(library)];
    expect(await visibility(hidden)).toBe('RESTRICTED');
    expect(await visibility(open)).toBe('PUBLIC');
    // Of two records, the one that fewer see decides.
    const reinforced = (activityId: string, reinforcedId: string) =>
      create(reinforcementDefinition, { activityId, reinforcedId });
    expect(await visibility(await reinforced(open, hidden))).toBe('RESTRICTED');
    // What the creator sets is kept.
    expect(await visibility(await reading(shelter, { visibility: 'PUBLIC' }))).toBe('PUBLIC');
  });

  it('is not narrowed by one of several records in a list', async () => {
    await fixture.update(ecosystemDefinition, here, { defaultVisibility: 'PUBLIC' });
    const shelter = await create(organizationDefinition, {
      ecosystemId: here,
      name: 'Shelter',
      visibility: 'RESTRICTED',
    });
    const meeting = {
      ecosystemId: here,
      title: 'Partners',
      kind: { scheme: 'meeting-kind', code: 'working' },
      plannedOn: '2025-01-01',
      heldOn: '2025-01-01',
      attendance: [{ organizationId: shelter }],
    };
    expect(await visibility(await create(meetingDefinition, meeting))).toBe('PUBLIC');
  });

  it('does not change with the default of the ecosystem', async () => {
    const library = await create(organizationDefinition, { ecosystemId: here, name: 'Library' });
    await fixture.update(ecosystemDefinition, here, { defaultVisibility: 'PUBLIC' });
    expect(await visibility(library)).toBe('MEMBERS');
  });

  it('is that of the agenda for goals and their strategies', async () => {
    const tutors = await strategy(await goal(await agenda({ visibility: 'PUBLIC' })));
    expect(await visibility(tutors)).toBe('PUBLIC');
  });

  it('follows the agenda, except for records that were set apart', async () => {
    const draft = await agenda();
    const [open, closed] = [await goal(draft), await goal(draft, { code: 'G2', visibility: 'RESTRICTED' })];
    const [followed, hidden] = [await strategy(open), await strategy(closed)];
    const apart = await strategy(open, { title: 'Mentors', visibility: 'RESTRICTED' });
    const all = async () => await Promise.all([open, followed, apart, closed, hidden].map(visibility));
    expect(await all()).toEqual(['MEMBERS', 'MEMBERS', 'RESTRICTED', 'RESTRICTED', 'RESTRICTED']);
    await fixture.update(commonAgendaDefinition, draft, { visibility: 'PUBLIC' });
    expect(await all()).toEqual(['PUBLIC', 'PUBLIC', 'RESTRICTED', 'RESTRICTED', 'RESTRICTED']);
    expect(await fixture.version(followed)).toBe(2);
    await fixture.update(commonAgendaDefinition, draft, { visibility: 'NETWORK' });
    expect(await all()).toEqual(['NETWORK', 'NETWORK', 'RESTRICTED', 'RESTRICTED', 'RESTRICTED']);
  });

  it('stays the same if the agenda changes in another way', async () => {
    const draft = await agenda();
    const open = await goal(draft);
    await fixture.update(commonAgendaDefinition, draft, { vision: 'Everyone reads.', visibility: 'MEMBERS' });
    expect(await fixture.version(open)).toBe(1);
  });
});
