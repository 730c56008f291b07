import type { Mutation } from './mutations.ts';
import { preparations } from './particulars.ts';
import type { World } from './world.ts';

type CreatedRecord = { id: string; version: number };

/** For each transition, the transitions that must run before it. Each list is determined once. */
const knownPaths = new Map<string, Promise<readonly string[]>>();

/** Creates a record on which the mutation can run. `more` are values of the record. */
export async function prepared(world: World, mutation: Mutation, more: object = {}): Promise<CreatedRecord> {
  if (mutation.kind !== 'STEP') return world.create(mutation.record.name, more);
  const path = knownPaths.get(mutation.name) ?? findPath(world, mutation);
  knownPaths.set(mutation.name, path);
  return recordAfter(world, { mutation, path: await path, more });
}

/** Creates a record and runs the transitions of a path on it. */
async function recordAfter(
  world: World,
  { mutation, path, more }: { mutation: Mutation; path: readonly string[]; more: object },
): Promise<CreatedRecord> {
  let record = await world.create(mutation.record.name, more);
  for (const name of [...path, mutation.name]) {
    await preparations[name]?.(world, record);
    if (name === mutation.name) break;
    record = await world.done(name, { ...(await world.input(world.mutation(name))), ...stepOf(record) });
  }
  return record;
}

const stepOf = ({ id, version }: CreatedRecord) => ({ id, expectedVersion: version });

/** Finds the shortest path to a transition: tries no transition before it, then one, two and three. */
async function findPath(world: World, mutation: Mutation): Promise<readonly string[]> {
  const steps = world.stepsOf(mutation.record).map(({ name }) => name);
  let paths: string[][] = [[]];
  const refusals: string[] = [];
  for (let length = 0; length <= 3; length++) {
    for (const path of paths) {
      try {
        const record = await recordAfter(world, { mutation, path, more: {} });
        await world.done(mutation.name, { ...(await world.input(mutation)), ...stepOf(record) });
        return path;
      } catch (error) {
        refusals.push(`${[...path, mutation.name].join(' > ')}: ${error instanceof Error ? error.message : error}`);
      }
    }
    paths = paths.flatMap((path) => steps.filter((name) => !path.includes(name)).map((name) => [...path, name]));
  }
  throw new Error(`No sequence of transitions leads to ${mutation.name}:\n${refusals.join('\n')}`);
}
