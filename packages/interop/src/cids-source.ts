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
 * Reads a document of the Common Impact Data Standard (CIDS): JSON or JSON-LD, a list of nodes, a `@graph` or a single
 * node. Organizations, outcomes (as goals), indicators and their reports are taken, definitions first.
 *
 * What can be understood is taken; whatever was mended, and every node and property that was not taken, is in the
 * notes. The document is read twice, so that reports stream: besides the definitions, memory holds some 20 bytes for
 * each report, and the notes up to their bound. Iterating throws a `SourceError` where the file is no such document, a
 * value is no number, or a report ends before it starts.
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

/** Reads the reports of a document whose definitions are known. */
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

  /** Whether an indicator's list and the report that it lists do not say the same of each other. */
  readonly keep = (listed: string, owner: string | undefined): boolean => {
    const named = this.#survey.reports.get(listed);
    if (named === undefined || owner === undefined) return true;
    return named !== shortFingerprint(owner) && named !== shortFingerprint('');
  };

  /** Notes the reports that an indicator lists and that are not there, or name another. */
  compareList(node: CidsNode): void {
    for (const listed of node.takeLinks('hasIndicatorReport', this.#notes)) {
      if (!this.keep(listed, node.key)) continue;
      const missing = this.#survey.reports.get(listed) === undefined;
      this.#notes.dropped({
        kind: missing ? 'link to a missing node' : 'links that disagree',
        place: node.place,
        detail: missing
          ? `hasIndicatorReport "${listed}": there is no IndicatorReport of this @id in the file`
          : `hasIndicatorReport "${listed}": the report names its indicator otherwise, and that counts`,
      });
    }
  }

  /** The observation of a report; undefined, with a note, where it cannot be taken. */
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

  /** Notes what is left once all reports are read. */
  finish(): void {
    for (const measure of this.#survey.measures.values()) {
      if (measure.asked) measure.noteRest(this.#notes);
      else this.#notes.dropped({ kind: 'Measure', place: measure.place, detail: 'no report has it as its value' });
    }
    for (const { key, node, organization } of this.#definitions.indicators.values()) {
      if (organization === null || this.#withReports.has(key)) continue;
      const detail = `"${organization}": the organization of an indicator is that of its reports, and it has none`;
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
      const detail = 'the same report is in the file already';
      this.#notes.dropped({ kind: 'IndicatorReport repeated', place: node.place, detail });
      return true;
    }
    seen.add(content);
    const detail = 'another report has this @id and says something else; both are taken';
    this.#notes.repaired({ kind: 'repeated @id', place: node.place, detail });
    return false;
  }

  #indicatorOf(node: CidsNode) {
    const { links, indicators } = this.#definitions;
    const notes = this.#notes;
    const [named, ...others] = links.indicators.resolveAll(node, { property: 'forIndicator', notes });
    for (const other of others) {
      const detail = `forIndicator "${other}": a report is about one indicator`;
      notes.dropped({ kind: 'further value of IndicatorReport.forIndicator', place: node.place, detail });
    }
    const owner = named ?? this.#survey.orphans.get(node.key)?.owner;
    const indicator = owner === undefined ? undefined : indicators.get(owner);
    if (indicator === undefined) {
      const detail = 'its indicator is not in the file, or it names none and none lists it';
      notes.dropped({ kind: 'IndicatorReport without an indicator', place: node.place, detail });
    } else if (named === undefined) {
      const detail = `forIndicator is missing; "${indicator.key}" lists it`;
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
      const detail = `forOrganization "${other}": a report comes from one organization`;
      notes.dropped({ kind: 'further value of IndicatorReport.forOrganization', place: node.place, detail });
    }
    if (named !== undefined) return named;
    const detail =
      indicator.organization === null
        ? 'neither it nor its indicator names one: taken as reported by the ecosystem itself'
        : `forOrganization is missing: taken from its indicator, "${indicator.organization}"`;
    notes.repaired({ kind: 'IndicatorReport without an organization', place: node.place, detail });
    return indicator.organization;
  }
}
