import type { Mutation } from './mutations.ts';
import { preparations } from './particulars.ts';
import type { World } from './world.ts';

type Made = { id: string; version: number };

/** The steps that lead to where a step can be taken, by its mutation; found out once. */
const ways = new Map<string, Promise<readonly string[]>>();

/** A new record to which a mutation can be done. */
export async function prepared(world: World, mutation: Mutation): Promise<Made> {
  if (mutation.kind !== 'STEP') return world.create(mutation.record.name);
  const way = ways.get(mutation.name) ?? findWay(world, mutation);
  ways.set(mutation.name, way);
  return led(world, { mutation, way: await way });
}

/** Leads a new record to where a step can be taken. */
async function led(world: World, { mutation, way }: { mutation: Mutation; way: readonly string[] }): Promise<Made> {
  let record = await world.create(mutation.record.name);
  for (const name of [...way, mutation.name]) {
    await preparations[name]?.(world, record);
    if (name === mutation.name) break;
    record = await world.done(name, { ...(await world.input(world.mutation(name))), ...stepOf(record) });
  }
  return record;
}

const stepOf = ({ id, version }: Made) => ({ id, expectedVersion: version });

/** Tries the shortest ways first: no step before it, one, two, three. */
async function findWay(world: World, mutation: Mutation): Promise<readonly string[]> {
  const steps = world.stepsOf(mutation.record).map(({ name }) => name);
  let ways_: string[][] = [[]];
  const refusals: string[] = [];
  for (let length = 0; length <= 3; length++) {
    for (const way of ways_) {
      try {
        const record = await led(world, { mutation, way });
        await world.done(mutation.name, { ...(await world.input(mutation)), ...stepOf(record) });
        return way;
      } catch (error) {
        refusals.push(`${[...way, mutation.name].join(' > ')}: ${error instanceof Error ? error.message : error}`);
      }
    }
    ways_ = ways_.flatMap((way) => steps.filter((name) => !way.includes(name)).map((name) => [...way, name]));
  }
  throw new Error(`no way leads to ${mutation.name}:\n${refusals.join('\n')}`);
}
