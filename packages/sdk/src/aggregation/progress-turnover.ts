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
 * the figure is, the sentence states it: part of the progress is then a change of reporters. The same applies if only the places of
 * the reporters changed. Empty if neither did.
 */
export function describeTurnover(
  { latest, turnover }: Pick<ProgressFacts, 'latest' | 'turnover'>,
  { noun, onTrack = null, isOnTrack }: Assessed,
): string {
  if (!turnover || !latest) return '';
  const { previousPeriod, reporters, previousValue, value, explanation, isOfPlaces = false } = turnover;
  const exact = turnover.exactValue ?? value;
  const changing = isOfPlaces ? 'places of the reporters' : 'reporters';
  const changed = `The ${changing} changed since ${previousPeriod}.`;
  if (previousValue === null || value === null)
    return `${changed} No ${noun} can be computed for the reporters of both periods. ${explanation ?? ''}`.trim();
  const verdict = isOnTrack?.({ low: exact, high: exact });
  const ofBoth = reporters === 1 ? 'For the only reporter of both' : `Among the ${reporters} reporters of both`;
  const inPlaces = isOfPlaces ? ' in the places of both' : '';
  const among = `${ofBoth} ${previousPeriod} and ${latest.period}${inPlaces}, the ${noun} changed from ${previousValue} to ${value}`;
  if (verdict === undefined) return `${changed} ${among}.`;
  const depends =
    verdict === onTrack ? '' : ` The result depends on the change of ${isOfPlaces ? 'places' : 'reporters'}.`;
  return `${changed} ${among}: ${describeOnTrack(verdict)}.${depends}`;
}
