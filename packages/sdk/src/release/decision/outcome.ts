import type { SetDecision } from './linked/set-decision.ts';
import type { Stage } from './release-context.ts';
import type { DecidedCell, DecidedRow, Reporting } from './rows.ts';

/** Decision of a strategy about its reports. */
export interface Outcome {
  /** The rows that the release includes. */
  rows: DecidedRow[];
  /** The reports that wait for a later release. */
  waiting: Reporting[];
  /** Number of totals that a contributor can narrow. */
  unprotected: number;
}

/** An outcome with the aggregate of the organizations. */
export interface AggregateOutcome extends Outcome {
  aggregate: DecidedCell[];
}

/** The outcome of several strategies, in their order. */
export function mergeOutcomes(...outcomes: readonly Outcome[]): Outcome {
  return {
    rows: outcomes.flatMap(({ rows }) => rows),
    waiting: outcomes.flatMap(({ waiting }) => waiting),
    unprotected: outcomes.reduce((sum, { unprotected }) => sum + unprotected, 0),
  };
}

/** The release includes the rows of a set decision. */
export function included({ rows, unprotected }: SetDecision): Outcome {
  return { rows, waiting: [], unprotected };
}

/** The release includes rows without further decisions. */
export function includedRows(rows: DecidedRow[]): Outcome {
  return { rows, waiting: [], unprotected: 0 };
}

/** Reports wait for a later release. */
export function waiting(rows: readonly Reporting[]): Outcome {
  return {
    rows: [],
    waiting: rows.map(({ organizationId, place }) => ({ organizationId, place })),
    unprotected: 0,
  };
}

/** The stage after an outcome. */
export function stageAfter({ context, decidedRows }: Stage, { rows }: Outcome): Stage {
  return { context, decidedRows: [...decidedRows, ...rows] };
}
