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
 * The indicator that a `cids:Indicator` describes, with what its reports show of it (`facts`) and its links (`goals`
 * and `definedBy`, keys of nodes).
 *
 * The standard says neither which way an indicator should move nor how its figures add up. It is taken as one of an
 * activity that should increase and does not add up, and a note says so. Where its reports have words for values and no
 * number, it is `QUALITATIVE`.
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
    repaired('Indicator without a description', 'its name stands in for the definition');
  }
  const stated = takeUnit(node, notes);
  const unit = stated ?? facts.unit ?? unspecified;
  if (stated === undefined) {
    const detail = facts.unit === undefined ? 'its reports state none either' : `its reports state "${unit.label}"`;
    repaired('Indicator without a unit', detail);
  }
  const kind = kindOf(node, { unit, facts });
  const frequency = usualFrequency(facts) ?? 'YEAR';
  const silent = [`kind ${kind}`, 'level PROGRAM', 'direction INCREASE', 'figures do not add up'];
  if (facts.reports === 0) silent.push(`frequency ${frequency}`);
  repaired('Indicator: assumed what the standard does not say', silent.join(', '));
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
  if (facts.wordy && !facts.numeric) return 'QUALITATIVE';
  if (mean) return 'MEAN';
  if (unit.code === 'percent' || ratio) return 'RATIO';
  // A count is a whole number from zero.
  return sum || facts.fractional || facts.negative ? 'AMOUNT' : 'COUNT';
}
