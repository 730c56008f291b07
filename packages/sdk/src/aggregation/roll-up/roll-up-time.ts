import { divideDecimals, multiplyDecimals } from '../../shared/decimal.ts';
import { type Bounded, bounded, countsPeopleOnce, type PeopleInterval, unionOf } from './roll-up-interval.ts';
import { combinePartials, type PartialFigure } from './roll-up-partial.ts';
import { answeredScale, figureOf, noData, type RollUpRules, ratioOf, unavailable } from './roll-up-pool.ts';

/** What one period comes to. */
export interface TimeStep {
  carried: PartialFigure;
  outcome: Bounded;
}

/** What several steps come to, and what goes on into the next one. */
export interface Brought {
  carried: PartialFigure;
  outcome: Bounded;
}

/**
 * Brings the figures of periods that do not overlap, in their order, together by the version's rule over time. The
 * denominators of a ratio come together by their own rule: a stock is averaged or the latest, a flow is summed; where nobody
 * said, they do not. `isComplete` is false where no figure covers a part of the time that is asked for: then what does not
 * add up is not had (`NOT_ADDITIVE`), and people counted once have no upper end. A step without a figure is left out.
 */
export function aggregationOverTime(
  steps: readonly TimeStep[],
  { rules, isComplete }: { rules: RollUpRules; isComplete: boolean },
): Brought {
  const [only] = steps;
  if (steps.length === 1 && only && isComplete) return only;
  const counted = steps.filter(({ outcome }) => !('reason' in outcome) || outcome.reason !== 'NO_DATA');
  const last = counted.at(-1);
  const carried = combinePartials(steps.map((step) => step.carried));
  if (!last) return { carried, outcome: only?.outcome ?? { ...noData(), interval: null } };
  if (rules.aggregationOverTime === 'LAST') return last;
  const refused = counted.find(({ outcome }) => 'reason' in outcome && outcome.reason === 'SUPPRESSED');
  if (refused) return { carried, outcome: refused.outcome };
  if (countsPeopleOnce(rules, rules.aggregationOverTime))
    return { carried, outcome: peopleOver(counted, { isComplete: isComplete && counted.length === steps.length }) };
  const without = counted.find(({ outcome }) => 'reason' in outcome);
  if (without) return { carried, outcome: { ...without.outcome, interval: null } };
  if (rules.aggregationOverTime === 'NONE') {
    const explanation =
      'its definition brings figures of several periods together in no way, nor does a part stand for the whole';
    return { carried, outcome: { ...unavailable('NOT_ADDITIVE', explanation), interval: null } };
  }
  if (rules.kind === 'RATIO' && rules.aggregationOverTime === 'RATIO') return ratioOverTime(counted, rules);
  return {
    carried,
    outcome: { ...figureOf(carried, { way: rules.aggregationOverTime, version: rules }), interval: null },
  };
}

/** How many people counted once there are in several groups or periods together: people of one can be people of another. */
export function peopleOver(steps: readonly TimeStep[], { isComplete }: { isComplete: boolean }): Bounded {
  const intervals = steps.flatMap(({ outcome }) => intervalOf(outcome) ?? []);
  const interval = unionOf(intervals, { isComplete });
  const without = steps.find(({ outcome }) => intervalOf(outcome) === null);
  if (without || !interval) return { ...(without?.outcome ?? noData()), interval: null };
  return bounded(interval);
}

/** What is known of a number of people: of a figure, itself. */
function intervalOf(outcome: Bounded): PeopleInterval | null {
  if ('figure' in outcome && outcome.figure.value !== null) {
    return { low: outcome.figure.value, high: outcome.figure.value };
  }
  return outcome.interval;
}

function ratioOverTime(steps: readonly TimeStep[], rules: RollUpRules): Brought {
  const carried = combinePartials(steps.map((step) => step.carried));
  const without = (explanation: string): Brought => ({
    carried,
    outcome: { ...unavailable('NOT_ADDITIVE', explanation), interval: null },
  });
  if (carried.parts < carried.figures) {
    return without(
      `shares are pooled by their numerators and denominators: ${carried.figures - carried.parts} of ${carried.figures} figures have none`,
    );
  }
  switch (rules.denominatorOverTime) {
    case 'SUM':
      return { carried, outcome: { ...ratioOf(carried, { version: rules }), interval: null } };
    case 'LAST':
      return withDenominator(carried, { denominator: steps.at(-1)?.carried.denominator ?? '0', rules });
    case 'AVERAGE':
      return averaged(carried, { steps: steps.length, rules });
    default:
      return without('its definition does not say how denominators of several periods come together');
  }
}

function withDenominator(
  sums: PartialFigure,
  { denominator, rules }: { denominator: string; rules: RollUpRules },
): Brought {
  const carried = { ...sums, denominator, parts: sums.figures };
  return { carried, outcome: { ...ratioOf(carried, { version: rules }), interval: null } };
}

/** The mean of the denominators is rounded only where it is shown; the value is one division. */
function averaged(sums: PartialFigure, { steps, rules }: { steps: number; rules: RollUpRules }): Brought {
  const times = { ...sums, numerator: multiplyDecimals(sums.numerator, String(steps)) };
  const pooled = ratioOf(times, { version: rules });
  const mean = (scale: number) => divideDecimals(sums.denominator, { by: String(steps), scale }) ?? '0';
  const carried = { ...sums, denominator: mean(20) };
  if (!('figure' in pooled)) return { carried, outcome: { ...pooled, interval: null } };
  const figure = { ...pooled.figure, numerator: sums.numerator, denominator: mean(answeredScale) };
  return { carried, outcome: { figure, interval: null } };
}
