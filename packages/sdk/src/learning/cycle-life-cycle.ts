import { judgeDayOfStep } from '../shared/day-of-step.ts';
import { day, fields, judgeInput, list, nullable, oneOf, text } from '../shared/input.ts';
import { lifeCycle } from '../shared/life-cycle.ts';
import { judgeLivedDays } from '../shared/lived-days.ts';
import { accepted, type Issue, type Outcome, refused } from '../shared/outcome.ts';

/** The stages of an improvement cycle, in their order. */
export const cycleStages = ['PLAN', 'DO', 'STUDY', 'ACT'] as const;
/** One of {@link cycleStages}. */
export type CycleStage = (typeof cycleStages)[number];

/** The decisions that can follow from an improvement cycle. */
export const cycleDecisions = ['ADOPT', 'ADAPT', 'ABANDON'] as const;
/** One of {@link cycleDecisions}. */
export type CycleDecision = (typeof cycleDecisions)[number];

/**
 * The life of an improvement cycle: it is planned, then tried, then what came of it is studied, then something is decided.
 * No step is left out, and none is taken back: what is learned next is a next cycle.
 *
 * @see Langley, Moen, Nolan, Nolan, Norman & Provost 2009, The Improvement Guide: plan, do, study, act
 */
export const cycleLife = lifeCycle({
  noun: 'improvement cycle',
  statuses: cycleStages,
  transitions: {
    start: { done: 'started', from: ['PLAN'], to: 'DO' },
    study: { done: 'studied', from: ['DO'], to: 'STUDY' },
    decide: { done: 'decided', from: ['STUDY'], to: 'ACT' },
  },
});

const stage = oneOf(cycleStages);
const cycleOfStage = fields<{ stage: CycleStage }>({ stage });
const datedCycle = fields<{ stage: CycleStage; startsOn: string | null }>({ stage, startsOn: nullable(day) });
const plannedCycle = fields<{ stage: CycleStage; prediction: string | null; startsOn: string | null }>({
  stage,
  prediction: nullable(text),
  startsOn: nullable(day),
});
const triedCycle = fields<{ stage: CycleStage; endsOn: string | null }>({ stage, endsOn: nullable(day) });
const studiedCycle = fields<{ stage: CycleStage; result: string | null }>({ stage, result: nullable(text) });
const startOfTrial = fields<{ startsOn: string | null; today: string }>({ startsOn: nullable(day), today: day });
const endOfTrial = fields<{ endsOn: string | null; result: string | null; today: string }>({
  endsOn: nullable(day),
  result: nullable(text),
  today: day,
});
const decided = fields<{ decision: CycleDecision }>({ decision: oneOf(cycleDecisions) });

/**
 * Begins to try what was planned, on a day: the one given, or the one that was planned. Without a day or without a
 * prediction it is `REQUIRED`: what was not predicted cannot be compared with what came. A day that is still to come is
 * `OUT_OF_RANGE`, also where it was planned.
 */
export function startCycle(
  cycle: { stage: CycleStage; prediction: string | null; startsOn: string | null },
  taken: { startsOn: string | null; today: string },
): Outcome<{ stage: CycleStage; startsOn: string | null }> {
  const malformed = judgeInput({ cycle, taken }, { cycle: plannedCycle, taken: startOfTrial });
  if (malformed.length > 0) return refused(...malformed);
  const { startsOn, today } = taken;
  const changed = transitionCycle(cycle, 'start');
  if (!changed.ok) return changed;
  const state = { ...changed.value, startsOn: startsOn ?? cycle.startsOn };
  const issues: Issue[] = [];
  if (cycle.prediction === null) {
    issues.push({ code: 'REQUIRED', path: ['id'], message: 'a cycle is started with a prediction: say it first' });
  }
  if (state.startsOn === null) issues.push(missing('startsOn', 'say on which day it started'));
  else issues.push(...judgeDayOfStep('startsOn', { on: state.startsOn, today }));
  return issues.length > 0 ? refused(...issues) : accepted(state);
}

/**
 * Ends the trial, on the day given or planned, to study what came of it: the result, or a later one. Without a day it is
 * `REQUIRED`, on one that is still to come `OUT_OF_RANGE`.
 */
export function studyCycle(
  cycle: { stage: CycleStage; endsOn: string | null },
  taken: { endsOn: string | null; result: string | null; today: string },
): Outcome<{ stage: CycleStage; endsOn: string | null; result: string | null }> {
  const malformed = judgeInput({ cycle, taken }, { cycle: triedCycle, taken: endOfTrial });
  if (malformed.length > 0) return refused(...malformed);
  const { endsOn, result, today } = taken;
  const changed = transitionCycle(cycle, 'study');
  if (!changed.ok) return changed;
  const state = { ...changed.value, endsOn: endsOn ?? cycle.endsOn, result };
  const { endsOn: on } = state;
  const issues =
    on === null ? [missing('endsOn', 'say on which day the trial ended')] : judgeDayOfStep('endsOn', { on, today });
  return issues.length > 0 ? refused(...issues) : accepted(state);
}

/** Decides what follows from a cycle whose result is told; without one it is `REQUIRED`. */
export function decideCycle(
  cycle: { stage: CycleStage; result: string | null },
  taken: { decision: CycleDecision },
): Outcome<{ stage: CycleStage; decision: CycleDecision }> {
  const malformed = judgeInput({ cycle, taken }, { cycle: studiedCycle, taken: decided });
  if (malformed.length > 0) return refused(...malformed);
  const changed = transitionCycle(cycle, 'decide');
  if (!changed.ok) return changed;
  if (cycle.result !== null) return accepted({ ...changed.value, decision: taken.decision });
  return refused({ code: 'REQUIRED', path: ['id'], message: 'a cycle is decided by its result: say it first' });
}

/**
 * What is wrong with giving these fields of a cycle another value, `IMMUTABLE`: a prediction is made before the trial, so
 * it stands once the cycle is started; and what was decided stands on the result that there was.
 */
export function judgeCycleChange(cycle: { stage: CycleStage }, changed: readonly string[]): Issue[] {
  const malformed = judgeInput({ cycle, changed }, { cycle: cycleOfStage, changed: list(text) });
  if (malformed.length > 0) return malformed;
  const { stage } = cycle;
  return changed.flatMap((field): Issue[] => {
    if (field === 'prediction' && stage !== 'PLAN') {
      return [immutable(field, `this cycle is in ${stage}: its prediction stands as it was when it started`)];
    }
    if (field === 'result' && stage === 'ACT') {
      return [immutable(field, 'this cycle was decided by its result: begin a next one that follows it')];
    }
    return [];
  });
}

/**
 * What is wrong with giving the days of a cycle another value: once the trial has begun and ended, they are none to come,
 * `OUT_OF_RANGE`. Those of a plan can be any.
 */
export function judgeCycleDays(
  cycle: { stage: CycleStage; startsOn: string | null },
  change: { startsOn?: string | null; endsOn?: string | null; today: string },
): Issue[] {
  const malformed = judgeInput({ cycle }, { cycle: datedCycle });
  if (malformed.length > 0) return malformed;
  return judgeLivedDays({ status: comeTo[cycle.stage], startsOn: cycle.startsOn }, change);
}

/** How far the trial has come in each stage. */
const comeTo = { PLAN: 'PLANNED', DO: 'ACTIVE', STUDY: 'COMPLETED', ACT: 'COMPLETED' } as const;

function transitionCycle(
  cycle: { stage: CycleStage },
  name: keyof typeof cycleLife.transitions,
): Outcome<{ stage: CycleStage }> {
  const taken = cycleLife.transition({ status: cycle.stage }, name);
  return taken.ok ? accepted({ stage: taken.value.status }) : taken;
}

function missing(field: string, message: string): Issue {
  return { code: 'REQUIRED', path: [field], message };
}

function immutable(field: string, message: string): Issue {
  return { code: 'IMMUTABLE', path: [field], message };
}
