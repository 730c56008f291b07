import type { AnyRecordType } from '@collective-impact/sdk';
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

/** Finds the shortest path, of at most three transitions, after which a new record meets a condition. */
export async function pathTo(
  world: World,
  {
    of,
    create,
    isMet,
  }: { of: AnyRecordType; create: () => Promise<CreatedRecord>; isMet: (id: string) => Promise<boolean> },
): Promise<readonly string[]> {
  const steps = world.stepsOf(of).map(({ name }) => name);
  for (let paths: string[][] = [[]]; (paths[0]?.length ?? 4) <= 3; paths = longer(paths, steps)) {
    for (const path of paths) {
      try {
        const { id } = await afterSteps(world, { record: await create(), path });
        if (await isMet(id)) return path;
      } catch {
        // A transition that is not possible here.
      }
    }
  }
  throw new Error(`No sequence of transitions of a ${of.name} meets the condition.`);
}

/** Runs transitions on a record. */
export async function afterSteps(
  world: World,
  { record, path }: { record: CreatedRecord; path: readonly string[] },
): Promise<CreatedRecord> {
  let latest = record;
  for (const name of path) {
    await preparations[name]?.(world, latest);
    latest = await world.done(name, { ...(await world.input(world.mutation(name))), ...stepOf(latest) });
  }
  return latest;
}

/** Creates a record and runs the transitions of a path on it. */
async function recordAfter(
  world: World,
  { mutation, path, more }: { mutation: Mutation; path: readonly string[]; more: object },
): Promise<CreatedRecord> {
  const record = await afterSteps(world, { record: await world.create(mutation.record.name, more), path });
  await preparations[mutation.name]?.(world, record);
  return record;
}

const stepOf = ({ id, version }: CreatedRecord) => ({ id, expectedVersion: version });

/** The paths with one more of these steps each. */
function longer(paths: readonly string[][], steps: readonly string[]): string[][] {
  return paths.flatMap((path) => steps.filter((name) => !path.includes(name)).map((name) => [...path, name]));
}

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
    paths = longer(paths, steps);
  }
  throw new Error(`No sequence of transitions leads to ${mutation.name}:\n${refusals.join('\n')}`);
}
