import { describeOnTrack } from './progress-description.ts';
import type { ProgressFacts } from './progress-facts.ts';
import type { FigureInterval } from './roll-up/figure-result.ts';

/** How a figure was assessed. `isOnTrack` is absent if there is no straight path. */
interface Assessed {
  /** What the values are: `figure`, `difference` or `ratio`. */
  noun: string;
  onTrack?: boolean | null;
  isOnTrack?: (ends: FigureInterval) => boolean | null;
}

/**
 * States that the reporters changed, and how the figure changed among those of both periods. If these alone are not assessed as
 * the figure is, the sentence states it: part of the progress is then a change of reporters. Empty if the reporters did not change.
 */
export function describeTurnover(
  { latest, turnover }: Pick<ProgressFacts, 'latest' | 'turnover'>,
  { noun, onTrack = null, isOnTrack }: Assessed,
): string {
  if (!turnover || !latest) return '';
  const { previousPeriod, reporters, previousValue, value, explanation } = turnover;
  const changed = `The reporters changed since ${previousPeriod}.`;
  if (previousValue === null || value === null)
    return `${changed} No ${noun} can be computed for the reporters of both periods. ${explanation ?? ''}`.trim();
  const verdict = isOnTrack?.({ low: value, high: value });
  const ofBoth = reporters === 1 ? 'For the only reporter of both' : `Among the ${reporters} reporters of both`;
  const among = `${ofBoth} ${previousPeriod} and ${latest.period}, the ${noun} changed from ${previousValue} to ${value}`;
  if (verdict === undefined) return `${changed} ${among}.`;
  const depends = verdict === onTrack ? '' : ' The result depends on the change of reporters.';
  return `${changed} ${among}: ${describeOnTrack(verdict)}.${depends}`;
}
