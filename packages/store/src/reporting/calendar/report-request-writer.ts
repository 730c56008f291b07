import { accepted, type Issue, refused } from '@collective-impact/sdk';
import { judgeReportable } from '@collective-impact/sdk/indicator';
import {
  closeReportRequest as close,
  extendReportRequest as extend,
  extendReportRequestValues,
  type PeriodColumns,
  placeReportPeriod,
  reportRequest,
} from '@collective-impact/sdk/reporting';
import { sql } from 'kysely';
import { type LockedVersion, lockVersions } from '../../indicator/index.ts';
import { uuids } from '../../shared/conditions.ts';
import type { RecordDefinition } from '../../shared/record-definition.ts';
import { type TransitionOf, transition } from '../../shared/transition.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import type { ReportingTables } from '../entities.ts';
import { ReportRequestEntity } from './report-request.entity.ts';

/** How requests for reports are stored: one for each version and period, with the canonical code of the period. */
export const reportRequestDefinition: RecordDefinition<typeof reportRequest, typeof ReportRequestEntity> = {
  type: reportRequest,
  entity: ReportRequestEntity,
  onCreate: async (unit, { id, ecosystemId, indicatorVersionIds: ids, period, ...days }) => {
    // Two requests for the same version wait for each other.
    const versions = await lockVersions(unit, { ids, strength: 'no key update' });
    const placed = ids.map((id) => placeVersion(versions.get(id), period));
    const first = placed.find((each) => each.ok);
    const code = first?.ok ? first.value.period : period;
    const issues = [
      ...placed.flatMap((each, at) => (each.ok ? [] : each.issues.map((issue) => ofVersion(issue, at)))),
      ...(await judgeRepeated(unit, { id, ids, period: code })),
      ...reportRequest.judge({ ...days, indicatorVersionIds: ids, period: code, closedOn: null }),
    ];
    return issues.length > 0 ? refused(...issues) : accepted({ ecosystemId, period: code, closedOn: null });
  },
  onRestore: async (unit, { id, indicatorVersionIds: ids, period }) => {
    await lockVersions(unit, { ids, strength: 'no key update' });
    const issues = await judgeRepeated(unit, { id, ids, period });
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  constraints: {},
};

/** The period of a request, if it can be reported for the version. */
function placeVersion(version: LockedVersion | undefined, period: string) {
  if (!version) throw new Error('There is no such indicator version, although its reference was accepted.');
  const placed = placeReportPeriod(period, version);
  if (!placed.ok) return placed;
  const issues = judgeReportable(version, placed.value.periodStart);
  return issues.length > 0 ? refused(...issues) : accepted<PeriodColumns>(placed.value);
}

function ofVersion(issue: Issue, at: number): Issue {
  return { ...issue, path: ['indicatorVersionIds', String(at)] };
}

/** Returns an issue for each version whose reports for the period another request asks for already. */
async function judgeRepeated(
  unit: UnitOfWork,
  { id, ids, period }: { id: string; ids: readonly string[]; period: string },
): Promise<Issue[]> {
  const rows = await unit.rows(
    unit
      .tables<ReportingTables>()
      .selectFrom('report_request')
      .select(sql<string>`unnest("indicator_version_ids")`.as('id'))
      .where('id', '<>', id)
      .where('period', '=', period)
      .where(sql<boolean>`"indicator_version_ids" && ${uuids(ids)}`),
  );
  const requested = new Set(rows.map(({ id }) => id));
  return ids.flatMap((id, at): Issue[] => {
    if (!requested.has(id)) return [];
    const message = 'The reports of this version for this period are requested already. Extend that request instead.';
    return [{ code: 'DUPLICATE', path: ['indicatorVersionIds', String(at)], message }];
  });
}

/** Sets a later due day, and reopens a request that was closed. */
export const extendReportRequest: TransitionOf<typeof reportRequestDefinition, typeof extendReportRequestValues> =
  transition(reportRequestDefinition, {
    name: 'extendReportRequest',
    values: extendReportRequestValues,
    rule: async (unit, { record, values }) =>
      extend(record, { dueOn: values.dueOn, today: await unit.today(record.ecosystemId) }),
  });

/** Closes a request, so that organizations are no longer asked to report. */
export const closeReportRequest: TransitionOf<typeof reportRequestDefinition> = transition(reportRequestDefinition, {
  name: 'closeReportRequest',
  rule: async (unit, { record }) => close(record, await unit.today(record.ecosystemId)),
});
