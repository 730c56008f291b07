import type { ImportItem, ImportSource } from '@collective-impact/sdk/import';
import { type CidsDefinitions, defineCids } from './cids-definitions.ts';
import { type CidsSurvey, surveyCids } from './cids-survey.ts';
import { cidsObservation, readReport } from './reporting/index.ts';
import type { CidsNode } from './shared/cids-node.ts';
import { cidsNodes } from './shared/cids-nodes.ts';
import { shortFingerprint } from './shared/fingerprints.ts';
import { NoteBook } from './shared/note-book.ts';
import { type SourceFile, sourceFile } from './shared/source-file.ts';

/**
 * Reads a document of the Common Impact Data Standard (CIDS): JSON or JSON-LD with a list of nodes, a `@graph` or a
 * single node. Imports organizations, outcomes (as goals), indicators and their reports, definitions first.
 *
 * The notes list every repair, and every node and property that is not imported. The document is read twice, so that
 * reports stream: memory contains the definitions, about 20 bytes for each report, and a bounded number of notes.
 * Iterating throws a `SourceError` if the file is not a CIDS document, a value is not a number, or a report ends before
 * it starts.
 *
 * @see https://www.commonapproach.org/common-impact-data-standard/
 */
export function cidsSource({ file }: { file: string | SourceFile }): ImportSource {
  const notes = new NoteBook();
  return { items: cidsItems(sourceFile(file), notes), notes: notes.notes, repeated: 'set-aside' };
}

async function* cidsItems(file: SourceFile, notes: NoteBook): AsyncGenerator<ImportItem> {
  const survey = await surveyCids(file, notes);
  const definitions = defineCids(survey, notes);
  yield* definitions.items;
  const reports = new ReportReader({ survey, definitions, notes });
  const { keep } = reports;
  for await (const batch of cidsNodes(file, { keep })) {
    for (const node of batch) {
      if (node.type === 'Indicator') reports.compareList(node);
      const observation = node.type === 'IndicatorReport' ? reports.read(node) : undefined;
      if (observation !== undefined) yield observation;
    }
  }
  reports.finish();
}

type Observation = Extract<ImportItem, { kind: 'observation' }>;

/** Reads the reports of a document, after its definitions. */
class ReportReader {
  readonly #survey: CidsSurvey;
  readonly #definitions: CidsDefinitions;
  readonly #notes: NoteBook;
  readonly #withReports = new Set<string>();
  readonly #seen = new Map<string, Set<string>>();

  constructor({ survey, definitions, notes }: { survey: CidsSurvey; definitions: CidsDefinitions; notes: NoteBook }) {
    this.#survey = survey;
    this.#definitions = definitions;
    this.#notes = notes;
  }

  /** Whether an indicator may list a report that is missing or that names another indicator. */
  readonly keep = (listed: string, owner: string | undefined): boolean => {
    const fingerprint = this.#survey.reports.get(listed);
    if (fingerprint === undefined || owner === undefined) return true;
    return fingerprint !== shortFingerprint(owner) && fingerprint !== shortFingerprint('');
  };

  /** Notes each report that an indicator lists if it is missing or names another indicator. */
  compareList(node: CidsNode): void {
    for (const listed of node.takeLinks('hasIndicatorReport', this.#notes)) {
      if (!this.keep(listed, node.key)) continue;
      const isMissing = this.#survey.reports.get(listed) === undefined;
      this.#notes.dropped({
        kind: isMissing ? 'link to a missing node' : 'conflicting links',
        place: node.place,
        detail: isMissing
          ? `hasIndicatorReport "${listed}" is ignored, because the file has no IndicatorReport with this @id.`
          : `hasIndicatorReport "${listed}" is ignored, because the report names another indicator.`,
      });
    }
  }

  /** The observation of a report. Undefined, with a note, if the report cannot be imported. */
  read(node: CidsNode): Observation | undefined {
    if (this.#isRepetition(node)) return undefined;
    const indicator = this.#indicatorOf(node);
    if (indicator === undefined) return undefined;
    const content = readReport(node, { measures: this.#survey.measures, notes: this.#notes });
    const organization = this.#organizationOf(node, indicator);
    const observation = cidsObservation(node, { content, indicator, organization, notes: this.#notes });
    if (observation === undefined) return undefined;
    node.noteRest(this.#notes);
    this.#withReports.add(indicator.key);
    return observation;
  }

  /** Adds the notes on measures and indicators without reports, after the last report. */
  finish(): void {
    for (const measure of this.#survey.measures.values()) {
      if (measure.isUsed) measure.noteRest(this.#notes);
      else this.#notes.dropped({ kind: 'Measure', place: measure.place, detail: 'It is not the value of any report.' });
    }
    for (const { key, node, organization } of this.#definitions.indicators.values()) {
      if (organization === null || this.#withReports.has(key)) continue;
      const detail = `forOrganization "${organization}" is ignored, because the indicator has no reports.`;
      this.#notes.dropped({ kind: 'Indicator.forOrganization', place: node.place, detail });
    }
  }

  #isRepetition(node: CidsNode): boolean {
    if (!this.#survey.repeated.has(node.key)) return false;
    const seen = this.#seen.get(node.key);
    const { content } = node;
    if (seen === undefined) {
      this.#seen.set(node.key, new Set([content]));
      return false;
    }
    if (seen.has(content)) {
      const detail = 'An identical report appears earlier in the file.';
      this.#notes.dropped({ kind: 'repeated IndicatorReport', place: node.place, detail });
      return true;
    }
    seen.add(content);
    const detail = 'Another report has the same @id and different content. Both are imported.';
    this.#notes.repaired({ kind: 'repeated @id', place: node.place, detail });
    return false;
  }

  #indicatorOf(node: CidsNode) {
    const { links, indicators } = this.#definitions;
    const notes = this.#notes;
    const [named, ...others] = links.indicators.resolveAll(node, { property: 'forIndicator', notes });
    for (const other of others) {
      const detail = `forIndicator "${other}" is ignored, because a report has one indicator.`;
      notes.dropped({ kind: 'additional value of IndicatorReport.forIndicator', place: node.place, detail });
    }
    const owner = named ?? this.#survey.orphans.get(node.key)?.owner;
    const indicator = owner === undefined ? undefined : indicators.get(owner);
    if (indicator === undefined) {
      const detail = 'The report has no link to an indicator of the file, and no indicator lists it.';
      notes.dropped({ kind: 'IndicatorReport without an indicator', place: node.place, detail });
    } else if (named === undefined) {
      const detail = `forIndicator is missing. It is set to "${indicator.key}", which lists the report.`;
      notes.repaired({ kind: 'missing link', place: node.place, detail });
    }
    return indicator;
  }

  #organizationOf(node: CidsNode, indicator: { key: string; organization: string | null }): string | null {
    const notes = this.#notes;
    const [named, ...others] = this.#definitions.links.organizations.resolveAll(node, {
      property: 'forOrganization',
      notes,
    });
    for (const other of others) {
      const detail = `forOrganization "${other}" is ignored, because a report has one organization.`;
      notes.dropped({ kind: 'additional value of IndicatorReport.forOrganization', place: node.place, detail });
    }
    if (named !== undefined) return named;
    const detail =
      indicator.organization === null
        ? 'Neither the report nor its indicator names an organization. The ecosystem itself is the reporter.'
        : `forOrganization is missing. It is set to "${indicator.organization}", the organization of the indicator.`;
    notes.repaired({ kind: 'IndicatorReport without an organization', place: node.place, detail });
    return indicator.organization;
  }
}
