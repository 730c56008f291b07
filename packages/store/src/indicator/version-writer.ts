import {
  accepted,
  type Comparability,
  type Direction,
  draftVersion,
  type Issue,
  indicatorVersion,
  judgeAdoption,
  judgeDiscussed,
  judgeMaintained,
  judgeRedefinition,
  refused,
  versionLife,
} from '@collective-impact/sdk';
import { sql } from 'kysely';
import { changedFields } from '../shared/changed-fields.ts';
import { lifeStep, stepAside } from '../shared/life-step.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { Writing, WrittenRecord } from '../shared/writing.ts';
import { loadDimensions } from './breakdown-writer.ts';
import { judgeOwnCrosswalks } from './crosswalk-writer.ts';
import { IndicatorVersionEntity } from './indicator-version.entity.ts';
import { loadReferenceFigures } from './reference-figures.ts';
import { lockVersion } from './version-lock.ts';

/** Fields on which it depends whether baselines and targets fit a version. */
const redefining = ['kind', 'counts', 'multiplier', 'denominatorOverCategories', 'frequency'];

/** How indicator versions are written: numbered in the order in which they come, and fixed once adopted. */
export const indicatorVersionWriting: Writing = {
  type: indicatorVersion,
  entity: IndicatorVersionEntity,
  life: versionLife,
  onCreate: async (unit, { indicatorId }) => {
    // Two who add a version at once take turns, and the second sees the first one's number.
    await unit.rows(sql`select 1 from "indicator" where "id" = ${indicatorId}::uuid for no key update`);
    const [latest] = await unit.rows<{ number: number }>(
      sql`select "number" from "indicator_version" where "indicator_id" = ${indicatorId}::uuid order by "number" desc limit 1`,
    );
    return accepted(draftVersion(latest));
  },
  onUpdate: async (unit, { record, changes }) => {
    const changed = changedFields(record, changes);
    const redefined = changed.some((field) => redefining.includes(field));
    const issues = redefined ? await judgeOwnFigures(unit, { id: record.id, changes }) : [];
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
export const discussIndicatorVersion = lifeStep(indicatorVersionWriting, { step: 'discuss' });

/** Adopts a version that was discussed: from now on it is reported for, and never changes. The one that was adopted until then is retired. */
export const adoptIndicatorVersion = lifeStep(indicatorVersionWriting, {
  step: 'adopt',
  rule: async (unit, { record }) => {
    const { indicatorId } = record;
    const issues = [
      ...judgeDiscussed(await entriesOf(unit, record)),
      ...judgeMaintained(record as unknown as Adoptable),
      ...judgeAdoption(record as unknown as Adoptable, await adoptedNumbers(unit, record)),
      ...(await judgeOwnCrosswalks(unit, record.id)),
    ];
    if (issues.length > 0) return refused(...issues);
    const where = { indicatorId, status: 'ADOPTED' };
    return stepAside(unit, { writing: indicatorVersionWriting, step: 'retire', where });
  },
});

type Adoptable = {
  number: number;
  comparability: Comparability | null;
  direction: Direction;
  tolerance: string | null;
};

/** How much is put down of a version's discussion. */
async function entriesOf(unit: UnitOfWork, { id }: WrittenRecord): Promise<number> {
  const [said] = await unit.rows<{ count: number }>(
    sql`select count(*) as "count" from "discussion_entry" where "indicator_version_id" = ${id}::uuid`,
  );
  return said?.count ?? 0;
}

/** The numbers of the indicator's versions that were ever adopted. */
async function adoptedNumbers(unit: UnitOfWork, { indicatorId }: WrittenRecord): Promise<number[]> {
  const rows = await unit.rows<{ number: number }>(
    sql`select "number" from "indicator_version" where "indicator_id" = ${indicatorId}::uuid and "status" in ('ADOPTED', 'RETIRED')`,
  );
  return rows.map(({ number }) => number);
}

/** Retires a version: it is no longer reported for, and what was published stays. */
export const retireIndicatorVersion = lifeStep(indicatorVersionWriting, { step: 'retire' });

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
