import type { Random } from '../../../packages/disclosure/src/testing/index.ts';
import type { Entry, EntryBounds, Figures, ScenarioKind } from './scenario/gateway-scenario.ts';

/** Kinds of figures that a source can publish as bounds. */
const boundedKinds: readonly ScenarioKind[] = ['COUNT', 'PERCENT'];

/** Replaces some figures of one reporter by bounds, as sources publish them. Most are below a number or between two. */
export function withBounds(
  figures: Figures,
  { random, kind, share, threshold }: { random: Random; kind: ScenarioKind; share: number; threshold: number },
): Figures {
  if (share === 0 || !boundedKinds.includes(kind)) return figures;
  const ofReporter = random.chance(0.3) ? 0.6 : share;
  return new Map(
    [...figures].map(([key, entry]): [string, Entry] => {
      const isCell = entry.status === 'OBSERVED' && !key.includes('+');
      const isBounded = isCell && random.chance(key === '' ? share / 3 : ofReporter);
      if (!isBounded) return [key, entry];
      const bounds = kind === 'COUNT' ? boundsOfCount(entry, { random, threshold }) : boundsOfPercentage(entry, random);
      return [key, bounds ? { ...entry, bounds } : entry];
    }),
  );
}

function boundsOfCount(
  { people: [count = 0] }: Entry,
  { random, threshold }: { random: Random; threshold: number },
): EntryBounds {
  const width = random.one([5, threshold, threshold, 2 * threshold]);
  const lowest = Math.floor(count / width) * width;
  return random.one(
    [
      { lowest: null, highest: lowest + width - 1 },
      { lowest: Math.max(lowest, Math.min(1, count)), highest: lowest + width - 1 },
      { lowest, highest: lowest + width - 1 },
      { lowest: Math.max(1, lowest), highest: null },
    ].filter((each) => (each.lowest ?? 0) <= count) as [EntryBounds, ...EntryBounds[]],
  );
}

/** Bounds of a percentage in steps of ten. Null if the figure is about nobody. */
function boundsOfPercentage({ people: [counted = 0, others = 0] }: Entry, random: Random): EntryBounds | null {
  const all = counted + others;
  if (all === 0) return null;
  const tens = Math.min(90, Math.floor((10 * counted) / all) * 10);
  return random.one([
    { lowest: tens, highest: tens === 90 ? null : tens + 10 },
    { lowest: null, highest: tens + 10 },
    { lowest: tens === 0 ? null : tens, highest: tens === 0 ? 10 : null },
  ]);
}
