import { anonymous, encodeTypeId, ForbiddenError, type Viewer } from '@collective-impact/sdk';
import type { FieldValue } from '@collective-impact/sdk/proposal';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { restoreRecord, voidRecord } from '../access/index.ts';
import { activityDefinition } from '../activity/index.ts';
import { goalDefinition } from '../agenda/index.ts';
import { contactDefinition, organizationDefinition } from '../ecosystem/index.ts';
import { newPrincipal, type TestPrincipal } from '../testing/access.fixture.ts';
import { AgendaFixture, issuesOf, uuidOf } from '../testing/agenda.fixture.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { acceptProposal, refuseProposal, withdrawProposal } from './proposal-decision.ts';
import { createProposal } from './proposal-writer.ts';

let database: TestDatabase;
let fixture: AgendaFixture;
/** The proposer acts for the museum, the owner for the library. */
let [proposer, owner, steward, backbone]: TestPrincipal[] = [];
let [here, library, museum] = ['', '', ''];

const principal = (one: TestPrincipal | undefined): TestPrincipal => {
  if (!one) throw new Error('The principal was not created.');
  return one;
};
const change = (field: string, value: unknown): FieldValue => ({ field, value: JSON.stringify(value) });

describe.each(engines)('a proposal on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new AgendaFixture(database);
  });

  beforeEach(async () => {
    here = await fixture.ecosystem();
    library = await fixture.organization(here, { name: 'Library', url: 'https://library.example/' });
    museum = await fixture.organization(here, { name: 'Museum' });
    const roles = [
      ['CONTRIBUTOR', [museum]],
      ['CONTRIBUTOR', [library]],
      ['STEWARD', []],
      ['BACKBONE', []],
    ] as const;
    [proposer, owner, steward, backbone] = await Promise.all(
      roles.map(async ([role, organizations]) => {
        const created = await newPrincipal(database);
        await created.grant(here, role, organizations);
        return created;
      }),
    );
  });

  afterAll(() => database.close());

  const attempt = async (changes: FieldValue[], { id = library, by = proposer, reason = 'It moved.' } = {}) =>
    createProposal(await principal(by).writer(), { recordId: id, changes, reason });
  const propose = async (changes: FieldValue[], more: Parameters<typeof attempt>[1] = {}) => {
    const outcome = await attempt(changes, more);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.issues));
    return encodeTypeId('proposal', outcome.value);
  };
  const decide = async (
    transition: typeof acceptProposal | typeof refuseProposal | typeof withdrawProposal,
    id: string,
    { by, ...values }: { by: TestPrincipal | undefined; reason?: string },
  ) =>
    (await principal(by).writer()).transition(transition, {
      id,
      expectedVersion: await fixture.version(id),
      ...values,
    });
  const seen = async (id: string, by: TestPrincipal | Viewer | undefined) => {
    const viewer = by && 'kind' in by ? by : await principal(by).viewer();
    return fixture.read(viewer).record('proposal', uuidOf(id));
  };
  const changesSeen = async (id: string, by: TestPrincipal | undefined) => {
    const read = fixture.read(await principal(by).viewer());
    const row = await read.record('proposal', uuidOf(id));
    return row && read.proposal.changes(row, async (prefix, uuid) => (await read.record(prefix, uuid)) !== null);
  };
  const nameOf = async (id: string) => (await fixture.read().record('organization', uuidOf(id)))?.name;

  it('is stored with the values that the record had, and changes nothing', async () => {
    const id = await propose([change('name', 'City Library'), change('url', null)]);
    expect(await nameOf(library)).toBe('Library');
    expect(await fixture.version(library)).toBe(1);
    expect(await seen(id, proposer)).toMatchObject({ status: 'OPEN', recordVersion: 1, reason: 'It moved.' });
    expect(await changesSeen(id, owner)).toEqual([
      { field: 'name', before: '"Library"', after: '"City Library"', isHidden: false },
      { field: 'url', before: '"https://library.example/"', after: null, isHidden: false },
    ]);
  });

  it('is checked by the rules of the record, with all faults at once', async () => {
    const issues = async (...changes: FieldValue[]) => issuesOf(await attempt(changes));
    expect(await issues(change('name', ''), change('url', 'ftp://library.example'), change('nickname', 'L'))).toEqual([
      'REQUIRED changes.0.value',
      'INVALID changes.1.value',
      'INVALID changes.2.field',
    ]);
    expect(await issues({ field: 'name', value: 'City Library' }, change('id', museum))).toEqual([
      'INVALID changes.0.value',
      'INVALID changes.1.field',
    ]);
    const unreadable = { field: 'name', value: 'City Library' };
    expect(await issues(unreadable, change('nickname', 'L'), change('url', 'ftp://library.example'))).toEqual([
      'INVALID changes.0.value',
      'INVALID changes.2.value',
      'INVALID changes.1.field',
    ]);
    expect(await issues(change('name', 'A'), change('name', 'B'))).toEqual(['DUPLICATE changes.1']);
    const deep = '['.repeat(40_000) + ']'.repeat(40_000);
    expect(await issues({ field: 'name', value: deep })).toEqual(['INVALID changes.0.value']);
    const place = { scheme: 'place', code: 'x'.repeat(400), label: 'X' };
    expect(await issues(change('name', 'A'), change('serviceAreas', [place]))).toEqual([
      'TOO_LONG changes.1.value.0.code',
    ]);
    expect(await issues(change('joinedOn', '2024-02-01'), change('leftOn', '2024-01-01'))).toEqual([
      'DATES_OUT_OF_ORDER changes.1.value',
    ]);
    expect(issuesOf(await attempt([], { reason: ' ' }))).toEqual(['OUT_OF_RANGE changes', 'REQUIRED reason']);
    expect(await fixture.version(library)).toBe(1);
  });

  it('concerns a record that the proposer sees, of a type that an update changes', async () => {
    const hidden = await fixture.organization(here, { name: 'Hidden', visibility: 'RESTRICTED' });
    const name = [change('name', 'X')];
    expect(issuesOf(await attempt(name, { id: hidden }))).toEqual(['NOT_FOUND recordId']);
    expect(issuesOf(await attempt([{ field: 'name', value: 'x' }], { id: hidden, reason: '' }))).toEqual([
      'REQUIRED reason',
      'NOT_FOUND recordId',
    ]);
    expect(issuesOf(await attempt(name, { id: 'museum' }))).toEqual(['INVALID recordId']);
    const proposal = await propose(name);
    expect(issuesOf(await attempt(name, { id: proposal }))).toEqual(['INVALID recordId']);
    const lead = await fixture.create(activityDefinition, { ecosystemId: here, title: 'Camp', leadId: library });
    expect(issuesOf(await attempt([change('leadId', hidden)], { id: lead }))).toEqual(['NOT_FOUND changes.0.value']);
  });

  it('does not disclose whether a record that its proposer cannot see has a unique value', async () => {
    const { id: commonAgendaId, goal } = await fixture.agenda(here);
    await fixture.create(goalDefinition, { commonAgendaId, code: 'G2', title: 'Hidden', visibility: 'RESTRICTED' });
    const code = [change('code', 'G2')];
    expect(issuesOf(await attempt(code, { id: goal }))).toEqual([]);
    for (const by of [steward, backbone]) {
      expect(issuesOf(await attempt(code, { id: goal, by }))).toEqual(['DUPLICATE changes.0.value']);
    }
  });

  it('requires the role CONTRIBUTOR in the ecosystem of the record', async () => {
    const observer = await newPrincipal(database);
    await observer.grant(here, 'OBSERVER', [museum]);
    for (const by of [observer, await newPrincipal(database)])
      await expect(attempt([change('name', 'X')], { by })).rejects.toThrow(ForbiddenError);
  });

  it('is seen by its proposer, by the organization of the record, and by data stewards', async () => {
    const id = await propose([change('name', 'City Library')]);
    const school = await fixture.organization(here, { name: 'School' });
    const other = await newPrincipal(database);
    await other.grant(here, 'CONTRIBUTOR', [school]);
    const list = async (by: TestPrincipal | undefined) => {
      const read = fixture.read(await principal(by).viewer());
      const page = { page: {}, filter: { status: null, recordId: null } };
      const [own, all] = [await read.proposal.proposals(uuidOf(here), page), await read.proposal.proposals(null, page)];
      expect(all.rows.map((row) => row.id)).toEqual(own.rows.map((row) => row.id));
      expect(await own.totalCount()).toBe(own.rows.length);
      return own.rows.map((row) => encodeTypeId('proposal', row.id));
    };
    for (const by of [proposer, owner, steward, backbone]) {
      expect(await seen(id, by)).not.toBeNull();
      expect(await list(by)).toEqual([id]);
    }
    expect(await seen(id, other)).toBeNull();
    expect(await list(other)).toEqual([]);
    expect(await seen(id, anonymous)).toBeNull();
  });

  it('shows no value of a record that its proposer no longer sees', async () => {
    const id = await propose([change('name', 'City Library')]);
    await fixture.update(organizationDefinition, library, { visibility: 'RESTRICTED' });
    expect(await changesSeen(id, proposer)).toBeNull();
    expect((await seen(id, proposer))?.status).toBe('OPEN');
    expect(await changesSeen(id, owner)).toHaveLength(1);
  });

  it('hides a value that names a record that the viewer does not see', async () => {
    const hidden = await fixture.organization(here, { name: 'Hidden', visibility: 'RESTRICTED' });
    const camp = await fixture.create(activityDefinition, { ecosystemId: here, title: 'Camp', leadId: library });
    const id = await propose([change('leadId', hidden), change('title', 'Day camp')], { id: camp, by: backbone });
    expect(await changesSeen(id, owner)).toEqual([
      { field: 'leadId', before: null, after: null, isHidden: true },
      { field: 'title', before: '"Camp"', after: '"Day camp"', isHidden: false },
    ]);
    expect(await changesSeen(id, steward)).toMatchObject([{ before: `"${library}"`, after: `"${hidden}"` }, {}]);
  });

  it('that is accepted changes the record as an update by the owner, and the audit names both', async () => {
    const id = await propose([change('name', 'City Library')]);
    expect(issuesOf(await decide(acceptProposal, id, { by: owner }))).toEqual([]);
    expect(await nameOf(library)).toBe('City Library');
    const accepted = await seen(id, proposer);
    expect(accepted).toMatchObject({ status: 'ACCEPTED', decisionReason: null });
    expect(encodeTypeId('principal', accepted?.decidedById ?? '')).toBe(owner?.id);
    const filter = { recordId: uuidOf(library), action: 'UPDATE' } as const;
    const { rows } = await fixture.read().audit.ofEcosystem(uuidOf(here), { page: {}, filter });
    expect(rows.map(({ actor, reason, changes }) => ({ actor, reason, changes }))).toEqual([
      {
        actor: owner?.id,
        reason: `Accepted ${id} of ${proposer?.id}.`,
        changes: [{ field: 'name', before: '"Library"', after: '"City Library"' }],
      },
    ]);
    const own = { recordId: uuidOf(id), action: 'UPDATE' } as const;
    const decisions = await fixture.read().audit.ofEcosystem(uuidOf(here), { page: {}, filter: own });
    expect(decisions.rows.map(({ actor, reason }) => [actor, reason])).toEqual([[owner?.id, null]]);
    expect(issuesOf(await decide(acceptProposal, id, { by: owner }))).toEqual(['ILLEGAL_TRANSITION id']);
  });

  it('is accepted only by whoever may change the record', async () => {
    const id = await propose([change('name', 'City Library')]);
    for (const by of [proposer, steward]) {
      await expect(decide(acceptProposal, id, { by })).rejects.toThrow(ForbiddenError);
      await expect(decide(refuseProposal, id, { by, reason: 'No.' })).rejects.toThrow(ForbiddenError);
    }
    const school = await fixture.organization(here, { name: 'School' });
    const other = await newPrincipal(database);
    await other.grant(here, 'CONTRIBUTOR', [school]);
    expect(issuesOf(await decide(acceptProposal, id, { by: other }))).toEqual(['NOT_FOUND id']);
    expect(await nameOf(library)).toBe('Library');
    expect(issuesOf(await decide(acceptProposal, id, { by: backbone }))).toEqual([]);
  });

  it('conflicts with a change of the same fields only', async () => {
    const id = await propose([change('name', 'City Library'), change('legalName', 'City Library Trust')]);
    await fixture.update(organizationDefinition, library, { url: 'https://library.example/new' });
    const same = await propose([change('name', 'Town Library')]);
    expect(issuesOf(await decide(acceptProposal, id, { by: owner }))).toEqual([]);
    const outcome = await decide(acceptProposal, same, { by: owner });
    expect(outcome).toMatchObject({
      ok: false,
      issues: [{ code: 'VERSION_CONFLICT', path: ['id'], currentVersion: 3 }],
    });
    expect(await nameOf(library)).toBe('City Library');
    expect((await seen(same, owner))?.status).toBe('OPEN');
  });

  it('is judged again by the rules when it is accepted', async () => {
    const id = await propose([change('joinedOn', '2024-02-01')]);
    await fixture.update(organizationDefinition, library, { leftOn: '2024-01-15' });
    expect(issuesOf(await decide(acceptProposal, id, { by: owner }))).toEqual(['DATES_OUT_OF_ORDER id']);
    expect((await seen(id, owner))?.status).toBe('OPEN');
  });

  it('is refused with a reason that the proposer reads', async () => {
    const id = await propose([change('name', 'City Library')]);
    expect(issuesOf(await decide(refuseProposal, id, { by: owner, reason: ' ' }))).toEqual(['REQUIRED reason']);
    expect(issuesOf(await decide(refuseProposal, id, { by: owner, reason: 'Not yet.' }))).toEqual([]);
    expect(await seen(id, proposer)).toMatchObject({ status: 'REFUSED', decisionReason: 'Not yet.' });
    expect(await nameOf(library)).toBe('Library');
  });

  it('is withdrawn by its proposer only', async () => {
    const id = await propose([change('name', 'City Library')]);
    for (const by of [owner, steward, backbone])
      await expect(decide(withdrawProposal, id, { by })).rejects.toThrow(ForbiddenError);
    expect(issuesOf(await decide(withdrawProposal, id, { by: proposer }))).toEqual([]);
    expect(await seen(id, owner)).toMatchObject({ status: 'WITHDRAWN' });
    expect(issuesOf(await decide(acceptProposal, id, { by: owner }))).toEqual(['ILLEGAL_TRANSITION id']);
  });

  it('cannot be accepted while its record is voided', async () => {
    const camp = await fixture.create(activityDefinition, { ecosystemId: here, title: 'Camp', leadId: library });
    const id = await propose([change('title', 'Day camp')], { id: camp });
    expect(issuesOf(await voidRecord(fixture.writer, { id: camp, reason: 'Twice.' }))).toEqual([]);
    expect(await changesSeen(id, proposer)).toBeNull();
    expect(issuesOf(await decide(acceptProposal, id, { by: backbone }))).toEqual(['VOIDED id']);
    expect(issuesOf(await restoreRecord(fixture.writer, { id: camp, reason: 'It was right.' }))).toEqual([]);
    expect(issuesOf(await decide(acceptProposal, id, { by: owner }))).toEqual([]);
  });

  it('can be voided by the backbone organization', async () => {
    const id = await propose([change('name', 'City Library')]);
    const writer = await principal(backbone).writer();
    expect(issuesOf(await voidRecord(writer, { id, reason: 'Spam.' }))).toEqual([]);
    expect(await seen(id, owner)).toBeNull();
  });

  it('is created once for repeated requests with a key', async () => {
    const writer = await principal(proposer).writer();
    const command = { recordId: library, changes: [change('name', 'X')], reason: 'R', idempotencyKey: 'one' };
    const first = await createProposal(writer, command);
    expect(await createProposal(writer, command)).toEqual(first);
  });

  it('can be about a contact of another organization', async () => {
    const contact = await fixture.create(contactDefinition, { organizationId: library, name: 'Ann Example' });
    const id = await propose([change('email', 'ann@library.example')], { id: contact });
    expect(issuesOf(await decide(acceptProposal, id, { by: owner }))).toEqual([]);
  });
});
