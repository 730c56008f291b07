import type { createSchema } from '@collective-impact/gateway';
import { recordTypes, type Visibility, visibilities } from '@collective-impact/sdk';
import type { Database } from '@collective-impact/store';
import { carryOut, type Mutation, mutationsOf } from '../../bad-input/mutations.ts';
import { particulars } from '../../bad-input/particulars.ts';
import { schemaOf } from '../../bad-input/places.ts';
import { newPrincipal } from '../../bad-input/principals.ts';
import { World } from '../../bad-input/world.ts';

type Schema = ReturnType<typeof createSchema>;

/** Records that do not belong to the ecosystem of those who refer to them. Each world has its own. */
const ecosystemKey = 'ecosystem 0';

/** Figures of no category; the other ones of their types are by category. */
const totals = [
  ['Baseline', { categories: [], disparity: undefined, value: '0.5' }],
  ['Target', { categories: [], disparity: undefined, value: '0.5' }],
  ['DataQualityRule', { categories: [] }],
  ['PopulationFigure', { categories: [] }],
] as const;

/**
 * Creates records of every type through mutations. For each visibility, one record of each type refers to others with the same
 * visibility, and one that is public refers to them. Further ones are hidden and belong to public records.
 *
 * A type whose records no mutation creates fails with its name: add the values to `test/bad-input/particulars.ts`.
 */
export class MatrixWorld {
  readonly #schema: Schema;
  readonly #database: Database;
  readonly #mutations: readonly Mutation[];
  #count = 0;

  constructor(schema: Schema, database: Database) {
    this.#schema = schema;
    this.#database = database;
    this.#mutations = mutationsOf(schema);
  }

  /** Creates an ecosystem that is public, and its records. Returns the id of the ecosystem. */
  async ecosystemWithRecords(): Promise<string> {
    const id = await this.#records('PUBLIC', { alsoPublic: false });
    for (const visibility of visibilities.slice(1)) await this.#records(visibility, { alsoPublic: true, within: id });
    return id;
  }

  /** Creates an ecosystem with one record of each type. */
  async otherEcosystem(): Promise<string> {
    return await this.#records('MEMBERS', { alsoPublic: false });
  }

  async #records(
    visibility: Visibility,
    { alsoPublic, within }: { alsoPublic: boolean; within?: string },
  ): Promise<string> {
    let special: { type: string; visibility: Visibility } | undefined = { type: 'Ecosystem', visibility: 'PUBLIC' };
    const world = new World({
      mutations: this.#mutations,
      particulars,
      carry: (mutation, input) => {
        const wanted = special?.type === mutation.record.name ? special.visibility : visibility;
        return carryOut(mutation, {
          schema: this.#schema,
          database: this.#database,
          input: { ...input, ...visibilityOf(mutation, wanted) },
        });
      },
      count: () => ++this.#count,
      newPrincipal: () => newPrincipal(this.#database),
    });
    const ecosystem = await (within ? world.once(ecosystemKey, async () => within) : world.reference('ecosystem'));
    for (const [at, { name, prefix }] of recordTypes.entries()) {
      special = undefined;
      await world.reference(prefix);
      const isCreated = this.#mutations.some((each) => each.name === `create${name}`);
      if (!isCreated || name === 'Ecosystem') continue;
      const hidden = visibilities[1 + (at % 3)] ?? 'RESTRICTED';
      special = { type: name, visibility: alsoPublic ? 'PUBLIC' : hidden };
      await world.create(name);
    }
    special = undefined;
    for (const [name, total] of totals) await world.create(name, total);
    return ecosystem;
  }
}

/** The visibility for a mutation that has one: the wanted one, or the nearest that records of its type may have. */
function visibilityOf({ record, input }: Mutation, wanted: Visibility): { visibility?: Visibility } {
  if (!('visibility' in input.getFields()) || input.name.startsWith('Update')) return {};
  const schema = schemaOf(record.createSchema, 'visibility');
  const allowed = visibilities.filter((each) => schema?.safeParse(each).success ?? true);
  const visibility = allowed.includes(wanted) ? wanted : allowed[0];
  return visibility === undefined ? {} : { visibility };
}
