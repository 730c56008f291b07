import { encodeTypeId, type Issue, unwrap } from '@collective-impact/sdk';
import { completeCell, judgeReportable } from '@collective-impact/sdk/indicator';
import {
  indicatorReport,
  judgeCells,
  judgeFindings,
  judgeRepeated,
  judgeReportChange,
  judgeSubmission,
  placeReportPeriod,
  submissionKey,
} from '@collective-impact/sdk/reporting';
import { type LoadedDimension, type LockedVersion, loadDimensions, lockVersions } from '../../indicator/index.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import { authorize } from '../../shared/writing/authorize.ts';
import { findReferenced, judgeReferenced } from '../../shared/writing/references.ts';
import { findingsOf } from '../data-quality/quality-figures.ts';
import { issueOfCall, type ReadSubmission, readSubmission, Submission } from './submission.ts';
import { figuresForSubmissions } from './submission-figures.ts';
import { presentReports } from './submission-rows.ts';

/** The reports of one call. Each is checked separately, and rejected reports are removed from the batch. */
export class SubmissionBatch {
  readonly #unit: UnitOfWork;
  readonly #inputs: readonly object[];
  readonly #issues: Issue[][];
  #submissions: Submission[] = [];

  constructor(unit: UnitOfWork, inputs: readonly object[]) {
    this.#unit = unit;
    this.#inputs = inputs;
    this.#issues = inputs.map(() => []);
  }

  /** The reports without issues so far, in the order of the call. */
  get accepted(): readonly Submission[] {
    return this.#submissions;
  }

  /** The result of each report, in the order of the call. */
  get outcomes(): { id: string | null; issues: Issue[] }[] {
    const ids = new Map(this.#submissions.map(({ at, id }) => [at, id]));
    return this.#issues.map((issues, at) => ({ id: ids.get(at) ?? null, issues }));
  }

  /** Rejects a report with its issues. */
  reject(submission: { at: number }, issues: readonly Issue[]): void {
    this.#addIssues(submission.at, issues);
    this.#submissions = this.#submissions.filter(({ at }) => at !== submission.at);
  }

  /** Checks every report, in stages: reports rejected in one stage are not checked in the next. */
  async judge(): Promise<void> {
    const read = this.#inputs.flatMap((input, at) => {
      const outcome = readSubmission(at, input);
      if (!outcome.ok) this.#addIssues(at, outcome.issues);
      return outcome.ok ? [outcome.value] : [];
    });
    const versions = await this.#versionsOf(read);
    this.#submissions = read.flatMap((submission) => this.#place(submission, versions));
    this.#rejectRepeated();
    await this.#judgeChange();
    await this.#judgeCells();
    await this.#judgeQuality();
  }

  /** Locks the versions of the reports, and rejects reports whose references do not exist. */
  async #versionsOf(read: ReadSubmission[]): Promise<ReadonlyMap<string, LockedVersion>> {
    const ecosystems = await findReferenced(
      this.#unit,
      read.flatMap(({ references }) => references),
    );
    for (const { at, values, references } of read) {
      const ecosystemId = ecosystems.get(values.indicatorVersionId) ?? null;
      this.#addIssues(at, judgeReferenced(references, { ecosystems, ecosystemId }));
    }
    const ids = [...new Set(read.map(({ values }) => values.indicatorVersionId))].filter((id) => ecosystems.has(id));
    return lockVersions(this.#unit, { ids, strength: 'share' });
  }

  #place(read: ReadSubmission, versions: ReadonlyMap<string, LockedVersion>): Submission[] {
    const version = versions.get(read.values.indicatorVersionId);
    if (!version || this.#isRejected(read.at)) return [];
    const { ecosystemId } = version;
    authorize(this.#unit.viewer, { type: indicatorReport, ecosystemId, states: [read.values], byOwner: true });
    const placed = placeReportPeriod(read.values.period, version);
    if (!placed.ok) this.#addIssues(read.at, placed.issues);
    return placed.ok ? [new Submission(read, { version, placed: placed.value })] : [];
  }

  #rejectRepeated(): void {
    const first = new Map<string, number>();
    for (const { at, place } of this.#submissions) {
      const key = submissionKey(place);
      this.#addIssues(at, judgeRepeated(first.get(key)));
      if (!first.has(key)) first.set(key, at);
    }
    this.#removeRejected();
  }

  /** Checks that a stored report accepts changes, and that a new report can be created. */
  async #judgeChange(): Promise<void> {
    const present = await presentReports(this.#unit, this.#submissions);
    for (const submission of this.#submissions) {
      const { at, version, placed } = submission;
      submission.present = present.get(submissionKey(submission.place)) ?? null;
      const voided = submission.present?.isVoided ? [voidedReport(submission.present.id)] : null;
      const issues = submission.present
        ? (voided ?? judgeReportChange(submission.present).map((issue) => ({ ...issue, path: ['period'] })))
        : judgeReportable(version, placed.periodStart);
      this.#addIssues(at, issues);
    }
    this.#removeRejected();
  }

  async #judgeCells(): Promise<void> {
    const dimensions = new Map<string, LoadedDimension[]>();
    for (const id of new Set(this.#submissions.map(({ version }) => version.id))) {
      dimensions.set(id, await loadDimensions(this.#unit, id));
    }
    for (const submission of this.#submissions) {
      const { at, version, values, present } = submission;
      const { cells } = values;
      const content = {
        kind: version.kind,
        narrative: values.narrative ?? present?.narrative ?? null,
        cells: cells.length > 0 ? cells.length : (present?.cells ?? 0),
      };
      this.#addIssues(at, judgeSubmission(content));
      this.#addIssues(at, judgeCells({ cells, version, dimensions: dimensions.get(version.id) ?? [] }));
      submission.cells = cells.map((cell) => unwrap(completeCell(cell, version)));
    }
    this.#removeRejected();
  }

  async #judgeQuality(): Promise<void> {
    const figures = await figuresForSubmissions(this.#unit, this.#submissions);
    for (const { at, cells } of this.#submissions) {
      const compared = figures.get(at) ?? [];
      if (cells.length > 0) this.#addIssues(at, judgeFindings(findingsOf(compared, cells)));
      else
        this.#addIssues(
          at,
          judgeFindings(findingsOf(compared)).map((issue) => ({ ...issue, path: ['cells'] })),
        );
    }
    this.#removeRejected();
  }

  #addIssues(at: number, issues: readonly Issue[]): void {
    this.#issues[at]?.push(...issues.map((issue) => issueOfCall(at, issue)));
  }

  #isRejected(at: number): boolean {
    return (this.#issues[at] ?? []).length > 0;
  }

  #removeRejected(): void {
    this.#submissions = this.#submissions.filter(({ at }) => !this.#isRejected(at));
  }
}

/** The issue of a report that replaces none, because a voided one has its place. */
function voidedReport(id: string): Issue {
  const message = `The report of this reporter, place and period is voided. Restore it with restoreRecord (\`id\`: ${encodeTypeId('indicator_report', id)}), then send it again.`;
  return { code: 'VOIDED', path: ['period'], message };
}
