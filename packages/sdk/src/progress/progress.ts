import { judgeInput, oneOf } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import type { JudgedCriterion } from './criterion.ts';
import { type EcosystemRecords, noRecords, type RecordKind } from './ecosystem-records.ts';
import { ecosystemRecords } from './ecosystem-records-input.ts';
import { type FrameworkCode, frameworks } from './frameworks.ts';

const frameworkCode = oneOf(Object.keys(frameworks));

/** Where an ecosystem stands in a framework. */
export interface Progress {
  framework: FrameworkCode;
  /** The day for which was judged, `YYYY-MM-DD`. */
  on: string;
  /** Each criterion with its answer, in the order of the source. */
  criteria: JudgedCriterion[];
}

/**
 * Judges an ecosystem by a framework, from its records as they are given; of a kind that is left out nothing is recorded. A
 * framework that does not exist, or malformed records, are refused.
 *
 * There is no composite score: each criterion answers for itself, says why, and names the records it rests on. Where
 * nothing is recorded that it could be judged by, `met` is null and the explanation says what is missing. The order of
 * the records does not matter.
 *
 * @example
 * const appointment = { id: 'backbone_appointment_1', role: 'LEAD', startedOn: '2023-09-01', functions: [], judgements: [] };
 * const records = { on: '2025-08-31', backboneAppointments: [appointment] };
 * const { criteria } = unwrap(progress('FIVE_CONDITIONS', records));
 * criteria[0]; // { code: 'common-agenda', title: 'Common agenda', met: null, value: null, threshold: null, explanation: 'No common agenda is recorded.', evidence: [] }
 * criteria[4].met; // false
 * criteria[4].explanation; // 'There is a lead organization, and 0 of 6 functions of a backbone are carried; …'
 * criteria[4].evidence; // ['backbone_appointment_1']
 */
export function progress(
  framework: FrameworkCode,
  given: Pick<EcosystemRecords, 'on'> & Partial<EcosystemRecords>,
): Outcome<Progress> {
  const malformed = judgeInput({ framework, records: given }, { framework: frameworkCode, records: ecosystemRecords });
  if (malformed.length > 0) return refused(...malformed);
  const records = { ...noRecords, ...given };
  const criteria = frameworks[framework].criteria.map(({ code, title, judge }) => ({ code, title, ...judge(records) }));
  return accepted({ framework, on: records.on, criteria });
}

/** The kinds of record that a framework looks at: all that has to be given to judge by it. */
export function kindsLookedAt(framework: FrameworkCode): Outcome<RecordKind[]> {
  const malformed = judgeInput({ framework }, { framework: frameworkCode });
  if (malformed.length > 0) return refused(...malformed);
  return accepted([...new Set(frameworks[framework].criteria.flatMap(({ looksAt }) => looksAt))].sort());
}
