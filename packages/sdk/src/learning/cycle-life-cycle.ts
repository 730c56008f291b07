import { judgeEventDay } from '../shared/dates/event-day.ts';
import { judgeWorkDates } from '../shared/dates/work-dates.ts';
import { day, fields, judgeInput, list, nullable, oneOf, text } from '../shared/input.ts';
import { lifeCycle } from '../shared/life-cycle.ts';
import { accepted, type Issue, type Outcome, refused } from '../shared/outcome.ts';

/** The stages of an improvement cycle, in their order. */
export const cycleStages = ['PLAN', 'DO', 'STUDY', 'ACT'] as const;
/** One of {@link cycleStages}. */
export type CycleStage = (typeof cycleStages)[number];

/** The possible decisions at the end of an improvement cycle. */
export const cycleDecisions = ['ADOPT', 'ADAPT', 'ABANDON'] as const;
/** One of {@link cycleDecisions}. */
export type CycleDecision = (typeof cycleDecisions)[number];

/**
 * The life cycle of an improvement cycle: plan, do, study, act. Stages cannot be skipped or reversed. A further test is a
 * new cycle.
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
const startedCycle = fields<{ stage: CycleStage; endsOn: string | null }>({ stage, endsOn: nullable(day) });
const studiedCycle = fields<{ stage: CycleStage; result: string | null }>({ stage, result: nullable(text) });
const startOfTest = fields<{ startsOn: string | null; today: string }>({ startsOn: nullable(day), today: day });
const endOfTest = fields<{ endsOn: string | null; result: string | null; today: string }>({
  endsOn: nullable(day),
  result: nullable(text),
  today: day,
});
const decisionOfCycle = fields<{ decision: CycleDecision }>({ decision: oneOf(cycleDecisions) });

/**
 * Starts the test, on the given date or else on the planned date. Returns `REQUIRED` without a date or a prediction, and
 * `OUT_OF_RANGE` for a date in the future.
 */
export function startCycle(
  cycle: { stage: CycleStage; prediction: string | null; startsOn: string | null },
  command: { startsOn: string | null; today: string },
): Outcome<{ stage: CycleStage; startsOn: string | null }> {
  const malformed = judgeInput({ cycle, command }, { cycle: plannedCycle, command: startOfTest });
  if (malformed.length > 0) return refused(...malformed);
  const { startsOn, today } = command;
  const changed = transitionCycle(cycle, 'start');
  if (!changed.ok) return changed;
  const state = { ...changed.value, startsOn: startsOn ?? cycle.startsOn };
  const issues: Issue[] = [];
  if (cycle.prediction === null) {
    issues.push({
      code: 'REQUIRED',
      path: ['id'],
      message: 'A prediction is required to start the cycle. Set `prediction` with updateImprovementCycle first.',
    });
  }
  if (state.startsOn === null)
    issues.push(missing('startsOn', '`startsOn` is required to start the test. Set the date on which it started.'));
  else issues.push(...judgeEventDay('startsOn', { on: state.startsOn, today }));
  return issues.length > 0 ? refused(...issues) : accepted(state);
}

/**
 * Ends the test, on the given date or else on the planned date. The result can be recorded now or later. Returns `REQUIRED`
 * without a date, and `OUT_OF_RANGE` for a date in the future.
 */
export function studyCycle(
  cycle: { stage: CycleStage; endsOn: string | null },
  command: { endsOn: string | null; result: string | null; today: string },
): Outcome<{ stage: CycleStage; endsOn: string | null; result: string | null }> {
  const malformed = judgeInput({ cycle, command }, { cycle: startedCycle, command: endOfTest });
  if (malformed.length > 0) return refused(...malformed);
  const { endsOn, result, today } = command;
  const changed = transitionCycle(cycle, 'study');
  if (!changed.ok) return changed;
  const state = { ...changed.value, endsOn: endsOn ?? cycle.endsOn, result };
  const { endsOn: on } = state;
  const issues =
    on === null
      ? [missing('endsOn', '`endsOn` is required to end the test. Set the date on which it ended.')]
      : judgeEventDay('endsOn', { on, today });
  return issues.length > 0 ? refused(...issues) : accepted(state);
}

/** Records the decision of a cycle. Returns `REQUIRED` if the cycle has no result. */
export function decideCycle(
  cycle: { stage: CycleStage; result: string | null },
  command: { decision: CycleDecision },
): Outcome<{ stage: CycleStage; decision: CycleDecision }> {
  const malformed = judgeInput({ cycle, command }, { cycle: studiedCycle, command: decisionOfCycle });
  if (malformed.length > 0) return refused(...malformed);
  const changed = transitionCycle(cycle, 'decide');
  if (!changed.ok) return changed;
  if (cycle.result !== null) return accepted({ ...changed.value, decision: command.decision });
  return refused({
    code: 'REQUIRED',
    path: ['id'],
    message: 'A result is required to decide. Set `result` with updateImprovementCycle first.',
  });
}

/**
 * Checks that the fields can be changed in the stage of the cycle (`IMMUTABLE`). The prediction cannot be changed after the
 * start, and the result cannot be changed after the decision.
 */
export function judgeCycleChange(cycle: { stage: CycleStage }, changed: readonly string[]): Issue[] {
  const malformed = judgeInput({ cycle, changed }, { cycle: cycleOfStage, changed: list(text) });
  if (malformed.length > 0) return malformed;
  const { stage } = cycle;
  return changed.flatMap((field): Issue[] => {
    if (field === 'prediction' && stage !== 'PLAN') {
      return [
        immutable(
          field,
          `\`prediction\` cannot be changed in the stage ${stage}. It can be changed in the stage PLAN only.`,
        ),
      ];
    }
    if (field === 'result' && stage === 'ACT') {
      return [immutable(field, '`result` cannot be changed after the decision. Create a cycle that follows this one.')];
    }
    return [];
  });
}

/**
 * Checks changed dates of a cycle (`OUT_OF_RANGE`). Dates of a test that has started or ended cannot be in the future.
 * Planned dates can.
 */
export function judgeCycleDays(
  cycle: { stage: CycleStage; startsOn: string | null },
  change: { startsOn?: string | null; endsOn?: string | null; today: string },
): Issue[] {
  const malformed = judgeInput({ cycle }, { cycle: datedCycle });
  if (malformed.length > 0) return malformed;
  return judgeWorkDates({ status: testStates[cycle.stage], startsOn: cycle.startsOn }, change);
}

/** The state of the test in each stage. */
const testStates = { PLAN: 'PLANNED', DO: 'ACTIVE', STUDY: 'COMPLETED', ACT: 'COMPLETED' } as const;

function transitionCycle(
  cycle: { stage: CycleStage },
  name: keyof typeof cycleLife.transitions,
): Outcome<{ stage: CycleStage }> {
  const outcome = cycleLife.transition({ status: cycle.stage }, name);
  return outcome.ok ? accepted({ stage: outcome.value.status }) : outcome;
}

function missing(field: string, message: string): Issue {
  return { code: 'REQUIRED', path: [field], message };
}

function immutable(field: string, message: string): Issue {
  return { code: 'IMMUTABLE', path: [field], message };
}
