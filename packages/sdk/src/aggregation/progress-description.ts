import type { FigureInterval } from './roll-up/figure-result.ts';

/** A figure or interval in words. */
export function describeFigure({ low, high }: FigureInterval): string {
  if (low === null) return `at most ${high}`;
  if (high === null) return `at least ${low}`;
  return low === high ? low : `between ${low} and ${high}`;
}

/** Whether a figure is on track, in words. */
export function describeOnTrack(onTrack: boolean | null): string {
  return onTrack === null ? 'it cannot be decided whether this is on track' : onTrack ? 'on track' : 'not on track';
}

/** Whether a target is reached, in words. */
export function describeReached(reached: boolean | null): string {
  return reached === null
    ? 'it cannot be decided whether the target is reached'
    : `the target ${reached ? 'reached' : 'not reached'}`;
}
