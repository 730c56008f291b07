export { cycleCommands } from './cycle-commands.ts';
export {
  type CycleDecision,
  type CycleStage,
  cycleDecisions,
  cycleLife,
  cycleStages,
  decideCycle,
  judgeCycleChange,
  judgeCycleDays,
  startCycle,
  studyCycle,
} from './cycle-life-cycle.ts';
export { type ImprovementCycle, improvementCycle } from './improvement-cycle.ts';
export { type Practice, practice } from './practice.ts';
export { type PracticeAdoption, practiceAdoption } from './practice-adoption.ts';
export { type CountedAdoption, practiceSpread, type SpreadPoint } from './practice-spread.ts';
