import { judgeInput } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import type { JudgedCriterion } from './criterion.ts';
import { type EcosystemRecords, noRecords, type RecordKind } from './ecosystem-records.ts';
import { ecosystemRecords } from './ecosystem-records-input.ts';
import { frameworkCode } from './framework-code.ts';
import { type FrameworkCode, frameworks } from './frameworks.ts';

/** Assessment of an ecosystem against a framework. */
export interface Progress {
  framework: FrameworkCode;
  /** Date of the assessment, `YYYY-MM-DD`. */
  on: string;
  /** Each criterion with its result, in the order of the source. */
  criteria: JudgedCriterion[];
}

/**
 * Assesses an ecosystem against a framework, from the given records. Kinds of record that are omitted are taken as empty. An
 * unknown framework and malformed records are rejected as issues.
 *
 * There is no composite score. Each criterion has its own result, explanation and evidence. If there are no records to
 * assess, `met` is null and the explanation names what is missing. The order of the records does not matter.
 *
 * @example
 * const appointment = { id: 'backbone_appointment_1', role: 'LEAD', startedOn: '2023-09-01', functions: [], judgments: [] };
 * const records = { on: '2025-08-31', backboneAppointments: [appointment] };
 * const { criteria } = unwrap(progress('FIVE_CONDITIONS', records));
 * criteria[0].met; // null
 * criteria[0].explanation; // 'No common agenda is recorded.'
 * criteria[0].remedy; // 'Propose a common agenda with goals, and ratify it.'
 * criteria[4].met; // false
 * criteria[4].explanation; // 'There is a lead organization, and 0 of 6 backbone functions are assigned; …'
 * criteria[4].evidence; // ['backbone_appointment_1']
 */
export function progress(
  framework: FrameworkCode,
  input: Pick<EcosystemRecords, 'on'> & Partial<EcosystemRecords>,
): Outcome<Progress> {
  const malformed = judgeInput({ framework, records: input }, { framework: frameworkCode, records: ecosystemRecords });
  if (malformed.length > 0) return refused(...malformed);
  const given = Object.fromEntries(Object.entries(input).filter(([, kind]) => kind !== undefined));
  const records = { ...noRecords, ...given, on: input.on };
  const criteria = frameworks[framework].criteria.map(({ code, title, rule, judge }) => ({
    code,
    title,
    rule,
    ...judge(records),
  }));
  return accepted({ framework, on: records.on, criteria });
}

/** The kinds of record that a framework uses, sorted. */
export function requiredRecordKinds(framework: FrameworkCode): Outcome<RecordKind[]> {
  const malformed = judgeInput({ framework }, { framework: frameworkCode });
  if (malformed.length > 0) return refused(...malformed);
  return accepted([...new Set(frameworks[framework].criteria.flatMap(({ recordKinds }) => recordKinds))].sort());
}
