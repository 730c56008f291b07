import { createSchema } from '@collective-impact/gateway';
import {
  type AnyRecordType,
  anonymous,
  decodeTypeId,
  encodeTypeId,
  ForbiddenError,
  localProgram,
  type Outcome,
  recordTypes,
  unwrap,
  type Viewer,
} from '@collective-impact/sdk';
import { notVoidable } from '@collective-impact/sdk/access';
import { createReaders, restoreRecord, revokeAccessGrant, voidRecord, Writer } from '@collective-impact/store';
import { newPrincipal, openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carryOut, mutationsOf } from '../bad-input/mutations.ts';
import { particulars } from '../bad-input/particulars.ts';
import { newPrincipal as newPrincipalId } from '../bad-input/principals.ts';
import { World } from '../bad-input/world.ts';

/*
 * Every type of record of the registry × every caller: a record is voided and restored by those who may change it, and by nobody else.
 * Meanwhile nothing shows it. A record that refers to a voided one is not restored. New types are in the test by existing.
 */

const schema = createSchema();
const reason = 'Made up for a test';

type Callers = Record<string, () => Promise<Viewer>>;
type Row = Record<string, unknown> & { ecosystem_id: string };
/** HELD: the caller may void the record, but its own access grant names it. */
type Result = 'VOIDED' | 'REFUSED' | 'HELD';

/** Types whose new record refers to no record, or only to those that grants, releases or closed records of this world hold. */
const withoutReference = [
  'Organization',
  'Contact',
  'NetworkMembership',
  'Place',
  'CommonAgenda',
  'Goal',
  'Strategy',
  'Term',
  'Indicator',
  'IndicatorVersion',
  'Baseline',
  'Target',
  'LandscapeScan',
  'IndicatorReport',
  'DataQualityRule',
  'Evidence',
  'PopulationFigure',
  'WorkingGroup',
  'CommunicationPlan',
  'ReadinessAssessment',
  'Budget',
  'PolicyAction',
  'Study',
  'Proposal',
];

describe('voiding', () => {
  let database: TestDatabase;
  let world: World;
  const known = new Map<string, Promise<Callers>>();
  const unreferenced: string[] = [];

  const execute = async <Found>(statement: string, values: unknown[] = []): Promise<Found[]> =>
    await database.orm.em.fork().execute(statement, values);
  const program = () => new Writer(database, localProgram);

  beforeAll(async () => {
    database = await openTestDatabase('postgresql');
    let count = 0;
    world = new World({
      mutations: mutationsOf(schema),
      particulars,
      carry: (mutation, input) => carryOut(mutation, { schema, database, input }),
      count: () => ++count,
      newPrincipal: () => newPrincipalId(database),
    });
  });
  afterAll(() => database.close());

  /** The callers of an ecosystem (a TypeID). Some records are of another ecosystem than the first one. */
  async function newCallers(here: string): Promise<Callers> {
    const { id: elsewhere } = await world.create('Ecosystem');
    const { id: organization } = await world.create('Organization', { ecosystemId: here });
    const withRole = async (role: 'OBSERVER' | 'CONTRIBUTOR' | 'STEWARD' | 'BACKBONE', of = here) => {
      const principal = await newPrincipal(database);
      const grant = await principal.grant(of, role, role === 'CONTRIBUTOR' ? [organization] : []);
      return { principal, grant, viewer: () => principal.viewer() };
    };
    const former = await withRole('BACKBONE');
    const revoked = { id: encodeTypeId('access_grant', former.grant), expectedVersion: 1 };
    const callers = {
      anonymous: () => Promise.resolve(anonymous),
      observer: (await withRole('OBSERVER')).viewer,
      'contributor of another organization': (await withRole('CONTRIBUTOR')).viewer,
      'backbone elsewhere': (await withRole('BACKBONE', elsewhere)).viewer,
      'former backbone': former.viewer,
      steward: (await withRole('STEWARD')).viewer,
      backbone: (await withRole('BACKBONE')).viewer,
    };
    unwrap(await program().transition(revokeAccessGrant, revoked));
    return callers;
  }
  const callersOf = ({ ecosystem_id: uuid }: Row) => {
    const of = known.get(uuid) ?? newCallers(encodeTypeId('ecosystem', uuid));
    known.set(uuid, of);
    return of;
  };

  const isCreated = ({ name }: AnyRecordType) => schema.getMutationType()?.getFields()[`create${name}`] !== undefined;
  const newRecord = async (type: AnyRecordType) =>
    isCreated(type) ? (await world.create(type.name)).id : await world.reference(type.prefix);
  const rowOf = async ({ prefix }: AnyRecordType, id: string): Promise<Row> => {
    const [row] = await execute<Row>(`select * from "${prefix}" where "id" = ?`, [decodeTypeId(prefix, id)]);
    if (!row) throw new Error(`There is no ${id}.`);
    return row;
  };
  const columnOf = (field: string) => field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

  /** A contributor for the organizations to which a record belongs. */
  const ownerOf = async (type: AnyRecordType, row: Row) => {
    const owners = type.ownedBy.flatMap((field) => row[field === 'id' ? 'id' : columnOf(`${field}`)] ?? []);
    const principal = await newPrincipal(database);
    const ids = owners.map((id) => encodeTypeId('organization', String(id)));
    if (ids.length > 0) await principal.grant(encodeTypeId('ecosystem', row.ecosystem_id), 'CONTRIBUTOR', ids);
    return { viewer: () => principal.viewer(), owns: ids.length > 0 };
  };

  const attempt = async (work: () => Promise<Outcome<unknown>>): Promise<Result> => {
    try {
      const outcome = await work();
      if (outcome.ok) return 'VOIDED';
      const codes = outcome.issues.map(({ code }) => code);
      if (codes.includes('HAS_DEPENDENTS')) return 'HELD';
      expect(codes).toEqual(['NOT_FOUND']);
    } catch (error) {
      if (!(error instanceof ForbiddenError)) throw error;
    }
    return 'REFUSED';
  };

  /** What shows a record to a caller who sees everything: `node`, and the number of records of the type. */
  const shown = async ({ prefix }: AnyRecordType, id: string) => {
    const readers = createReaders(database.kysely(), localProgram);
    const [counted] = await execute<{ count: number }>(`select count(*)::int as "count" from "${prefix}"`);
    return { node: (await readers.record(prefix, decodeTypeId(prefix, id))) !== null, count: counted?.count ?? 0 };
  };

  it.each(recordTypes.map((type: AnyRecordType) => ({ name: type.name, type })))('$name', async ({ type }) => {
    const id = await newRecord(type);
    const instead = notVoidable[type.prefix];
    if (instead !== undefined) {
      const issues = [{ code: 'IMMUTABLE', message: instead }];
      return expect(await voidRecord(program(), { id, reason })).toMatchObject({ issues });
    }
    const row = await rowOf(type, id);
    const callers = await callersOf(row);
    const before = await shown(type, id);
    const found: Record<string, Result> = {};
    let owns = false;
    // Last, because the grant of the owner of an organization names the organization.
    const owner = async () => {
      const of = await ownerOf(type, row);
      owns = of.owns;
      return of.viewer();
    };
    for (const [name, viewer] of Object.entries({ ...callers, owner })) {
      const writer = new Writer(database, await viewer());
      found[name] = await attempt(() => voidRecord(writer, { id, reason, includeDependents: true }));
      if (found[name] !== 'VOIDED') {
        expect(await shown(type, id), name).toEqual(before);
        continue;
      }
      const gone = await shown(type, id);
      expect([gone.node, gone.count < before.count], name).toEqual([false, true]);
      for (const [other, otherViewer] of Object.entries(callers)) {
        if (['steward', 'backbone'].includes(other)) continue;
        const otherWriter = new Writer(database, await otherViewer());
        expect(await attempt(() => restoreRecord(otherWriter, { id, reason })), other).toBe('REFUSED');
      }
      unwrap(await restoreRecord(writer, { id, reason }));
      expect(await rowOf(type, id)).toEqual(row);
      expect(await shown(type, id), name).toEqual(before);
    }
    const byRole = (isAllowed: boolean): Result => (isAllowed ? 'VOIDED' : 'REFUSED');
    expect(found).toEqual({
      anonymous: 'REFUSED',
      observer: 'REFUSED',
      'contributor of another organization': 'REFUSED',
      'backbone elsewhere': 'REFUSED',
      'former backbone': 'REFUSED',
      steward: byRole(type.managedBy === 'STEWARD'),
      backbone: 'VOIDED',
      owner: type.name === 'Organization' ? 'HELD' : byRole(owns),
    });
    if (!(await conflicts(type, { id, row }))) unreferenced.push(type.name);
    expect(await rowOf(type, id)).toEqual(row);
  });

  /** Restores a record while one to which it refers is voided, in vain. Returns false if it refers to none that can be voided. */
  async function conflicts(type: AnyRecordType, { id, row }: { id: string; row: Row }): Promise<boolean> {
    const targets = type.references.flatMap(({ field, prefix }) =>
      [row[columnOf(field)] ?? []].flat().map((uuid) => encodeTypeId(prefix, String(uuid))),
    );
    for (const target of targets) {
      unwrap(await voidRecord(program(), { id, reason, includeDependents: true }));
      const voided = await voidRecord(program(), { id: target, reason, includeDependents: true });
      if (voided.ok) {
        const message = expect.stringContaining(`First restore ${target}`);
        const issues = [expect.objectContaining({ code: 'VOIDED', path: ['id'], message })];
        expect(await restoreRecord(program(), { id, reason })).toMatchObject({
          issues: expect.arrayContaining(issues),
        });
        unwrap(await restoreRecord(program(), { id: target, reason }));
      }
      unwrap(await restoreRecord(program(), { id, reason }));
      if (voided.ok) return true;
    }
    return false;
  }

  it('has a conflict in every type that refers to a record that can be voided', () => {
    expect(unreferenced).toEqual(withoutReference);
  });
});
