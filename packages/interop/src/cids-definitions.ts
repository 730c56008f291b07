import type { ImportedIndicator, ImportItem } from '@collective-impact/sdk/import';
import { cidsOutcome } from './agenda/index.ts';
import type { CidsSurvey } from './cids-survey.ts';
import { cidsOrganization } from './ecosystem/index.ts';
import { addFacts, cidsIndicator, noFacts, type ReportFacts } from './indicator/index.ts';
import { CidsLinks } from './shared/cids-links.ts';
import type { CidsNode, NoteTaker } from './shared/cids-node.ts';

/** The definitions of a document with the links between them followed, from whichever side they are written. */
export interface CidsDefinitions {
  items: ImportItem[];
  /** By the key of the indicator, with the key of the organization whose it is. */
  indicators: Map<string, { key: string; node: CidsNode; value: ImportedIndicator; organization: string | null }>;
  links: { organizations: CidsLinks; indicators: CidsLinks };
}

/** Makes items of the definitions that a survey found, and notes what of them is not taken. */
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
  const shown = factsByIndicator({ facts, orphans }, links.indicators);
  const defined: CidsDefinitions['indicators'] = new Map();
  for (const [key, node] of indicators) {
    const [definedBy = null] = links.organizations.resolveAll(node, { property: 'definedBy', notes });
    const item = cidsIndicator(node, {
      facts: shown.get(key) ?? noFacts(),
      goals: goals.get(key) ?? [],
      definedBy,
      notes,
    });
    items.push(item);
    defined.set(key, { key, node, value: item.value, organization: owners.get(key) ?? null });
    // The lists of reports are compared with what the reports themselves say when those are read.
    node.take('hasIndicatorReport');
  }
  for (const node of [...organizations.values(), ...outcomes.values(), ...indicators.values()]) node.noteRest(notes);
  return { items, indicators: defined, links };
}

interface Following {
  links: Record<'organizations' | 'outcomes' | 'indicators', CidsLinks>;
  notes: NoteTaker;
}

/** Whose each indicator is: the organization that it names, else the one that lists it. */
function organizationsOf(
  { Organization: organizations, Indicator: indicators }: CidsSurvey['definitions'],
  { links, notes }: Following,
): Map<string, string> {
  const owners = new Map<string, string>();
  for (const [key, node] of indicators) {
    const [owner, ...others] = links.organizations.resolveAll(node, { property: 'forOrganization', notes });
    if (owner !== undefined) owners.set(key, owner);
    for (const other of others) {
      const detail = `forOrganization "${other}": an indicator's reports come from one organization`;
      notes.dropped({ kind: 'further value of Indicator.forOrganization', place: node.place, detail });
    }
  }
  for (const [key, node] of organizations) {
    for (const listed of links.indicators.resolveAll(node, { property: 'hasIndicator', notes })) {
      const owner = owners.get(listed);
      if (owner === undefined) {
        owners.set(listed, key);
        const detail = `"${listed}" names no organization and is listed by this one`;
        notes.repaired({ kind: 'missing link', place: node.place, detail });
      } else if (owner !== key) {
        const detail = `hasIndicator "${listed}": the indicator names the organization "${owner}"`;
        notes.dropped({ kind: 'links that disagree', place: node.place, detail });
      }
    }
  }
  return owners;
}

/** The goals that each indicator serves: the outcomes that it names, and those that list it. */
function goalsOf(
  { Outcome: outcomes, Indicator: indicators }: CidsSurvey['definitions'],
  { links, notes }: Following,
): Map<string, string[]> {
  const goals = new Map<string, string[]>();
  for (const [key, node] of indicators) {
    goals.set(key, links.outcomes.resolveAll(node, { property: 'forOutcome', notes }));
  }
  for (const [key, node] of outcomes) {
    for (const listed of links.indicators.resolveAll(node, { property: 'hasIndicator', notes })) {
      const served = goals.get(listed) ?? [];
      if (served.includes(key)) continue;
      goals.set(listed, [...served, key]);
      const detail = `"${listed}" does not name this outcome and is listed by it`;
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
  const add = (link: string | undefined, shown: ReportFacts): void => {
    const key = link === undefined ? undefined : links.find(link);
    if (key === undefined) return;
    const known = byIndicator.get(key) ?? noFacts();
    addFacts(known, shown);
    byIndicator.set(key, known);
  };
  for (const [link, shown] of facts) add(link, shown);
  for (const { owner, facts: shown } of orphans.values()) add(owner, shown);
  return byIndicator;
}
