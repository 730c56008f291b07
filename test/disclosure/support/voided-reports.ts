import { Random } from '../../../packages/disclosure/src/testing/index.ts';
import type { Figures, Round } from './scenario/gateway-scenario.ts';

/** Rounds without reports that are added, so that a report can be voided before a release and restored before the next one. */
const addedRounds = 2;

/**
 * The rounds of a scenario, in which some of the reports are voided after a release, and some of the voided ones are restored later.
 * A report that is voided is neither corrected nor voided again before it is restored. They are drawn separately, so that everything
 * else in the scenario is the same without them.
 */
export function withVoidedReports(rounds: readonly Round[], { seed, share }: { seed: number; share: number }): Round[] {
  if (share === 0) return [...rounds];
  const random = new Random(seed + 3_000_003);
  const known = new Set<string>();
  const voided = new Set<string>();
  const more = Array.from({ length: addedRounds }, (): Round => ({ reports: new Map(), closes: [], opens: [] }));
  return [...rounds, ...more].map((round, at) => {
    const restores = [...voided].filter(() => random.chance(0.5));
    for (const name of restores) voided.delete(name);
    const voids = at === 0 ? [] : [...known].filter((name) => !voided.has(name) && random.chance(share));
    for (const name of voids) voided.add(name);
    const reports = new Map<string, Figures>([...round.reports].filter(([name]) => !voided.has(name)));
    for (const name of reports.keys()) known.add(name);
    return { ...round, reports, voids, restores };
  });
}
