import { anonymous, unwrap } from '@collective-impact/sdk';
import { agendaSupport } from '@collective-impact/sdk/agenda';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { organizationDefinition } from '../ecosystem/index.ts';
import { AgendaFixture, issuesOf, uuidOf } from '../testing/agenda.fixture.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import { whileHeld } from '../testing/while-held.ts';
import { ratifyCommonAgenda } from './agenda-writer.ts';
import { endorsementDefinition, withdrawEndorsement } from './endorsement-writer.ts';

let database: TestDatabase;
let fixture: AgendaFixture;
let ecosystemId: string;

const endorse = (commonAgendaId: string, organizationId: string, endorsedOn = '2024-01-20') =>
  fixture.writer.create(endorsementDefinition, { commonAgendaId, organizationId, endorsedOn, visibility: 'PUBLIC' });
const endorsed = (commonAgendaId: string, organizationId: string, values = {}) =>
  fixture.create(endorsementDefinition, { commonAgendaId, organizationId, endorsedOn: '2024-01-20', ...values });

describe.each(engines)('endorsements on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new AgendaFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await fixture.ecosystem();
  });

  afterAll(() => database.close());

  it('are accepted once for each version, and rejected for a draft', async () => {
    const organization = await fixture.organization(ecosystemId);
    const draft = await fixture.agenda(ecosystemId);
    expect(issuesOf(await endorse(draft.id, organization))).toEqual(['ILLEGAL_TRANSITION commonAgendaId']);
    const { id } = await fixture.agenda(ecosystemId, 'PROPOSED');
    await endorsed(id, organization, { signatoryRole: 'Head librarian' });
    expect(issuesOf(await endorse(id, organization))).toEqual(['DUPLICATE organizationId']);
    const next = await fixture.agenda(ecosystemId, 'RATIFIED');
    expect(issuesOf(await endorse(next.id, organization))).toEqual([]);
  });

  it('are accepted once when they are sent at the same time', async () => {
    const organization = await fixture.organization(ecosystemId);
    const { id } = await fixture.agenda(ecosystemId, 'PROPOSED');
    const outcomes = await Promise.all([
      endorse(id, organization),
      endorse(id, organization),
      endorse(id, organization),
    ]);
    expect(outcomes.flatMap(issuesOf)).toEqual(['DUPLICATE organizationId', 'DUPLICATE organizationId']);
  });

  it('are rejected from an organization of another ecosystem', async () => {
    const { id } = await fixture.agenda(ecosystemId, 'PROPOSED');
    const elsewhere = await fixture.organization(await fixture.ecosystem());
    expect(issuesOf(await endorse(id, elsewhere))).toEqual(['OTHER_ECOSYSTEM organizationId']);
    expect(issuesOf(await endorse(id, 'organization_01h455vb4pex5vsknk084sn02q'))).toEqual([
      'NOT_FOUND organizationId',
    ]);
  });

  it('are rejected before the agenda was proposed, after the organization left, and in the future', async () => {
    const { id } = await fixture.agenda(ecosystemId, 'RATIFIED');
    const left = await fixture.organization(ecosystemId, { leftOn: '2024-06-01' });
    expect(issuesOf(await endorse(id, left, '2024-06-02'))).toEqual(['DATES_OUT_OF_ORDER endorsedOn']);
    expect(issuesOf(await endorse(id, left, '2024-01-09'))).toEqual(['DATES_OUT_OF_ORDER endorsedOn']);
    expect(issuesOf(await endorse(id, left, '9999-01-01'))).toEqual([
      'OUT_OF_RANGE endorsedOn',
      'DATES_OUT_OF_ORDER endorsedOn',
    ]);
    const endorsement = await endorsed(id, left);
    const redated = await fixture.update(endorsementDefinition, endorsement, { endorsedOn: '2023-12-31' });
    expect(issuesOf(redated)).toEqual(['DATES_OUT_OF_ORDER endorsedOn']);
    expect(issuesOf(await fixture.update(endorsementDefinition, endorsement, { endorsedOn: '2024-01-10' }))).toEqual(
      [],
    );
  });

  it('prevent a new version from being ratified before the latest endorsement', async () => {
    const { id } = await fixture.agenda(ecosystemId, 'RATIFIED');
    await endorsed(id, await fixture.organization(ecosystemId), { endorsedOn: '2024-09-01' });
    await endorsed(id, await fixture.organization(ecosystemId), { endorsedOn: '2024-08-01' });
    const next = await fixture.agenda(ecosystemId, 'PROPOSED');
    // Endorsements of the next version do not matter.
    await endorsed(next.id, await fixture.organization(ecosystemId), { endorsedOn: '2024-10-01' });
    const ratify = (ratifiedOn: string) => fixture.transition(ratifyCommonAgenda, next.id, { ratifiedOn });
    expect(await ratify('2024-08-31')).toMatchObject({
      ok: false,
      issues: [
        {
          code: 'DATES_OUT_OF_ORDER',
          path: ['ratifiedOn'],
          message: expect.stringContaining('endorsed on 2024-09-01'),
        },
      ],
    });
    expect(await fixture.read().record('common_agenda', uuidOf(id))).toMatchObject({ status: 'RATIFIED' });
    expect(issuesOf(await ratify('2024-09-01'))).toEqual([]);
  });

  it('prevent an organization from leaving before its latest endorsement', async () => {
    const { id } = await fixture.agenda(ecosystemId, 'PROPOSED');
    const library = await fixture.organization(ecosystemId);
    const endorsement = await endorsed(id, library, { endorsedOn: '2024-02-01' });
    await endorsed(id, await fixture.organization(ecosystemId), { endorsedOn: '2024-03-01' });
    // A withdrawn endorsement counts too.
    await fixture.transition(withdrawEndorsement, endorsement, { withdrawnOn: '2024-02-02' });
    const leave = (leftOn: string | null) => fixture.update(organizationDefinition, library, { leftOn });
    expect(await leave('2024-01-31')).toMatchObject({
      ok: false,
      issues: [
        {
          code: 'DATES_OUT_OF_ORDER',
          path: ['leftOn'],
          message: expect.stringContaining('endorsed a common agenda on 2024-02-01'),
        },
      ],
    });
    expect(issuesOf(await leave('2024-02-01'))).toEqual([]);
    expect(
      issuesOf(await fixture.update(organizationDefinition, library, { leftOn: '2024-02-01', name: 'Other' })),
    ).toEqual([]);
    expect(issuesOf(await leave(null))).toEqual([]);
  });

  it('can be withdrawn once, and cannot change afterward', async () => {
    const { id } = await fixture.agenda(ecosystemId, 'PROPOSED');
    const endorsement = await endorsed(id, await fixture.organization(ecosystemId));
    const withdraw = (withdrawnOn?: string) => fixture.transition(withdrawEndorsement, endorsement, { withdrawnOn });
    expect(issuesOf(await withdraw('2024-01-19'))).toEqual(['DATES_OUT_OF_ORDER withdrawnOn']);
    expect(issuesOf(await withdraw('2024-03-01'))).toEqual([]);
    expect(issuesOf(await withdraw())).toEqual(['ILLEGAL_TRANSITION id']);
    const change = await fixture.update(endorsementDefinition, endorsement, { statement: 'We never did.' });
    expect(issuesOf(change)).toEqual(['IMMUTABLE statement']);
    expect(issuesOf(await fixture.update(endorsementDefinition, endorsement, { visibility: 'RESTRICTED' }))).toEqual(
      [],
    );
  });

  it('are listed by date for an agenda and for an organization', async () => {
    const { id } = await fixture.agenda(ecosystemId, 'PROPOSED');
    const library = await fixture.organization(ecosystemId);
    await endorsed(id, library, { endorsedOn: '2024-02-02' });
    const early = await endorsed(id, await fixture.organization(ecosystemId), { endorsedOn: '2024-02-01' });
    await fixture.transition(withdrawEndorsement, early, { withdrawnOn: '2024-03-01' });
    const dates = async (filter: object) => {
      const { rows } = await fixture.read().agenda.endorsements.ofAgenda(uuidOf(id), { page: {}, filter });
      return rows.map(({ endorsedOn }) => endorsedOn);
    };
    expect(await dates({})).toEqual(['2024-02-01', '2024-02-02']);
    expect(await dates({ withdrawn: false })).toEqual(['2024-02-02']);
    expect(await dates({ withdrawn: true })).toEqual(['2024-02-01']);
    const { endorsements } = fixture.read().agenda;
    const ofLibrary = await endorsements.ofOrganization(uuidOf(library), { page: {}, filter: {} });
    expect(ofLibrary.rows.map(({ commonAgendaId }) => commonAgendaId)).toEqual([uuidOf(id)]);
  });

  it('count toward the support of an agenda if the viewer may see them', async () => {
    const { id } = await fixture.agenda(ecosystemId, 'PROPOSED');
    const [visible, withHiddenEndorsement] = [
      await fixture.organization(ecosystemId),
      await fixture.organization(ecosystemId),
    ];
    const hidden = await fixture.organization(ecosystemId, { visibility: 'RESTRICTED' });
    await endorsed(id, visible);
    await endorsed(id, withHiddenEndorsement, { visibility: 'RESTRICTED' });
    await endorsed(id, hidden);
    const agenda = { id: uuidOf(id), ecosystemId: uuidOf(ecosystemId) };
    const { result, statements } = await statementsOf(database, () =>
      fixture.read(anonymous).agenda.endorsements.support(agenda),
    );
    expect(unwrap(agendaSupport(result, { on: '2024-02-01' }))).toEqual({
      endorsing: 1,
      organizations: 2,
      share: '0.5',
    });
    expect(statements).toHaveLength(2);
    const forLocalProgram = await fixture.read().agenda.endorsements.support(agenda);
    expect(unwrap(agendaSupport(forLocalProgram, { on: '2024-02-01' }))).toEqual({
      endorsing: 3,
      organizations: 3,
      share: '1',
    });
    await fixture.update(organizationDefinition, visible, { leftOn: '2024-01-31' });
    const later = await fixture.read().agenda.endorsements.support(agenda);
    expect(unwrap(agendaSupport(later, { on: '2024-02-01' }))).toMatchObject({ endorsing: 2, organizations: 2 });
  });
});

describe('endorsements with concurrent writers on postgresql', () => {
  beforeAll(async () => {
    database = await openTestDatabase('postgresql');
    fixture = new AgendaFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await fixture.ecosystem();
  });

  afterAll(() => database.close());

  it('are rejected if the organization leaves earlier in a concurrent transaction', async () => {
    const { id } = await fixture.agenda(ecosystemId, 'PROPOSED');
    const library = await fixture.organization(ecosystemId);
    const outcomes = await whileHeld(database, {
      statement: sql`select 1 from "organization" where "id" = ${uuidOf(library)}::uuid for update`,
      work: () => [
        endorse(id, library, '2024-03-01'),
        fixture.writer.update(organizationDefinition, { id: library, expectedVersion: 1, leftOn: '2024-02-01' }),
      ],
    });
    expect(outcomes.flatMap(issuesOf)).toEqual([expect.stringMatching(/^DATES_OUT_OF_ORDER (endorsedOn|leftOn)$/)]);
  });

  it('are considered when a concurrent transaction ratifies another version', async () => {
    const { id } = await fixture.agenda(ecosystemId, 'RATIFIED');
    const endorsement = await endorsed(id, await fixture.organization(ecosystemId));
    const next = await fixture.agenda(ecosystemId, 'PROPOSED');
    const target = { id: next.id, expectedVersion: await fixture.version(next.id) };
    const outcomes = await whileHeld(database, {
      // Locks the agenda and changes the date, as a writer of endorsements does.
      statement: sql`with "held" as (select "id" from "common_agenda" where "id" = ${uuidOf(id)}::uuid for share)
        update "endorsement" set "endorsed_on" = '2024-04-01'
        where "id" = ${uuidOf(endorsement)}::uuid and "common_agenda_id" in (select "id" from "held")`,
      work: () => [fixture.writer.transition(ratifyCommonAgenda, { ...target, ratifiedOn: '2024-03-01' })],
    });
    expect(outcomes.flatMap(issuesOf)).toEqual(['DATES_OUT_OF_ORDER ratifiedOn']);
  });
});
