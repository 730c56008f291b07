import { createHash } from 'node:crypto';
import { encodeTypeId, type Outcome } from '@collective-impact/sdk';
import {
  type AnyRecordDefinition,
  type AnyTransition,
  createRecord,
  releaseReports,
  transitionRecord,
  type UnitOfWork,
} from '@collective-impact/store';

/** 2023-09-01, when the story begins: the moment that its ids are dated. */
const beginning = Date.UTC(2023, 8, 1);

/** The id of a record of the story, by its kind and the key under which the story speaks of it: the same every time. */
export function idOf(prefix: string, key: string): string {
  return encodeTypeId(prefix, uuidOf(prefix, key));
}

/** A UUID of version 7, dated at the beginning, whose other bits come from the name. */
function uuidOf(prefix: string, key: string): string {
  const hash = createHash('sha256').update(`${prefix}/${key}`).digest('hex');
  const time = beginning.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`;
}

/** Tells a story through the writers: every command is judged as if a user had given it. */
export class Story {
  readonly #unit: UnitOfWork;

  constructor(unit: UnitOfWork) {
    this.#unit = unit;
  }

  /** Creates a record, for everyone to see unless its values say otherwise, and answers its id. */
  async create(definition: AnyRecordDefinition, record: { key: string; values: object }): Promise<string> {
    const { key, values } = record;
    const { prefix } = definition.type;
    const id = uuidOf(prefix, key);
    told(
      await createRecord(this.#unit, { definition, id, values: { visibility: 'PUBLIC', ...values } }),
      `${prefix} ${key}`,
    );
    return idOf(prefix, key);
  }

  /** Takes a record of the story to its next state. */
  async step(transition: AnyTransition, record: { key: string; values?: object }): Promise<void> {
    const { prefix } = transition.definition.type;
    const uuid = uuidOf(prefix, record.key);
    const { entity } = transition.definition;
    const { version }: { version: number } = await this.#unit.em.findOneOrFail(entity, { id: uuid }, { refresh: true });
    const values = { ...record.values, id: idOf(prefix, record.key), expectedVersion: version };
    told(await transitionRecord(this.#unit, { transition, values }), `${transition.name} ${record.key}`);
  }

  /** Publishes what the verified reports of an indicator version say of a period, for everyone to see. */
  async release({ version, period }: { version: string; period: string }): Promise<void> {
    const key = `${version}/${period}`;
    const indicatorVersionId = uuidOf('indicator_version', version);
    told(
      await releaseReports(this.#unit, { id: uuidOf('release', key), indicatorVersionId, period }),
      `release ${key}`,
    );
  }
}

function told(outcome: Outcome<string>, what: string): void {
  if (!outcome.ok) throw new Error(`the story does not keep the rules at ${what}: ${JSON.stringify(outcome.issues)}`);
}
