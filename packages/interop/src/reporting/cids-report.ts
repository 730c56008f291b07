import type { ImportedIndicator, ImportItem } from '@collective-impact/sdk/import';
import type { Period } from '@collective-impact/sdk/period';
import { noFacts, type ReportFacts, takeUnit } from '../indicator/index.ts';
import { takePeriod } from '../period/index.ts';
import { sourceUriOf } from '../shared/cids-code.ts';
import type { CidsNode, NoteTaker } from '../shared/cids-node.ts';
import { type CidsValue, takeValue } from './cids-value.ts';

type Observation = Extract<ImportItem, { kind: 'observation' }>;

/** What a `cids:IndicatorReport` says by itself, apart from its links. */
export interface ReportContent extends CidsValue {
  period: Period | undefined;
  comment: string | undefined;
}

/**
 * Reads a report. Throws a `SourceError` where its value is no number, a time is none, or it ends before it starts.
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

/** What one report shows of its indicator. */
export function factsOf({ period, numbers, words, units }: ReportContent): ReportFacts {
  return {
    ...noFacts(),
    reports: 1,
    frequencies: new Map(period === undefined ? [] : [[period.kind, 1]]),
    numeric: numbers.length > 0,
    wordy: words.length > 0,
    fractional: numbers.some((number) => number.includes('.')),
    negative: numbers.some((number) => number.startsWith('-')),
    unit: units[0],
  };
}

/**
 * The observation that a report makes of its indicator for an organization (a key, or null for the ecosystem itself);
 * undefined, with a note, where it has no period, several values, or another unit or length of period than its
 * indicator.
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
  if (period === undefined) return leaveOut('without a period', 'startedAtTime or endedAtTime is missing');
  const qualitative = version.kind === 'QUALITATIVE';
  if (words.length > 0 && !qualitative) {
    return leaveOut('with words for a value', `"${words.join('", "')}"; other reports of its indicator have numbers`);
  }
  if (numbers.length + words.length > 1) return leaveOut('with several values', [...numbers, ...words].join(', '));
  const other = units.find(({ code }) => code !== version.unit.code);
  if (other !== undefined) {
    return leaveOut('in another unit', `"${other.label}"; its indicator is in "${version.unit.label}"`);
  }
  if (period.kind !== version.frequency) {
    const detail = `${period.code} is a ${period.kind}; most reports of its indicator are for a ${version.frequency}`;
    return leaveOut('for another length of period', detail);
  }
  const [value = null] = numbers;
  const [word] = words;
  const missing = value === null && word === undefined;
  if (missing) {
    notes.repaired({ kind: 'IndicatorReport without a value', place: node.place, detail: 'taken as MISSING' });
  }
  return {
    kind: 'observation',
    place: node.place,
    indicator: indicator.key,
    organization,
    period: period.code,
    categories: [],
    value,
    status: missing ? 'MISSING' : 'OBSERVED',
    // What a qualitative indicator reports is said in the narrative.
    narrative: [word, comment].filter((text) => text !== undefined).join('\n\n') || undefined,
    sourceUri: sourceUriOf(node.key),
  };
}
