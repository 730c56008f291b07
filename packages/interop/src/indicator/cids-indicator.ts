import type { Code } from '@collective-impact/sdk';
import type { ImportItem } from '@collective-impact/sdk/import';
import type { IndicatorKind } from '@collective-impact/sdk/indicator';
import { codeOfIri, lastPartOfIri, sourceUriOf } from '../shared/cids-code.ts';
import type { CidsNode, NoteTaker } from '../shared/cids-node.ts';
import { nameOf } from '../shared/cids-text.ts';
import { type ReportFacts, usualFrequency } from './cids-facts.ts';
import { countsPeople, takeUnit } from './cids-unit.ts';

type IndicatorItem = Extract<ImportItem, { kind: 'indicator' }>;

const unspecified: Code = { scheme: 'unit', code: 'unspecified', label: 'Unspecified', uri: null };

/**
 * Converts a `cids:Indicator` to an indicator, with the facts of its reports and its links (`goals` and `definedBy` are
 * keys of nodes).
 *
 * The standard states neither the direction of an indicator nor how its figures add up. The indicator gets the level
 * `PROGRAM`, the direction `INCREASE` and no aggregation, and a note. If its reports have text and no numbers as values, it
 * is `QUALITATIVE`.
 *
 * @see https://ontology.commonapproach.org/cids#Indicator
 */
export function cidsIndicator(
  node: CidsNode,
  {
    facts,
    goals,
    definedBy,
    notes,
  }: {
    facts: ReportFacts;
    goals: string[];
    definedBy: string | null;
    notes: NoteTaker;
  },
): IndicatorItem {
  const repaired = (kind: string, detail: string) => notes.repaired({ kind, place: node.place, detail });
  const givenName = node.takeText('hasName', notes);
  const description = node.takeText('hasDescription', notes);
  const name = nameOf(node, { name: givenName, standIn: description ?? lastPartOfIri(node.key), notes });
  if (description === undefined) {
    repaired('Indicator without a description', 'The definition is set to the name.');
  }
  const stated = takeUnit(node, notes);
  const unit = stated ?? facts.unit ?? unspecified;
  if (stated === undefined) {
    const detail =
      facts.unit === undefined
        ? 'Its reports have no unit either. The unit is set to "Unspecified".'
        : `The unit is set to "${unit.label}", from its reports.`;
    repaired('Indicator without a unit', detail);
  }
  const kind = kindOf(node, { unit, facts });
  const frequency = usualFrequency(facts) ?? 'YEAR';
  const assumed = [`kind ${kind}`, 'level PROGRAM', 'direction INCREASE', 'no aggregation'];
  if (facts.reports === 0) assumed.push(`frequency ${frequency}`);
  repaired('Indicator: assumptions beyond the standard', `Assumed ${assumed.join(', ')}.`);
  return {
    kind: 'indicator',
    key: node.key,
    place: node.place,
    value: {
      code: codeOfIri(node.key),
      name,
      level: 'PROGRAM',
      identifiers: [],
      goals,
      definedBy,
      sourceUri: sourceUriOf(node.key),
      version: {
        definition: description ?? name,
        kind,
        countingUnit: kind === 'COUNT' && countsPeople(unit) ? 'PEOPLE' : 'OTHER',
        unit,
        multiplier: unit.code === 'percent' ? '100' : '1',
        direction: 'INCREASE',
        aggregationAcrossOrganizations: 'NONE',
        aggregationOverTime: 'NONE',
        frequency,
      },
      dimensions: [],
    },
  };
}

function kindOf(node: CidsNode, { unit, facts }: { unit: Code; facts: ReportFacts }): IndicatorKind {
  const [mean, ratio, sum] = ['Mean', 'RatioIndicator', 'Sum'].map((type) => node.takeType(type));
  if (facts.hasText && !facts.hasNumbers) return 'QUALITATIVE';
  if (mean) return 'MEAN';
  if (unit.code === 'percent' || ratio) return 'RATIO';
  // A count is a whole number that is not negative.
  return sum || facts.hasFractions || facts.hasNegatives ? 'AMOUNT' : 'COUNT';
}
