import type { createSchema } from '@collective-impact/gateway';
import {
  type AnyRecordType,
  decodeTypeId,
  encodeTypeId,
  localProgram,
  recordTypes,
  unwrap,
} from '@collective-impact/sdk';
import { type Database, voidRecord, Writer } from '@collective-impact/store';
import { print } from 'graphql';
import { carryOut, type Mutation, mutationsOf } from '../../bad-input/mutations.ts';
import { particulars } from '../../bad-input/particulars.ts';
import { prepared } from '../../bad-input/prepared.ts';
import { newPrincipal } from '../../bad-input/principals.ts';
import { World } from '../../bad-input/world.ts';

/** A request that a caller with the required role can send with success. */
export interface Call {
  /** Its line in the table of least roles: the name of a mutation, or of a case of it. */
  readonly line: string;
  readonly mutation: string;
  readonly document: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** The type of record that it changes. */
  readonly type: AnyRecordType;
}

/** Mutations of records of any type, by the fields of their payloads. */
const payloads = {
  voidRecord: 'records { id }',
  restoreRecord: 'records { id }',
  withdrawRelease: 'release { id }',
  erasePersonalData: 'erased { id }',
} as const;

const reason = 'Made up for a test';

/** Prepares one call for each line, in an ecosystem of its own. Everything is public that may be. */
export class Calls {
  readonly #mutations: readonly Mutation[];
  readonly #world: World;

  constructor(database: Database, schema: ReturnType<typeof createSchema>) {
    this.#mutations = mutationsOf(schema);
    let count = 0;
    this.#world = new World({
      mutations: this.#mutations,
      particulars,
      carry: (mutation, input) => carryOut(mutation, { schema, database, input }),
      count: () => ++count,
      newPrincipal: () => newPrincipal(database),
    });
  }

  async all(): Promise<Call[]> {
    const calls: Call[] = [];
    for (const mutation of this.#mutations) calls.push(await this.#call(mutation));
    return [...calls, ...(await this.#ofRoles()), ...(await this.#ofProposals()), ...(await this.#ofAnyRecord())];
  }

  /** Creates another ecosystem. Returns its UUID. */
  async anotherEcosystem(): Promise<string> {
    return decodeTypeId('ecosystem', (await this.#world.create('Ecosystem')).id) ?? '';
  }

  /** Creates an organization in an ecosystem (a UUID). Returns its UUID. */
  async organizationIn(ecosystem: string): Promise<string> {
    const { id } = await this.#world.create('Organization', { ecosystemId: encodeTypeId('ecosystem', ecosystem) });
    return decodeTypeId('organization', id) ?? '';
  }

  async #call(mutation: Mutation, changes: { line?: string; of?: object; with?: object } = {}): Promise<Call> {
    const input = { ...(await this.#inputOf(mutation, changes.of)), ...changes.with };
    const { name, record: type } = mutation;
    return { line: changes.line ?? name, mutation: name, document: print(mutation.document), input, type };
  }

  async #inputOf(mutation: Mutation, of?: object): Promise<Record<string, unknown>> {
    const input = await this.#world.input(mutation);
    if (mutation.kind === 'CREATE' || !('id' in mutation.input.getFields())) return input;
    const { id, version } = await prepared(this.#world, mutation, of ?? (await this.#apartFromOthers(mutation)));
    return { ...input, id, ...(mutation.kind === 'OTHER' ? {} : { expectedVersion: version }) };
  }

  /** Values with which a record does not replace the one of another call. Only one version of an indicator is adopted at a time. */
  async #apartFromOthers({ record }: Mutation): Promise<object> {
    return record.name === 'IndicatorVersion' ? { indicatorId: (await this.#world.create('Indicator')).id } : {};
  }

  /** Who grants a role depends on the role. */
  async #ofRoles(): Promise<Call[]> {
    const backbone = { role: 'BACKBONE', organizationIds: [] };
    const named = (name: string) => this.#world.mutation(name);
    return [
      await this.#call(named('createAccessGrant'), { line: 'createAccessGrant of BACKBONE', with: backbone }),
      await this.#call(named('updateAccessGrant'), { line: 'updateAccessGrant to BACKBONE', with: backbone }),
      await this.#call(named('revokeAccessGrant'), { line: 'revokeAccessGrant of BACKBONE', of: backbone }),
      await this.#call(named('createInvitation'), { line: 'createInvitation to BACKBONE', with: backbone }),
      await this.#call(named('updateInvitation'), { line: 'updateInvitation to BACKBONE', of: backbone }),
      await this.#call(named('revokeInvitation'), { line: 'revokeInvitation to BACKBONE', of: backbone }),
    ];
  }

  /** Who decides about a proposal depends on the type of its record: one type for each rule. */
  async #ofProposals(): Promise<Call[]> {
    const calls: Call[] = [];
    for (const name of ['acceptProposal', 'refuseProposal']) {
      for (const type of ['Place', 'Goal']) {
        const { id } = await this.#world.create(type);
        const changes = [{ field: 'sourceUri', value: JSON.stringify(`https://example.org/${name}`) }];
        const of = { recordId: id, changes };
        calls.push(await this.#call(this.#world.mutation(name), { line: `${name} for ${type}`, of }));
      }
    }
    return calls;
  }

  /** Who voids a record depends on its type: one type for each rule. */
  async #ofAnyRecord(): Promise<Call[]> {
    const of = async (mutation: keyof typeof payloads, name: string) => {
      const { id, version } = await this.#world.create(name);
      return this.#ofAnyType(mutation, { line: `${mutation} of ${name}`, type: name, input: { id, reason }, version });
    };
    const release = await this.#world.reference('release');
    const { id: contact } = await this.#world.create('Contact');
    const erasure = { records: [{ id: contact }], reason };
    return [
      ...(await Promise.all(['Goal', 'Place', 'Activity'].map((name) => of('voidRecord', name)))),
      ...(await Promise.all(['Goal', 'Place', 'Activity'].map((name) => of('restoreRecord', name)))),
      this.#ofAnyType('withdrawRelease', { type: 'Release', input: { id: release, expectedVersion: 1, reason } }),
      this.#ofAnyType('erasePersonalData', { type: 'Contact', input: erasure }),
    ];
  }

  #ofAnyType(
    mutation: keyof typeof payloads,
    call: { line?: string; type: string; input: Record<string, unknown>; version?: number },
  ): Call {
    const type = recordTypes.find(({ name }) => name === call.type);
    if (!type) throw new Error(`There is no record type ${call.type}.`);
    const inputType = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const document = `mutation ($input: ${inputType}!) { done: ${mutation}(input: $input) { ${payloads[mutation]} userErrors { code path message } } }`;
    return { line: call.line ?? mutation, mutation, document, input: call.input, type };
  }
}

/** Voids the records that calls restore. */
export async function voidRestored(database: Database, calls: readonly Call[]): Promise<void> {
  const writer = new Writer(database, localProgram);
  for (const { input, mutation } of calls) {
    if (mutation === 'restoreRecord') unwrap(await voidRecord(writer, { id: input.id, reason }));
  }
}
