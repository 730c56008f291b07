import type { ImportedIndicator, ImportItem } from '@collective-impact/sdk/import';
import type { Period } from '@collective-impact/sdk/period';
import { noFacts, type ReportFacts, takeUnit } from '../indicator/index.ts';
import { takePeriod } from '../period/index.ts';
import { sourceUriOf } from '../shared/cids-code.ts';
import type { CidsNode, NoteTaker } from '../shared/cids-node.ts';
import { type CidsValue, takeValue } from './cids-value.ts';

type Observation = Extract<ImportItem, { kind: 'observation' }>;

/** The content of a `cids:IndicatorReport` without its links. */
export interface ReportContent extends CidsValue {
  period: Period | undefined;
  comment: string | undefined;
}

/**
 * Reads a report. Throws a `SourceError` if its value is not a number, a time is not valid, or it ends before it starts.
 *
 * @see https://ontology.commonapproach.org/cids#IndicatorReport
 */
export function readReport(
  node: CidsNode,
  { measures, notes }: { measures: ReadonlyMap<string, CidsNode>; notes: NoteTaker },
): ReportContent {
  const value = takeValue(node, { measures, notes });
  const unit = takeUnit(node, notes);
  return {
    ...value,
    units: unit === undefined ? value.units : [unit, ...value.units],
    period: takePeriod(node, notes),
    comment: node.takeText('hasComment', notes),
  };
}

/** The facts of one report. */
export function factsOf({ period, numbers, words, units }: ReportContent): ReportFacts {
  return {
    ...noFacts(),
    reports: 1,
    frequencies: new Map(period === undefined ? [] : [[period.kind, 1]]),
    hasNumbers: numbers.length > 0,
    hasText: words.length > 0,
    hasFractions: numbers.some((number) => number.includes('.')),
    hasNegatives: numbers.some((number) => number.startsWith('-')),
    unit: units[0],
  };
}

/**
 * Converts a report to an observation of its indicator for an organization (a key, or null for the ecosystem itself).
 * Undefined, with a note, if the report has no period, has several values, or differs from its indicator in unit or
 * length of period.
 */
export function cidsObservation(
  node: CidsNode,
  {
    content,
    indicator,
    organization,
    notes,
  }: {
    content: ReportContent;
    indicator: { key: string; value: ImportedIndicator };
    organization: string | null;
    notes: NoteTaker;
  },
): Observation | undefined {
  const { period, numbers, words, units, comment } = content;
  const { version } = indicator.value;
  const leaveOut = (kind: string, detail: string): undefined => {
    notes.dropped({ kind: `IndicatorReport ${kind}`, place: node.place, detail });
    return undefined;
  };
  if (period === undefined) return leaveOut('without a period', 'startedAtTime or endedAtTime is missing.');
  if (words.length > 0 && version.kind !== 'QUALITATIVE') {
    const detail = `The value is "${words.join('", "')}", but other reports of its indicator have numbers.`;
    return leaveOut('with text as value', detail);
  }
  if (numbers.length + words.length > 1) {
    return leaveOut('with several values', `The values are ${[...numbers, ...words].join(', ')}.`);
  }
  const other = units.find(({ code }) => code !== version.unit.code);
  if (other !== undefined) {
    const detail = `The unit is "${other.label}", but the unit of its indicator is "${version.unit.label}".`;
    return leaveOut('in another unit', detail);
  }
  if (period.kind !== version.frequency) {
    const detail = `${period.code} is a ${period.kind}, but most reports of its indicator are for a ${version.frequency}.`;
    return leaveOut('for another length of period', detail);
  }
  const [value = null] = numbers;
  const [word] = words;
  const isMissing = value === null && word === undefined;
  if (isMissing) {
    const detail = 'The status is set to MISSING.';
    notes.repaired({ kind: 'IndicatorReport without a value', place: node.place, detail });
  }
  return {
    kind: 'observation',
    place: node.place,
    indicator: indicator.key,
    organization,
    period: period.code,
    categories: [],
    value,
    status: isMissing ? 'MISSING' : 'OBSERVED',
    // The value of a qualitative indicator is part of the narrative.
    narrative: [word, comment].filter((text) => text !== undefined).join('\n\n') || undefined,
    sourceUri: sourceUriOf(node.key),
  };
}
