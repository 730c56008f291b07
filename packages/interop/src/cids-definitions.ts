import type { ImportedIndicator, ImportItem } from '@collective-impact/sdk/import';
import { cidsOutcome } from './agenda/index.ts';
import type { CidsSurvey } from './cids-survey.ts';
import { cidsOrganization } from './ecosystem/index.ts';
import { addFacts, cidsIndicator, noFacts, type ReportFacts } from './indicator/index.ts';
import { CidsLinks } from './shared/cids-links.ts';
import type { CidsNode, NoteTaker } from './shared/cids-node.ts';

/** The definitions of a document, with the links between them resolved in both directions. */
export interface CidsDefinitions {
  items: ImportItem[];
  /** By the key of the indicator, with the key of the organization that reports it. */
  indicators: Map<string, { key: string; node: CidsNode; value: ImportedIndicator; organization: string | null }>;
  links: { organizations: CidsLinks; indicators: CidsLinks };
}

/** The items of the definitions in a survey. Notes the properties that are not imported. */
export function defineCids({ definitions, facts, orphans }: CidsSurvey, notes: NoteTaker): CidsDefinitions {
  const { Organization: organizations, Outcome: outcomes, Indicator: indicators } = definitions;
  const links = {
    organizations: new CidsLinks('Organization', organizations),
    outcomes: new CidsLinks('Outcome', outcomes),
    indicators: new CidsLinks('Indicator', indicators),
  };
  const items: ImportItem[] = [
    ...[...organizations.values()].map((node) => cidsOrganization(node, notes)),
    ...[...outcomes.values()].map((node) => cidsOutcome(node, notes)),
  ];
  const owners = organizationsOf(definitions, { links, notes });
  const goals = goalsOf(definitions, { links, notes });
  const factsOfIndicators = factsByIndicator({ facts, orphans }, links.indicators);
  const defined: CidsDefinitions['indicators'] = new Map();
  for (const [key, node] of indicators) {
    const [definedBy = null] = links.organizations.resolveAll(node, { property: 'definedBy', notes });
    const item = cidsIndicator(node, {
      facts: factsOfIndicators.get(key) ?? noFacts(),
      goals: goals.get(key) ?? [],
      definedBy,
      notes,
    });
    items.push(item);
    defined.set(key, { key, node, value: item.value, organization: owners.get(key) ?? null });
    // The lists of reports are compared with the reports when those are read.
    node.take('hasIndicatorReport');
  }
  for (const node of [...organizations.values(), ...outcomes.values(), ...indicators.values()]) node.noteRest(notes);
  return { items, indicators: defined, links };
}

interface LinkContext {
  links: Record<'organizations' | 'outcomes' | 'indicators', CidsLinks>;
  notes: NoteTaker;
}

/** The organization of each indicator: the one that the indicator names, otherwise the one that lists the indicator. */
function organizationsOf(
  { Organization: organizations, Indicator: indicators }: CidsSurvey['definitions'],
  { links, notes }: LinkContext,
): Map<string, string> {
  const owners = new Map<string, string>();
  for (const [key, node] of indicators) {
    const [owner, ...others] = links.organizations.resolveAll(node, { property: 'forOrganization', notes });
    if (owner !== undefined) owners.set(key, owner);
    for (const other of others) {
      const detail = `forOrganization "${other}" is ignored, because an indicator has one organization.`;
      notes.dropped({ kind: 'additional value of Indicator.forOrganization', place: node.place, detail });
    }
  }
  for (const [key, node] of organizations) {
    for (const listed of links.indicators.resolveAll(node, { property: 'hasIndicator', notes })) {
      const owner = owners.get(listed);
      if (owner === undefined) {
        owners.set(listed, key);
        const detail = `The indicator "${listed}" names no organization. It is assigned to this one, which lists it.`;
        notes.repaired({ kind: 'missing link', place: node.place, detail });
      } else if (owner !== key) {
        const detail = `hasIndicator "${listed}" is ignored, because the indicator names the organization "${owner}".`;
        notes.dropped({ kind: 'conflicting links', place: node.place, detail });
      }
    }
  }
  return owners;
}

/** The goals of each indicator: the outcomes that it names, and the outcomes that list it. */
function goalsOf(
  { Outcome: outcomes, Indicator: indicators }: CidsSurvey['definitions'],
  { links, notes }: LinkContext,
): Map<string, string[]> {
  const goals = new Map<string, string[]>();
  for (const [key, node] of indicators) {
    goals.set(key, links.outcomes.resolveAll(node, { property: 'forOutcome', notes }));
  }
  for (const [key, node] of outcomes) {
    for (const listed of links.indicators.resolveAll(node, { property: 'hasIndicator', notes })) {
      const linked = goals.get(listed) ?? [];
      if (linked.includes(key)) continue;
      goals.set(listed, [...linked, key]);
      const detail = `The indicator "${listed}" does not name this outcome. It is linked, because the outcome lists it.`;
      notes.repaired({ kind: 'missing link', place: node.place, detail });
    }
  }
  return goals;
}

function factsByIndicator(
  { facts, orphans }: Pick<CidsSurvey, 'facts' | 'orphans'>,
  links: CidsLinks,
): Map<string, ReportFacts> {
  const byIndicator = new Map<string, ReportFacts>();
  const add = (link: string | undefined, reportFacts: ReportFacts): void => {
    const key = link === undefined ? undefined : links.find(link);
    if (key === undefined) return;
    const total = byIndicator.get(key) ?? noFacts();
    addFacts(total, reportFacts);
    byIndicator.set(key, total);
  };
  for (const [link, reportFacts] of facts) add(link, reportFacts);
  for (const { owner, facts: reportFacts } of orphans.values()) add(owner, reportFacts);
  return byIndicator;
}
