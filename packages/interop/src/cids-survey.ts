import { addFacts, noFacts, type ReportFacts } from './indicator/index.ts';
import { factsOf, readReport } from './reporting/index.ts';
import type { CidsNode, ImportedType, NoteTaker } from './shared/cids-node.ts';
import { cidsNodes } from './shared/cids-nodes.ts';
import { Fingerprints, shortFingerprint } from './shared/fingerprints.ts';
import { sourceFailure } from './shared/source-failure.ts';
import type { SourceFile } from './shared/source-file.ts';

/** The result of the first reading of a document. Its size does not grow with the number of reports that name their indicator. */
export interface CidsSurvey {
  definitions: Record<Exclude<ImportedType, 'IndicatorReport'>, Map<string, CidsNode>>;
  /** Measures with an `@id`, by that `@id`. */
  measures: Map<string, CidsNode>;
  /** Facts of the reports, by the link to their indicator as written in the reports. */
  facts: Map<string, ReportFacts>;
  /** Reports that name no indicator, by `@id`. `owner` is the `@id` of the indicator that lists the report. */
  orphans: Map<string, { facts: ReportFacts; owner?: string }>;
  /** The `@id` of each report, with a fingerprint of the link to its indicator. */
  reports: Fingerprints;
  /** `@id`s that several reports have. */
  repeated: Set<string>;
}

/** Reads the definitions of a document. Throws a `SourceError` if the document has no node of an imported type. */
export async function surveyCids(file: SourceFile, notes: NoteTaker): Promise<CidsSurvey> {
  const survey: CidsSurvey = {
    definitions: { Organization: new Map(), Outcome: new Map(), Indicator: new Map() },
    measures: new Map(),
    facts: new Map(),
    orphans: new Map(),
    reports: new Fingerprints(),
    repeated: new Set(),
  };
  const types = new Map<string, number>();
  let importedNodes = 0;
  for await (const batch of cidsNodes(file, { keep: () => false })) {
    for (const node of batch) {
      if (node.type === 'IndicatorReport') surveyReport(node, survey);
      else if (node.type !== undefined) define(node, { ...survey, type: node.type, notes });
      else if (node.hasId && node.types.includes('Measure')) survey.measures.set(node.key, node);
      else noteOther(node, notes);
      if (node.type !== undefined) importedNodes += 1;
      else types.set(node.label, (types.get(node.label) ?? 0) + 1);
    }
  }
  if (importedNodes === 0) throw notCids(file, types);
  if (survey.orphans.size > 0) await findOwners(file, survey.orphans);
  return survey;
}

const silent: NoteTaker = { repaired: () => undefined, dropped: () => undefined, setAside: () => undefined };

function surveyReport(node: CidsNode, { facts, measures, orphans, reports, repeated }: CidsSurvey): void {
  const reportFacts = factsOf(readReport(node, { measures, notes: silent }));
  const [link] = node.takeLinks('forIndicator', silent);
  if (link === undefined) {
    orphans.set(node.key, { facts: reportFacts });
  } else {
    const total = facts.get(link) ?? noFacts();
    addFacts(total, reportFacts);
    facts.set(link, total);
  }
  if (reports.get(node.key) !== undefined) repeated.add(node.key);
  reports.set(node.key, shortFingerprint(link ?? ''));
}

function define(
  node: CidsNode,
  { definitions, type, notes }: { definitions: CidsSurvey['definitions']; type: ImportedType; notes: NoteTaker },
): void {
  if (type === 'IndicatorReport') return;
  const known = definitions[type].get(node.key);
  if (known === undefined) {
    definitions[type].set(node.key, node);
    if (node.hasId) return;
    const detail = `It is imported under its position, ${node.key}. No node can link to it.`;
    notes.repaired({ kind: `${type} without an @id`, place: node.place, detail });
  } else {
    known.merge(node);
    const detail = `Its properties are added to the first node with this @id, in line ${known.place.line}.`;
    notes.repaired({ kind: 'repeated @id', place: node.place, detail });
  }
}

function noteOther(node: CidsNode, notes: NoteTaker): void {
  const detail = `Nodes of this type are not imported. This one has ${node.keys.join(', ') || 'no properties'}.`;
  notes.dropped({ kind: node.label, place: node.place, detail });
}

/** Reads the document again, for the indicators that list reports without a link to an indicator. */
async function findOwners(file: SourceFile, orphans: CidsSurvey['orphans']): Promise<void> {
  for await (const batch of cidsNodes(file, { keep: (listed) => orphans.has(listed) })) {
    for (const node of batch) {
      if (node.type !== 'Indicator') continue;
      for (const listed of node.takeLinks('hasIndicatorReport', silent)) {
        const orphan = orphans.get(listed);
        if (orphan !== undefined) orphan.owner ??= node.key;
      }
    }
  }
}

function notCids(file: SourceFile, types: ReadonlyMap<string, number>) {
  const counts = [...types].slice(0, 5).map(([type, count]) => `${count} × ${type}`);
  return sourceFailure({
    place: { file: file.name },
    fault: `The file has no Organization, Outcome, Indicator or IndicatorReport, but ${counts.join(', ') || 'no nodes at all'}.`,
    remedy: 'Check that it is the right file, and that its nodes have an `@type` such as `cids:Indicator`.',
  });
}
