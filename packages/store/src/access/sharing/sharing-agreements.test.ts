import { anonymous, encodeTypeId, ForbiddenError, localProgram, unwrap, type Viewer } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { ecosystemDefinition } from '../../ecosystem/index.ts';
import { indicatorDefinition } from '../../indicator/index.ts';
import { Writer } from '../../shared/writer.ts';
import { newPrincipal, type TestPrincipal } from '../../testing/access.fixture.ts';
import { issuesOf, uuidOf } from '../../testing/agenda.fixture.ts';
import { engines } from '../../testing/engines.ts';
import { SharingWorld } from './sharing-agreements.fixture.ts';
import {
  endSharingAcceptance,
  endSharingAgreement,
  sharingAcceptanceDefinition,
  sharingAgreementDefinition,
} from './sharing-writer.ts';

const world = new SharingWorld();

describe.each(engines)('sharing agreements on %s', (engine) => {
  world.prepare(engine);

  it('returns all issues of an offer at once', async () => {
    const faulty = world.terms({ networkId: 'x', minimumThreshold: 1, startsOn: 'soon', purpose: '' });
    expect(issuesOf(await world.fixture.writer.create(sharingAgreementDefinition, faulty))).toEqual([
      'INVALID networkId',
      'OUT_OF_RANGE minimumThreshold',
      'INVALID startsOn',
      'REQUIRED purpose',
    ]);
  });

  it('show NETWORK records to callers with a role in the network from the next request on, while neither half has been ended', async () => {
    await world.activities();
    expect(await world.seenBy(world.observer)).toEqual(await world.seenBy(null));
    const agreement = await world.offer();
    expect([await world.seenBy(world.observer), await world.statusOf(agreement)]).toEqual([['PUBLIC'], 'OFFERED']);
    const acceptance = await world.accept(agreement);
    expect([await world.seenBy(world.observer), await world.statusOf(agreement)]).toEqual([
      ['NETWORK', 'PUBLIC'],
      'IN_FORCE',
    ]);
    expect(await world.seenBy(null)).toEqual(['PUBLIC']);
    unwrap(await world.fixture.transition(endSharingAcceptance, acceptance, { reason: 'The project is over.' }));
    expect([await world.seenBy(world.observer), await world.statusOf(agreement)]).toEqual([['PUBLIC'], 'ENDED']);
  });

  it('end at once if the ecosystem ends its half', async () => {
    await world.activity('NETWORK');
    const { agreement } = await world.agree();
    expect(await world.seenBy(world.observer)).toEqual(['NETWORK']);
    unwrap(await world.fixture.transition(endSharingAgreement, agreement, { reason: 'The purpose changed.' }));
    expect(await world.seenBy(world.observer)).toEqual([]);
    expect(issuesOf(await world.fixture.transition(endSharingAgreement, agreement, { reason: 'Again' }))).toEqual([
      'ILLEGAL_TRANSITION id',
    ]);
  });

  it('show nothing of another network, and nothing to people without a role in the network', async () => {
    await world.activity('NETWORK');
    await world.agree();
    const other = await newPrincipal(world.database);
    await other.grant(await world.fixture.ecosystem({ kind: 'NETWORK' }), 'BACKBONE');
    expect([await world.seenBy(other), await world.seenBy(await newPrincipal(world.database))]).toEqual([[], []]);
    const backbone = await newPrincipal(world.database);
    await backbone.grant(world.state, 'BACKBONE');
    expect(await world.seenBy(backbone)).toEqual(['NETWORK']);
  });

  it.each([
    ['a day that has not come', { startsOn: '2999-01-01' }, 'SCHEDULED'],
    ['the current day', { startsOn: '2020-01-01', endsOn: '2999-01-01' }, 'IN_FORCE'],
  ])('with %s are %s', async (_name, days, status) => {
    await world.activity('NETWORK');
    const { agreement } = await world.agree(days);
    expect(await world.statusOf(agreement)).toBe(status);
    expect(await world.seenBy(world.observer)).toEqual(status === 'IN_FORCE' ? ['NETWORK'] : []);
  });

  it('are suspended while one side has not recorded the membership, and while networks may not see the ecosystem', async () => {
    await world.activity('NETWORK');
    const { agreement } = await world.agree();
    const [record] = (
      await world.fixture.read().network.membershipRecords(uuidOf(world.town), { page: {}, filter: {} })
    ).rows;
    await sql`update "network_membership" set "ended_on" = '2020-12-31' where "id" = ${record?.id ?? ''}::uuid`.execute(
      world.database.kysely(),
    );
    expect([await world.statusOf(agreement), await world.seenBy(world.observer)]).toEqual(['SUSPENDED', []]);
    await sql`update "network_membership" set "ended_on" = null where "id" = ${record?.id ?? ''}::uuid`.execute(
      world.database.kysely(),
    );
    expect([await world.statusOf(agreement), await world.seenBy(world.observer)]).toEqual(['IN_FORCE', ['NETWORK']]);
    unwrap(await world.fixture.update(ecosystemDefinition, world.town, { visibility: 'MEMBERS' }));
    expect([await world.statusOf(agreement), await world.seenBy(world.observer)]).toEqual(['SUSPENDED', []]);
  });

  it('are numbered, and a later one replaces an earlier one when it is accepted', async () => {
    const indicator = (name: string) =>
      world.fixture.create(indicatorDefinition, {
        ecosystemId: world.town,
        code: name,
        name,
        level: 'PROGRAM',
        visibility: 'NETWORK',
      });
    const [reading, writing] = [await indicator('reading'), await indicator('writing')];
    const seen = async () => {
      const { indicator: readers } = world.fixture.read(await world.observer.viewer());
      const page = await readers.definitions.indicators(uuidOf(world.town), { page: {}, filter: {} });
      return page.rows.map(({ name }) => name);
    };
    const { agreement: first } = await world.agree();
    expect(await seen()).toEqual(['reading', 'writing']);
    const second = await world.offer({ indicatorScope: 'NAMED', indicatorIds: [writing] });
    expect([await world.statusOf(first), await world.statusOf(second), await seen()]).toEqual([
      'IN_FORCE',
      'OFFERED',
      ['reading', 'writing'],
    ]);
    const acceptance = await world.accept(second);
    expect([await world.statusOf(first), await world.statusOf(second), await seen()]).toEqual([
      'SUPERSEDED',
      'IN_FORCE',
      ['writing'],
    ]);
    // The first agreement does not come back.
    unwrap(await world.fixture.transition(endSharingAcceptance, acceptance, { reason: 'Too little' }));
    expect([await world.statusOf(first), await world.statusOf(second), await seen()]).toEqual([
      'SUPERSEDED',
      'ENDED',
      [],
    ]);
    const { access } = world.fixture.read();
    const all = (await access.sharing.agreements(uuidOf(world.town), {})).rows;
    expect(all.map(({ number, indicatorIds }) => [number, indicatorIds.length])).toEqual([
      [1, 0],
      [2, 1],
    ]);
    const { memberName, indicatorNames } = await access.sharing.names(uuidOf(second));
    expect([memberName, indicatorNames, reading !== writing]).toEqual(['Town', ['writing'], true]);
  });

  it('names the indicators that it offers to stewards of both sides, and hidden ones to nobody else', async () => {
    const named = { ecosystemId: world.town, level: 'POPULATION' };
    const indicatorIds = [
      await world.fixture.create(indicatorDefinition, { ...named, code: 'open', name: 'open', visibility: 'PUBLIC' }),
      await world.fixture.create(indicatorDefinition, {
        ...named,
        code: 'shared',
        name: 'shared',
        visibility: 'NETWORK',
      }),
    ];
    const agreement = await world.offer({ indicatorScope: 'NAMED', indicatorIds, visibility: 'PUBLIC' });
    const namesFor = async (viewer: Viewer) =>
      (await world.fixture.read(viewer).access.sharing.names(uuidOf(agreement))).indicatorNames;
    expect(await namesFor(await world.ofTown.viewer())).toEqual(['open', 'shared']);
    expect(await namesFor(await world.ofState.viewer())).toEqual(['open', 'shared']);
    expect(await namesFor(await world.observer.viewer())).toEqual(['open']);
    expect(await namesFor(anonymous)).toEqual(['open']);
  });

  it('can be accepted only once, only by the network, and only the newest', async () => {
    const [first, second] = [await world.offer(), await world.offer()];
    const acceptance = (ecosystemId: string, agreementId: string) =>
      world.fixture.writer.create(sharingAcceptanceDefinition, { ecosystemId, agreementId });
    expect(issuesOf(await acceptance(world.state, first))).toEqual(['ILLEGAL_TRANSITION agreementId']);
    expect(issuesOf(await acceptance(world.town, second))).toEqual(['INVALID ecosystemId']);
    unwrap(await acceptance(world.state, second));
    expect(issuesOf(await acceptance(world.state, second))).toEqual(['DUPLICATE agreementId']);
    const withdrawn = await world.offer();
    unwrap(await world.fixture.transition(endSharingAgreement, withdrawn, { reason: 'A mistake' }));
    expect(issuesOf(await acceptance(world.state, withdrawn))).toEqual(['ILLEGAL_TRANSITION agreementId']);
    expect(await world.statusOf(second)).toBe('IN_FORCE');
  });

  it('report all faults of an offer', async () => {
    const faults = world.terms({
      networkId: world.town,
      minimumThreshold: 9,
      startsOn: '2020-01-02',
      endsOn: '2020-01-01',
    });
    expect(issuesOf(await world.fixture.writer.create(sharingAgreementDefinition, faults))).toEqual([
      'INVALID networkId',
      'INVALID minimumThreshold',
      'DATES_OUT_OF_ORDER endsOn',
    ]);
    const passed = world.terms({ minimumThreshold: 9, endsOn: '2020-02-01', indicatorScope: 'NAMED' });
    expect(issuesOf(await world.fixture.writer.create(sharingAgreementDefinition, passed))).toEqual([
      'INVALID minimumThreshold',
      'INVALID endsOn',
      'REQUIRED indicatorIds',
    ]);
    const without = world.terms({ indicatorScope: 'NAMED' });
    expect(issuesOf(await world.fixture.writer.create(sharingAgreementDefinition, without))).toEqual([
      'REQUIRED indicatorIds',
    ]);
  });

  it('are offered by a BACKBONE of the ecosystem, and accepted and ended by a BACKBONE of the network', async () => {
    const steward = async (ecosystemId: string) => {
      const made = await newPrincipal(world.database);
      await made.grant(ecosystemId, 'STEWARD');
      return made.writer();
    };
    const isForbidden = (made: Promise<unknown>) => expect(made).rejects.toThrow(ForbiddenError);
    await isForbidden((await steward(world.town)).create(sharingAgreementDefinition, world.terms()));
    await isForbidden((await world.ofState.writer()).create(sharingAgreementDefinition, world.terms()));
    const offered = await (await world.ofTown.writer()).create(sharingAgreementDefinition, world.terms());
    const id = encodeTypeId('sharing_agreement', unwrap(offered));
    const acceptance = { ecosystemId: world.state, agreementId: id };
    await isForbidden((await steward(world.state)).create(sharingAcceptanceDefinition, acceptance));
    await isForbidden((await world.ofTown.writer()).create(sharingAcceptanceDefinition, acceptance));
    unwrap(await (await world.ofState.writer()).create(sharingAcceptanceDefinition, acceptance));
    const end = { id, expectedVersion: 1, reason: 'Not ours to end' };
    await isForbidden((await world.ofState.writer()).transition(endSharingAgreement, end));
    expect(await world.statusOf(id)).toBe('IN_FORCE');
  });

  it('are seen by stewards of both sides, and by no other network', async () => {
    const { agreement, acceptance } = await world.agree({ visibility: 'RESTRICTED' });
    const seen = async (principal: TestPrincipal) => {
      const { access, record } = world.fixture.read(await principal.viewer());
      const page = await access.sharing.agreements(uuidOf(world.state), {});
      return [
        page.rows.length,
        await page.totalCount(),
        (await record('sharing_agreement', uuidOf(agreement))) !== null,
        (await record('sharing_acceptance', uuidOf(acceptance))) !== null,
      ];
    };
    const all = [1, 1, true, true];
    expect([await seen(world.ofTown), await seen(world.ofState)]).toEqual([all, all]);
    expect(await seen(world.observer)).toEqual([0, 0, false, false]);
  });

  it('record who ended them and why', async () => {
    const { agreement } = await world.agree();
    const writer = await world.ofTown.writer();
    unwrap(
      await writer.transition(endSharingAgreement, { id: agreement, expectedVersion: 1, reason: 'A new director' }),
    );
    const { rows } = await sql<{
      actor: string;
      reason: string;
    }>`select "actor", "after" ->> 'end_reason' as "reason" from "audit_entry"
      where "record_id" = ${uuidOf(agreement)}::uuid order by "id" desc limit 1`.execute(world.database.kysely());
    expect(rows).toEqual([{ actor: world.ofTown.id, reason: 'A new director' }]);
  });

  it('are not written twice by a repeated command', async () => {
    const command = { ...world.terms(), idempotencyKey: 'offer-once' };
    const writer = new Writer(world.database, localProgram);
    const [one, two] = [
      await writer.create(sharingAgreementDefinition, command),
      await writer.create(sharingAgreementDefinition, command),
    ];
    expect(one).toEqual(two);
  });
});
