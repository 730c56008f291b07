import { createHash } from 'node:crypto';
import { encodeTypeId, type Outcome } from '@collective-impact/sdk';
import {
  type AnyRecordDefinition,
  type AnyTransition,
  createPrincipal,
  createRecord,
  type NewPrincipal,
  releaseReports,
  transitionRecord,
  type UnitOfWork,
} from '@collective-impact/store';
import { asOf } from '../as-of.ts';

/** 2023-09-01, the first day of the story. It is the time in the ids. */
const beginning = Date.UTC(2023, 8, 1);

/** The days on which the figures of each school year were published. */
const publicationDays: Record<string, string> = { 'SY2023-24': '2024-09-30', 'SY2024-25': asOf };

/** The id of a record of the story, by its type and key. It is always the same. */
export function idOf(prefix: string, key: string): string {
  return encodeTypeId(prefix, uuidOf(prefix, key));
}

/** A UUID of version 7 with the time of the beginning. Its other bits are a hash of type and key. */
function uuidOf(prefix: string, key: string): string {
  const hash = createHash('sha256').update(`${prefix}/${key}`).digest('hex');
  const time = beginning.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`;
}

/** Creates the records of an example by the writers, with the same rules as mutations. */
export class Story {
  readonly #unit: UnitOfWork;

  constructor(unit: UnitOfWork) {
    this.#unit = unit;
  }

  /** Creates a record and returns its id. It is public unless its values set another visibility. */
  async create(definition: AnyRecordDefinition, record: { key: string; values: object }): Promise<string> {
    const { key, values } = record;
    const { prefix } = definition.type;
    const id = uuidOf(prefix, key);
    this.#forgetWritten();
    requireSuccess(
      await createRecord(this.#unit, { definition, id, values: { visibility: 'PUBLIC', ...values } }),
      `${prefix} ${key}`,
    );
    return idOf(prefix, key);
  }

  /** Creates a principal without a key. */
  async principal(key: string, principal: Omit<NewPrincipal, 'id'>): Promise<void> {
    this.#forgetWritten();
    await createPrincipal(this.#unit, { ...principal, id: uuidOf('principal', key) });
  }

  /** Changes the status of a record. */
  async transition(transition: AnyTransition, record: { key: string; values?: object }): Promise<void> {
    const { prefix } = transition.definition.type;
    const uuid = uuidOf(prefix, record.key);
    const { entity } = transition.definition;
    this.#forgetWritten();
    const { version }: { version: number } = await this.#unit.em.findOneOrFail(entity, { id: uuid });
    const values = { ...record.values, id: idOf(prefix, record.key), expectedVersion: version };
    requireSuccess(await transitionRecord(this.#unit, { transition, values }), `${transition.name} ${record.key}`);
  }

  /** Publishes the verified reports of an indicator version for a school year, on the day of its publication. */
  async release({ version, period }: { version: string; period: string }): Promise<void> {
    const releasedOn = publicationDays[period];
    if (releasedOn === undefined) throw new Error(`The example has no day of publication for ${period}.`);
    const key = `${version}/${period}`;
    const indicatorVersionId = uuidOf('indicator_version', version);
    this.#forgetWritten();
    requireSuccess(
      await releaseReports(this.#unit, { id: uuidOf('release', key), indicatorVersionId, period, releasedOn }),
      `release ${key}`,
    );
  }

  /** Detaches the records that were written: every write compares all those that are attached. */
  #forgetWritten(): void {
    this.#unit.em.clear();
  }
}

function requireSuccess(outcome: Outcome<string>, action: string): void {
  if (!outcome.ok) throw new Error(`The example is not valid at ${action}: ${JSON.stringify(outcome.issues)}`);
}
