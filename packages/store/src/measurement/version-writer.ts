import {
  accepted,
  draftVersion,
  type IndicatorVersionStatus,
  type Issue,
  indicatorVersion,
  isOpenToChange,
  judgeRedefinition,
  judgeVersionChange,
  refused,
  stepVersion,
  type versionSteps,
} from '@collective-impact/sdk';
import { LockMode } from '@mikro-orm/core';
import { sql } from 'kysely';
import { changedFields } from '../shared/changed-fields.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { Transition } from '../shared/writer.ts';
import type { Writing, WrittenRecord } from '../shared/writing.ts';
import { loadDimensions } from './breakdown-writer.ts';
import { IndicatorVersionEntity } from './indicator-version.entity.ts';
import { loadReferenceFigures } from './reference-figures.ts';
import { lockVersion } from './version-lock.ts';

type VersionRecord = WrittenRecord & { indicatorId: string; status: IndicatorVersionStatus };

/** Fields on which it depends whether baselines and targets fit a version. */
const redefining = ['kind', 'counts', 'multiplier', 'denominatorOverCategories', 'frequency'];

/** How indicator versions are written: numbered in the order in which they come, and fixed once adopted. */
export const indicatorVersionWriting: Writing = {
  type: indicatorVersion,
  entity: IndicatorVersionEntity,
  onCreate: async (unit, { indicatorId }) => {
    // Two who add a version at once take turns, and the second sees the first one's number.
    await unit.rows(sql`select 1 from "indicator" where "id" = ${indicatorId}::uuid for no key update`);
    const [latest] = await unit.rows<{ number: number }>(
      sql`select "number" from "indicator_version" where "indicator_id" = ${indicatorId}::uuid order by "number" desc limit 1`,
    );
    return accepted(draftVersion(latest));
  },
  onUpdate: async (unit, { record, changes }) => {
    const version = record as VersionRecord;
    const fields = changedFields(record, changes);
    const issues = judgeVersionChange(version, fields);
    if (isOpenToChange(version) && fields.some((field) => redefining.includes(field))) {
      issues.push(...(await judgeOwnFigures(unit, { id: version.id, changes })));
    }
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  constraints: {
    indicator_version_one_adopted: {
      path: ['id'],
      message: 'another version was adopted at the same moment: read again which one is in force, and decide anew',
    },
  },
};

/** Puts a draft up for discussion. */
export const discussIndicatorVersion = transition('discussIndicatorVersion', 'discuss');

/** Adopts a version: from now on it is reported for, and never changes. The one that was adopted until then is retired. */
export const adoptIndicatorVersion: Transition = {
  ...transition('adoptIndicatorVersion', 'adopt'),
  rule: async (unit, record) => {
    const { indicatorId, ...version } = record as VersionRecord;
    const adopted = stepVersion(version, 'adopt');
    if (!adopted.ok) return adopted;
    const before = await unit.em.findOne(
      IndicatorVersionEntity,
      { indicatorId, status: 'ADOPTED' },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
    if (!before) return adopted;
    const retired = stepVersion(before, 'retire');
    if (!retired.ok) return retired;
    unit.em.assign(before, retired.value);
    // Before the other is adopted: at no moment are there two.
    await unit.em.flush();
    return adopted;
  },
};

/** Retires a version: it is no longer reported for, and what was published stays. */
export const retireIndicatorVersion = transition('retireIndicatorVersion', 'retire');

function transition(name: string, step: keyof typeof versionSteps): Transition {
  return {
    name,
    writing: indicatorVersionWriting,
    rule: async (_unit, record) => stepVersion(record as VersionRecord, step),
  };
}

/** What is wrong with a definition for the baselines and targets that the version has. */
async function judgeOwnFigures(
  unit: UnitOfWork,
  version: { id: string; changes: Record<string, unknown> },
): Promise<Issue[]> {
  const { id, changes } = version;
  const locked = await lockVersion(unit, { id, strength: 'no key update' });
  return judgeRedefinition({
    version: { ...locked, ...changes },
    baselines: await loadReferenceFigures(unit, { noun: 'baseline', indicatorVersionId: id }),
    targets: await loadReferenceFigures(unit, { noun: 'target', indicatorVersionId: id }),
    dimensions: await loadDimensions(unit, id),
    threshold: locked.disclosureThreshold,
  });
}
