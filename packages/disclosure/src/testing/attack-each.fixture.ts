import { writeSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';

/** Whether `npm run test:long` runs, which attacks many more sets and prints its progress. */
export const isLongAttack = process.env.TEST_LONG !== undefined;

/** Sets after which a long attack prints its progress. */
const setsPerLine = 50;

/** The first seeds: few of them, or many in a long attack. Only a long attack includes `slow` seeds. */
export function attackedSeeds({ few, many, slow = [] }: { few: number; many: number; slow?: number[] }): number[] {
  if (isLongAttack) return Array.from({ length: many }, (_, at) => at + 1);
  const first = Array.from({ length: few + slow.length }, (_, at) => at + 1);
  return first.filter((seed) => !slow.includes(seed)).slice(0, few);
}

/**
 * Attacks sets one by one, by their seeds, and returns the results. An attack returns null if there is nothing to attack. A long
 * attack prints each quantity that is narrowed or undecided when it finds it, its progress, and a summary:
 * `crossings: 0 narrowed of 1,000 sets`, or `crossings: 0 narrowed and 2 undecided of 1,000 sets`.
 */
export async function attackEach<Result extends { narrowed: readonly string[]; undecided?: readonly string[] }>({
  title,
  seeds,
  attack,
}: {
  title: string;
  seeds: readonly number[];
  attack: (seed: number) => Result | null | Promise<Result | null>;
}): Promise<Result[]> {
  const results: Result[] = [];
  let narrowed = 0;
  let undecided = 0;
  const state = () => {
    const open = undecided > 0 ? ` and ${undecided.toLocaleString('en')} undecided` : '';
    return `${title}: ${narrowed.toLocaleString('en')} narrowed${open} of ${results.length.toLocaleString('en')} sets`;
  };
  for (const [at, seed] of seeds.entries()) {
    const result = await attack(seed);
    if (result) results.push(result);
    for (const each of result?.narrowed ?? []) print(`${title}: seed ${seed}: ${each}`);
    for (const each of result?.undecided ?? []) print(`${title}: seed ${seed}: undecided: ${each}`);
    narrowed += result?.narrowed.length ?? 0;
    undecided += result?.undecided?.length ?? 0;
    if ((at + 1) % setsPerLine === 0 && at + 1 < seeds.length)
      print(`${state()} so far, ${seeds.length - at - 1} left`);
    // A test runner takes a process that never yields for one that hangs.
    await setImmediate();
  }
  print(state());
  return results;
}

/** Prints a line at once: a test runner would keep it until the test ends. */
function print(line: string): void {
  if (isLongAttack) writeSync(process.stderr.fd, `${line}\n`);
}
