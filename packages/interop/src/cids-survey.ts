import { addFacts, noFacts, type ReportFacts } from './indicator/index.ts';
import { factsOf, readReport } from './reporting/index.ts';
import type { CidsNode, NoteTaker, TakenType } from './shared/cids-node.ts';
import { cidsNodes } from './shared/cids-nodes.ts';
import { Fingerprints, shortFingerprint } from './shared/fingerprints.ts';
import { sourceFailure } from './shared/source-failure.ts';
import type { SourceFile } from './shared/source-file.ts';

/** What a first reading of a document finds; its size does not grow with the number of reports that link both ways. */
export interface CidsSurvey {
  definitions: Record<Exclude<TakenType, 'IndicatorReport'>, Map<string, CidsNode>>;
  /** Values that stand by themselves, by their `@id`. */
  measures: Map<string, CidsNode>;
  /** By the link to their indicator, as the reports write it, what they show. */
  facts: Map<string, ReportFacts>;
  /** Reports that name no indicator, and the `@id` of the one that lists them. */
  orphans: Map<string, { facts: ReportFacts; owner?: string }>;
  /** The `@id` of each report, with a fingerprint of the link to its indicator. */
  reports: Fingerprints;
  /** Reports whose `@id` several nodes have. */
  repeated: Set<string>;
}

/** Reads a document for its definitions. Throws a `SourceError` where it has no node of a type that CIDS imports take. */
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
  let taken = 0;
  for await (const batch of cidsNodes(file, { keep: () => false })) {
    for (const node of batch) {
      if (node.type === 'IndicatorReport') surveyReport(node, survey);
      else if (node.type !== undefined) define(node, { ...survey, type: node.type, notes });
      else if (node.named && node.types.includes('Measure')) survey.measures.set(node.key, node);
      else noteOther(node, notes);
      if (node.type !== undefined) taken += 1;
      else types.set(node.label, (types.get(node.label) ?? 0) + 1);
    }
  }
  if (taken === 0) throw notCids(file, types);
  if (survey.orphans.size > 0) await findOwners(file, survey.orphans);
  return survey;
}

const silent: NoteTaker = { repaired: () => undefined, dropped: () => undefined, setAside: () => undefined };

function surveyReport(node: CidsNode, { facts, measures, orphans, reports, repeated }: CidsSurvey): void {
  const shown = factsOf(readReport(node, { measures, notes: silent }));
  const [link] = node.takeLinks('forIndicator', silent);
  if (link === undefined) {
    orphans.set(node.key, { facts: shown });
  } else {
    const known = facts.get(link) ?? noFacts();
    addFacts(known, shown);
    facts.set(link, known);
  }
  if (reports.get(node.key) !== undefined) repeated.add(node.key);
  reports.set(node.key, shortFingerprint(link ?? ''));
}

function define(
  node: CidsNode,
  { definitions, type, notes }: { definitions: CidsSurvey['definitions']; type: TakenType; notes: NoteTaker },
): void {
  if (type === 'IndicatorReport') return;
  const known = definitions[type].get(node.key);
  if (known === undefined) {
    definitions[type].set(node.key, node);
    if (node.named) return;
    const detail = `known by its position, ${node.key}; nothing can link to it`;
    notes.repaired({ kind: `${type} without an @id`, place: node.place, detail });
  } else {
    known.merge(node);
    const detail = `what it says is added to the first node of this @id, in line ${known.place.line}`;
    notes.repaired({ kind: 'repeated @id', place: node.place, detail });
  }
}

function noteOther(node: CidsNode, notes: NoteTaker): void {
  const detail = `not a kind of node that is imported; it has ${node.keys.join(', ') || 'no properties'}`;
  notes.dropped({ kind: node.label, place: node.place, detail });
}

/** Reads the document again for the indicators that list reports which do not name them. */
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
  const found = [...types].slice(0, 5).map(([type, count]) => `${count} × ${type}`);
  return sourceFailure({
    place: { file: file.name },
    found: `this is no CIDS document: it has no Organization, Outcome, Indicator or IndicatorReport (found: ${found.join(', ') || 'no nodes'})`,
    remedy: 'Check that it is the right file, and that its nodes have an "@type" such as "cids:Indicator".',
  });
}
