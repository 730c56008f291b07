import { anonymous, encodeTypeId, ForbiddenError, localProgram, unwrap, type Viewer } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { activityDefinition } from '../activity/index.ts';
import { ecosystemDefinition, networkMembershipDefinition } from '../ecosystem/index.ts';
import { indicatorDefinition } from '../indicator/index.ts';
import { Writer } from '../shared/writer.ts';
import { newPrincipal, type TestPrincipal } from '../testing/access.fixture.ts';
import { AgendaFixture, issuesOf, uuidOf } from '../testing/agenda.fixture.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import {
  endSharingAcceptance,
  endSharingAgreement,
  sharingAcceptanceDefinition,
  sharingAgreementDefinition,
} from './sharing-writer.ts';

describe.each(engines)('sharing agreements on %s', (engine) => {
  let database: TestDatabase;
  let fixture: AgendaFixture;
  let [town, state] = ['', ''];
  /** People with a role in the network, or in the member. */
  let ofState: TestPrincipal;
  let ofTown: TestPrincipal;
  let observer: TestPrincipal;

  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new AgendaFixture(database);
  });
  beforeEach(async () => {
    town = await fixture.ecosystem({ name: 'Town', disclosureThreshold: 10 });
    state = await fixture.ecosystem({ name: 'State', kind: 'NETWORK' });
    for (const ecosystemId of [town, state]) await fixture.create(networkMembershipDefinition, membership(ecosystemId));
    ofState = await newPrincipal(database);
    await ofState.grant(state, 'BACKBONE');
    ofTown = await newPrincipal(database);
    await ofTown.grant(town, 'BACKBONE');
    observer = await newPrincipal(database, { kind: 'HUB' });
    await observer.grant(state, 'OBSERVER');
  });
  afterAll(() => database.close());

  const membership = (ecosystemId: string) => ({
    ecosystemId,
    networkId: state,
    memberId: town,
    startedOn: '2020-01-01',
  });

  const terms = (more: object = {}) => ({
    ecosystemId: town,
    networkId: state,
    indicatorScope: 'ALL',
    detail: 'DISAGGREGATED',
    minimumThreshold: 10,
    startsOn: '2020-01-01',
    purpose: 'To learn across towns (made up)',
    ...more,
  });

  async function offer(more: object = {}): Promise<string> {
    return fixture.create(sharingAgreementDefinition, terms(more));
  }

  const accept = (agreementId: string, more: object = {}) =>
    fixture.create(sharingAcceptanceDefinition, { ecosystemId: state, agreementId, ...more });

  async function agree(more: object = {}): Promise<{ agreement: string; acceptance: string }> {
    const agreement = await offer(more);
    return { agreement, acceptance: await accept(agreement, { visibility: 'RESTRICTED' }) };
  }

  const statusOf = (agreement: string) => fixture.read().access.sharing.status(uuidOf(agreement), database.now());

  /** The titles of the activities of the town that a viewer sees. */
  async function seenBy(principal: TestPrincipal | null): Promise<string[]> {
    const viewer: Viewer = principal ? await principal.viewer() : anonymous;
    const { activity } = fixture.read(viewer);
    const page = await activity.activities({ of: 'ecosystem', id: uuidOf(town) }, { page: {}, filter: {} });
    return page.rows.map(({ title }) => title).sort();
  }

  const activity = (visibility: string, title = visibility) =>
    fixture.create(activityDefinition, { ecosystemId: town, title, visibility });

  async function activities(): Promise<void> {
    for (const visibility of ['PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED']) await activity(visibility);
  }

  it('returns all issues of an offer at once', async () => {
    const faulty = terms({ networkId: 'x', minimumThreshold: 1, startsOn: 'soon', purpose: '' });
    expect(issuesOf(await fixture.writer.create(sharingAgreementDefinition, faulty))).toEqual([
      'INVALID networkId',
      'OUT_OF_RANGE minimumThreshold',
      'INVALID startsOn',
      'REQUIRED purpose',
    ]);
  });

  it('show the people of the network NETWORK records while both halves stand, from the next request on', async () => {
    await activities();
    expect(await seenBy(observer)).toEqual(await seenBy(null));
    const agreement = await offer();
    expect([await seenBy(observer), await statusOf(agreement)]).toEqual([['PUBLIC'], 'OFFERED']);
    const acceptance = await accept(agreement);
    expect([await seenBy(observer), await statusOf(agreement)]).toEqual([['NETWORK', 'PUBLIC'], 'IN_FORCE']);
    expect(await seenBy(null)).toEqual(['PUBLIC']);
    unwrap(await fixture.transition(endSharingAcceptance, acceptance, { reason: 'The project is over.' }));
    expect([await seenBy(observer), await statusOf(agreement)]).toEqual([['PUBLIC'], 'ENDED']);
  });

  it('end at once if the ecosystem ends its half', async () => {
    await activity('NETWORK');
    const { agreement } = await agree();
    expect(await seenBy(observer)).toEqual(['NETWORK']);
    unwrap(await fixture.transition(endSharingAgreement, agreement, { reason: 'The purpose changed.' }));
    expect(await seenBy(observer)).toEqual([]);
    expect(issuesOf(await fixture.transition(endSharingAgreement, agreement, { reason: 'Again' }))).toEqual([
      'ILLEGAL_TRANSITION id',
    ]);
  });

  it('show nothing of another network, and nothing to people without a role in the network', async () => {
    await activity('NETWORK');
    await agree();
    const other = await newPrincipal(database);
    await other.grant(await fixture.ecosystem({ kind: 'NETWORK' }), 'BACKBONE');
    expect([await seenBy(other), await seenBy(await newPrincipal(database))]).toEqual([[], []]);
    const backbone = await newPrincipal(database);
    await backbone.grant(state, 'BACKBONE');
    expect(await seenBy(backbone)).toEqual(['NETWORK']);
  });

  it.each([
    ['a day that has not come', { startsOn: '2999-01-01' }, 'SCHEDULED'],
    ['the current day', { startsOn: '2020-01-01', endsOn: '2999-01-01' }, 'IN_FORCE'],
  ])('with %s are %s', async (_name, days, status) => {
    await activity('NETWORK');
    const { agreement } = await agree(days);
    expect(await statusOf(agreement)).toBe(status);
    expect(await seenBy(observer)).toEqual(status === 'IN_FORCE' ? ['NETWORK'] : []);
  });

  it('are suspended while one side has not recorded the membership, and while networks may not see the ecosystem', async () => {
    await activity('NETWORK');
    const { agreement } = await agree();
    const [record] = (await fixture.read().network.membershipRecords(uuidOf(town), { page: {}, filter: {} })).rows;
    await sql`update "network_membership" set "ended_on" = '2020-12-31' where "id" = ${record?.id ?? ''}::uuid`.execute(
      database.kysely(),
    );
    expect([await statusOf(agreement), await seenBy(observer)]).toEqual(['SUSPENDED', []]);
    await sql`update "network_membership" set "ended_on" = null where "id" = ${record?.id ?? ''}::uuid`.execute(
      database.kysely(),
    );
    expect([await statusOf(agreement), await seenBy(observer)]).toEqual(['IN_FORCE', ['NETWORK']]);
    unwrap(await fixture.update(ecosystemDefinition, town, { visibility: 'MEMBERS' }));
    expect([await statusOf(agreement), await seenBy(observer)]).toEqual(['SUSPENDED', []]);
  });

  it('are numbered, and a later one replaces an earlier one when it is accepted', async () => {
    const indicator = (name: string) =>
      fixture.create(indicatorDefinition, {
        ecosystemId: town,
        code: name,
        name,
        level: 'PROGRAM',
        visibility: 'NETWORK',
      });
    const [reading, writing] = [await indicator('reading'), await indicator('writing')];
    const seen = async () => {
      const { indicator: readers } = fixture.read(await observer.viewer());
      const page = await readers.definitions.indicators(uuidOf(town), { page: {}, filter: {} });
      return page.rows.map(({ name }) => name);
    };
    const { agreement: first } = await agree();
    expect(await seen()).toEqual(['reading', 'writing']);
    const second = await offer({ indicatorScope: 'NAMED', indicatorIds: [writing] });
    expect([await statusOf(first), await statusOf(second), await seen()]).toEqual([
      'IN_FORCE',
      'OFFERED',
      ['reading', 'writing'],
    ]);
    const acceptance = await accept(second);
    expect([await statusOf(first), await statusOf(second), await seen()]).toEqual([
      'SUPERSEDED',
      'IN_FORCE',
      ['writing'],
    ]);
    // The first agreement does not come back.
    unwrap(await fixture.transition(endSharingAcceptance, acceptance, { reason: 'Too little' }));
    expect([await statusOf(first), await statusOf(second), await seen()]).toEqual(['SUPERSEDED', 'ENDED', []]);
    const { access } = fixture.read();
    const all = (await access.sharing.agreements(uuidOf(town), {})).rows;
    expect(all.map(({ number, indicatorIds }) => [number, indicatorIds.length])).toEqual([
      [1, 0],
      [2, 1],
    ]);
    const { memberName, indicatorNames } = await access.sharing.names(uuidOf(second));
    expect([memberName, indicatorNames, reading !== writing]).toEqual(['Town', ['writing'], true]);
  });

  it('names the indicators that it offers to stewards of both sides, and hidden ones to nobody else', async () => {
    const named = { ecosystemId: town, level: 'POPULATION' };
    const indicatorIds = [
      await fixture.create(indicatorDefinition, { ...named, code: 'open', name: 'open', visibility: 'PUBLIC' }),
      await fixture.create(indicatorDefinition, { ...named, code: 'shared', name: 'shared', visibility: 'NETWORK' }),
    ];
    const agreement = await offer({ indicatorScope: 'NAMED', indicatorIds, visibility: 'PUBLIC' });
    const namesFor = async (viewer: Viewer) =>
      (await fixture.read(viewer).access.sharing.names(uuidOf(agreement))).indicatorNames;
    expect(await namesFor(await ofTown.viewer())).toEqual(['open', 'shared']);
    expect(await namesFor(await ofState.viewer())).toEqual(['open', 'shared']);
    expect(await namesFor(await observer.viewer())).toEqual(['open']);
    expect(await namesFor(anonymous)).toEqual(['open']);
  });

  it('can be accepted only once, only by the network, and only the newest', async () => {
    const [first, second] = [await offer(), await offer()];
    const acceptance = (ecosystemId: string, agreementId: string) =>
      fixture.writer.create(sharingAcceptanceDefinition, { ecosystemId, agreementId });
    expect(issuesOf(await acceptance(state, first))).toEqual(['ILLEGAL_TRANSITION agreementId']);
    expect(issuesOf(await acceptance(town, second))).toEqual(['INVALID ecosystemId']);
    unwrap(await acceptance(state, second));
    expect(issuesOf(await acceptance(state, second))).toEqual(['DUPLICATE agreementId']);
    const withdrawn = await offer();
    unwrap(await fixture.transition(endSharingAgreement, withdrawn, { reason: 'A mistake' }));
    expect(issuesOf(await acceptance(state, withdrawn))).toEqual(['ILLEGAL_TRANSITION agreementId']);
    expect(await statusOf(second)).toBe('IN_FORCE');
  });

  it('report all faults of an offer', async () => {
    const faults = terms({ networkId: town, minimumThreshold: 9, startsOn: '2020-01-02', endsOn: '2020-01-01' });
    expect(issuesOf(await fixture.writer.create(sharingAgreementDefinition, faults))).toEqual([
      'INVALID networkId',
      'INVALID minimumThreshold',
      'DATES_OUT_OF_ORDER endsOn',
    ]);
    const passed = terms({ minimumThreshold: 9, endsOn: '2020-02-01', indicatorScope: 'NAMED' });
    expect(issuesOf(await fixture.writer.create(sharingAgreementDefinition, passed))).toEqual([
      'INVALID minimumThreshold',
      'INVALID endsOn',
      'REQUIRED indicatorIds',
    ]);
    const without = terms({ indicatorScope: 'NAMED' });
    expect(issuesOf(await fixture.writer.create(sharingAgreementDefinition, without))).toEqual([
      'REQUIRED indicatorIds',
    ]);
  });

  it('are offered by a BACKBONE of the ecosystem, and accepted and ended by a BACKBONE of the network', async () => {
    const steward = async (ecosystemId: string) => {
      const made = await newPrincipal(database);
      await made.grant(ecosystemId, 'STEWARD');
      return made.writer();
    };
    const isForbidden = (made: Promise<unknown>) => expect(made).rejects.toThrow(ForbiddenError);
    await isForbidden((await steward(town)).create(sharingAgreementDefinition, terms()));
    await isForbidden((await ofState.writer()).create(sharingAgreementDefinition, terms()));
    const offered = await (await ofTown.writer()).create(sharingAgreementDefinition, terms());
    const id = encodeTypeId('sharing_agreement', unwrap(offered));
    const acceptance = { ecosystemId: state, agreementId: id };
    await isForbidden((await steward(state)).create(sharingAcceptanceDefinition, acceptance));
    await isForbidden((await ofTown.writer()).create(sharingAcceptanceDefinition, acceptance));
    unwrap(await (await ofState.writer()).create(sharingAcceptanceDefinition, acceptance));
    const end = { id, expectedVersion: 1, reason: 'Not ours to end' };
    await isForbidden((await ofState.writer()).transition(endSharingAgreement, end));
    expect(await statusOf(id)).toBe('IN_FORCE');
  });

  it('are seen by stewards of both sides, and by no other network', async () => {
    const { agreement, acceptance } = await agree({ visibility: 'RESTRICTED' });
    const seen = async (principal: TestPrincipal) => {
      const { access, record } = fixture.read(await principal.viewer());
      const page = await access.sharing.agreements(uuidOf(state), {});
      return [
        page.rows.length,
        await page.totalCount(),
        (await record('sharing_agreement', uuidOf(agreement))) !== null,
        (await record('sharing_acceptance', uuidOf(acceptance))) !== null,
      ];
    };
    const all = [1, 1, true, true];
    expect([await seen(ofTown), await seen(ofState)]).toEqual([all, all]);
    expect(await seen(observer)).toEqual([0, 0, false, false]);
  });

  it('record who ended them and why', async () => {
    const { agreement } = await agree();
    const writer = await ofTown.writer();
    unwrap(
      await writer.transition(endSharingAgreement, { id: agreement, expectedVersion: 1, reason: 'A new director' }),
    );
    const { rows } = await sql<{
      actor: string;
      reason: string;
    }>`select "actor", "after" ->> 'end_reason' as "reason" from "audit_entry"
      where "record_id" = ${uuidOf(agreement)}::uuid order by "id" desc limit 1`.execute(database.kysely());
    expect(rows).toEqual([{ actor: ofTown.id, reason: 'A new director' }]);
  });

  it('are not written twice by a repeated command', async () => {
    const command = { ...terms(), idempotencyKey: 'offer-once' };
    const writer = new Writer(database, localProgram);
    const [one, two] = [
      await writer.create(sharingAgreementDefinition, command),
      await writer.create(sharingAgreementDefinition, command),
    ];
    expect(one).toEqual(two);
  });
});
