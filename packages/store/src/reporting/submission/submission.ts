import { type CreateValuesOf, type Issue, newUuid, type Outcome, parseCommand } from '@collective-impact/sdk';
import { type Cell, indicatorReport, type PeriodColumns, type ReportStatus } from '@collective-impact/sdk/reporting';
import type { LockedVersion } from '../../indicator/index.ts';
import { placeKey } from '../../shared/place-key.ts';
import { withoutNulls } from '../../shared/writing/record-writing.ts';
import { type Reference, resolveIds } from '../../shared/writing/references.ts';

/** A report that existed before the call. */
export interface PresentReport {
  id: string;
  isVoided: boolean;
  status: ReportStatus;
  narrative: string | null;
  /** Number of cells. */
  cells: number;
}

/** The input of a report to submit, with UUIDs as ids. */
type SubmissionValues = CreateValuesOf<typeof indicatorReport>;

/** One report of a call: its input, its version and period, and the stored report if there is one. */
export class Submission {
  /** Index in the list of reports of the call. */
  readonly at: number;
  readonly values: SubmissionValues;
  readonly references: readonly Reference[];
  readonly newId = newUuid();
  readonly version: LockedVersion;
  readonly placed: PeriodColumns;
  present: PresentReport | null = null;
  /** The cells to store. Empty if the input has none; the stored cells are kept then. */
  cells: Cell[] = [];

  constructor(read: ReadSubmission, known: { version: LockedVersion; placed: PeriodColumns }) {
    this.at = read.at;
    this.values = read.values;
    this.references = read.references;
    this.version = known.version;
    this.placed = known.placed;
  }

  get id(): string {
    return this.present?.id ?? this.newId;
  }

  get reporterId(): string {
    return this.values.organizationId ?? this.version.ecosystemId;
  }

  get placeKey(): string {
    return placeKey(this.values.place);
  }

  /** The fields that identify the report: version, reporter, place and period. */
  get place() {
    const { reporterId, placeKey } = this;
    return { indicatorVersionId: this.version.id, reporterId, placeKey, period: this.placed.period };
  }
}

/** The parsed input of one report of a call. */
export interface ReadSubmission {
  at: number;
  values: SubmissionValues;
  references: readonly Reference[];
}

/** Parses one report of a call like a command that creates a report. */
export function readSubmission(at: number, input: object): Outcome<ReadSubmission> {
  const parsed = parseCommand(indicatorReport.createSchema, withoutNulls(input));
  if (!parsed.ok) return parsed;
  const { values, references } = resolveIds(indicatorReport, parsed.value);
  return { ok: true, value: { at, values, references } };
}

/** Prefixes the path of an issue with the list and index of its report in the call. */
export function issueOfCall(at: number, issue: Issue): Issue {
  return { ...issue, path: ['reports', String(at), ...issue.path] };
}
