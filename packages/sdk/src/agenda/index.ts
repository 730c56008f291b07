export { agendaInForce, type DatedAgenda } from './agenda-in-force.ts';
export {
  type AgendaStatus,
  agendaLife,
  agendaStatuses,
  draftAgenda,
  judgeBasis,
  judgeNewGoal,
  judgeProposal,
  judgeProposedOn,
  judgeRatifiedOn,
  judgeSupersededOn,
} from './agenda-life-cycle.ts';
export { reviseAgendaSchema } from './agenda-revision.ts';
export {
  type AgendaSupport,
  agendaSupport,
  agendaSupportOverTime,
  type CountedEndorsement,
  type SupportingOrganization,
  type SupportPoint,
  type SupportRecords,
} from './agenda-support.ts';
export { type CommonAgenda, commonAgenda } from './common-agenda.ts';
export { type Endorsement, endorsement } from './endorsement.ts';
export {
  type EndorsedAgenda,
  judgeEndorsedBeforeLeaving,
  judgeEndorsedBeforeSuperseding,
  judgeEndorsement,
  judgeEndorsementChange,
  withdrawEndorsement,
} from './endorsement-rule.ts';
export { type Goal, goal } from './goal.ts';
export { type Strategy, strategy } from './strategy.ts';
export { strategyKinds } from './strategy-kind.ts';
export {
  type DatedStrategy,
  isIncludedInRevision,
  judgeStrategyChange,
  type StrategyStatus,
  strategyLife,
  strategyStatuses,
  transitionStrategy,
} from './strategy-life-cycle.ts';
export { type Term, term } from './term.ts';
export { termKey, termMatches } from './term-key.ts';
export { judgeTermChange, type TermStatus, termLife, termStatuses, transitionTerm } from './term-life-cycle.ts';
export { agendaTransitionValues } from './transition-values.ts';
