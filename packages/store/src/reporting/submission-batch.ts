import type { Issue } from '@collective-impact/sdk';
import { completeCell, judgeReportable } from '@collective-impact/sdk/indicator';
import {
  judgeCells,
  judgeFindings,
  judgeRepeated,
  judgeReportChange,
  judgeSubmission,
  placeReportPeriod,
  submissionKey,
} from '@collective-impact/sdk/reporting';
import { type LoadedDimension, type LockedVersion, loadDimensions, lockVersions } from '../indicator/index.ts';
import { findReferenced, judgeReferenced } from '../shared/references.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { findingsOf } from './quality-figures.ts';
import { issueOfCall, type ReadSubmission, readSubmission, Submission } from './submission.ts';
import { figuresForSubmissions } from './submission-figures.ts';
import { presentReports } from './submission-rows.ts';

/** The reports of one call. Each is judged separately, and rejected reports are removed from the batch. */
export class SubmissionBatch {
  readonly #unit: UnitOfWork;
  readonly #given: readonly object[];
  readonly #issues: Issue[][];
  #submissions: Submission[] = [];

  constructor(unit: UnitOfWork, given: readonly object[]) {
    this.#unit = unit;
    this.#given = given;
    this.#issues = given.map(() => []);
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
  refuse(submission: { at: number }, issues: readonly Issue[]): void {
    this.#tell(submission.at, issues);
    this.#submissions = this.#submissions.filter(({ at }) => at !== submission.at);
  }

  async judge(): Promise<void> {
    const read = this.#given.flatMap((given, at) => {
      const outcome = readSubmission(at, given);
      if (!outcome.ok) this.#tell(at, outcome.issues);
      return outcome.ok ? [outcome.value] : [];
    });
    const versions = await this.#versionsOf(read);
    this.#submissions = read.flatMap((each) => this.#place(each, versions));
    this.#refuseRepeated();
    await this.#judgePresent();
    await this.#judgeCells();
    await this.#judgeQuality();
  }

  /** Locks the versions of the reports, and rejects reports whose references do not exist. */
  async #versionsOf(read: ReadSubmission[]): Promise<ReadonlyMap<string, LockedVersion>> {
    const found = await findReferenced(
      this.#unit,
      read.flatMap(({ references }) => references),
    );
    for (const { at, values, references } of read) {
      const ecosystemId = found.get(values.indicatorVersionId) ?? null;
      this.#tell(at, judgeReferenced(references, { ecosystems: found, ecosystemId }));
    }
    const ids = [...new Set(read.map(({ values }) => values.indicatorVersionId))].filter((id) => found.has(id));
    return lockVersions(this.#unit, { ids, strength: 'share' });
  }

  #place(read: ReadSubmission, versions: ReadonlyMap<string, LockedVersion>): Submission[] {
    const version = versions.get(read.values.indicatorVersionId);
    if (!version || this.#isRefused(read.at)) return [];
    const placed = placeReportPeriod(read.values.period, version);
    if (!placed.ok) this.#tell(read.at, placed.issues);
    return placed.ok ? [new Submission(read, { version, placed: placed.value })] : [];
  }

  #refuseRepeated(): void {
    const first = new Map<string, number>();
    for (const { at, place } of this.#submissions) {
      const key = submissionKey(place);
      this.#tell(at, judgeRepeated(first.get(key)));
      if (!first.has(key)) first.set(key, at);
    }
    this.#dropRefused();
  }

  /** Whether a report can be changed, where it is there, and else created. */
  async #judgePresent(): Promise<void> {
    const present = await presentReports(this.#unit, this.#submissions);
    for (const submission of this.#submissions) {
      const { at, version, placed } = submission;
      submission.present = present.get(submissionKey(submission.place)) ?? null;
      const issues = submission.present
        ? judgeReportChange(submission.present).map((issue) => ({ ...issue, path: ['period'] }))
        : judgeReportable(version, placed.periodStart);
      this.#tell(at, issues);
    }
    this.#dropRefused();
  }

  async #judgeCells(): Promise<void> {
    const dimensions = new Map<string, LoadedDimension[]>();
    for (const id of new Set(this.#submissions.map(({ version }) => version.id))) {
      dimensions.set(id, await loadDimensions(this.#unit, id));
    }
    for (const submission of this.#submissions) {
      const { at, version, values, present } = submission;
      const { cells } = values;
      const said = {
        kind: version.kind,
        narrative: values.narrative ?? present?.narrative ?? null,
        cells: cells.length > 0 ? cells.length : (present?.cells ?? 0),
      };
      this.#tell(at, judgeSubmission(said));
      this.#tell(at, judgeCells({ cells, version, dimensions: dimensions.get(version.id) ?? [] }));
      submission.cells = cells.map((cell) => completeCell(cell, version));
    }
    this.#dropRefused();
  }

  async #judgeQuality(): Promise<void> {
    const figures = await figuresForSubmissions(this.#unit, this.#submissions);
    for (const { at, cells } of this.#submissions) {
      const own = figures.get(at) ?? [];
      if (cells.length > 0) this.#tell(at, judgeFindings(findingsOf(own, cells)));
      else
        this.#tell(
          at,
          judgeFindings(findingsOf(own)).map((issue) => ({ ...issue, path: ['cells'] })),
        );
    }
    this.#dropRefused();
  }

  #tell(at: number, issues: readonly Issue[]): void {
    this.#issues[at]?.push(...issues.map((issue) => issueOfCall(at, issue)));
  }

  #isRefused(at: number): boolean {
    return (this.#issues[at] ?? []).length > 0;
  }

  #dropRefused(): void {
    this.#submissions = this.#submissions.filter(({ at }) => !this.#isRefused(at));
  }
}
