import { accepted, type Issue, judgeEventDay, refused } from '@collective-impact/sdk';
import {
  draftVersion,
  indicatorTransitionValues,
  indicatorVersion,
  judgeAdoption,
  judgeCrossedDimensions,
  judgeDiscussed,
  judgeMaintained,
  judgeRedefinition,
  judgeVersionDefinition,
  retireVersion,
  versionLife,
} from '@collective-impact/sdk/indicator';
import type { WithVoided } from '../../shared/database/schema/current-records.ts';
import { eventDayOf } from '../../shared/event-day.ts';
import type { RecordDefinition, Stored } from '../../shared/record-definition.ts';
import { type TransitionOf, transition, transitionReplaced } from '../../shared/transition.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import { changedFields } from '../../shared/writing/changed-fields.ts';
import { loadDimensions } from '../dimension/breakdown-writer.ts';
import type { IndicatorTables } from '../entities.ts';
import { loadReferenceFigures } from '../reference-figures.ts';
import { judgeOwnCrosswalks } from './crosswalk-writer.ts';
import { IndicatorVersionEntity } from './indicator-version.entity.ts';
import { lockVersion } from './version-lock.ts';

/** Fields that determine whether baselines and targets match a version. */
const redefining = ['kind', 'direction', 'countingUnit', 'multiplier', 'denominatorOverCategories', 'frequency'];

/** How indicator versions are stored: numbered in order, and fixed once adopted. */
export const indicatorVersionDefinition: RecordDefinition<typeof indicatorVersion, typeof IndicatorVersionEntity> = {
  type: indicatorVersion,
  entity: IndicatorVersionEntity,
  life: versionLife,
  onCreate: async (unit, { indicatorId }) => {
    // Concurrent writers of versions take turns, so that each version has its own number.
    const indicators = unit.tables<IndicatorTables>().selectFrom('indicator').select('id');
    await unit.rows(indicators.where('id', '=', indicatorId).forNoKeyUpdate());
    const versions = unit.tables<WithVoided<IndicatorTables>>().selectFrom('indicator_version_with_voided');
    const [latest] = await unit.rows(
      versions.select('number').where('indicator_id', '=', indicatorId).orderBy('number', 'desc').limit(1),
    );
    return draftVersion(latest);
  },
  onUpdate: async (unit, { record, changes }) => {
    const changed = changedFields(record, changes);
    const redefined = changed.some((field) => redefining.includes(field));
    const { crossings } = changes;
    const issues = [
      ...(redefined ? await judgeOwnFigures(unit, { id: record.id, changes }) : []),
      ...(crossings && changed.includes('crossings')
        ? await judgeOwnCrossings(unit, { id: record.id, crossings })
        : []),
    ];
    // The definition itself is judged after this rule. If the rule rejects it, its own faults are returned as well.
    return issues.length > 0 ? refused(...issues, ...judgeVersionDefinition({ ...record, ...changes })) : accepted({});
  },
  constraints: {
    indicator_version_one_adopted: {
      path: ['id'],
      message: 'Another version was adopted at the same time. Read the indicator again, then retry.',
    },
  },
};

/** Opens the discussion of a draft. */
export const discussIndicatorVersion: TransitionOf<typeof indicatorVersionDefinition> = transition(
  indicatorVersionDefinition,
  {
    name: 'discussIndicatorVersion',
    rule: async (_unit, { record }) => versionLife.transition(record, 'discuss'),
  },
);

/** Adopts a discussed version. It can then be reported for and no longer changes. The version adopted before is retired. */
export const adoptIndicatorVersion: TransitionOf<
  typeof indicatorVersionDefinition,
  typeof indicatorTransitionValues.adoptIndicatorVersion
> = transition(indicatorVersionDefinition, {
  name: 'adoptIndicatorVersion',
  values: indicatorTransitionValues.adoptIndicatorVersion,
  rule: async (unit, { record, values }) => {
    const adopted = versionLife.transition(record, 'adopt');
    if (!adopted.ok) return adopted;
    const day = await eventDayOf(unit, { record, on: values.adoptedOn });
    const issues = [
      ...judgeEventDay('adoptedOn', day),
      ...judgeDiscussed(await entriesOf(unit, record)),
      ...judgeMaintained(record),
      ...judgeAdoption(record, await adoptedNumbers(unit, record)),
      ...(await judgeOwnCrosswalks(unit, record.id)),
      ...(await judgeOwnCrossings(unit, record)),
    ];
    if (issues.length > 0) return refused(...issues);
    const retired = await transitionReplaced(unit, {
      definition: indicatorVersionDefinition,
      where: { indicatorId: record.indicatorId, status: 'ADOPTED' },
      rule: async (version) => retireVersion(version, { ...day, field: 'adoptedOn' }),
    });
    return retired.ok ? accepted({ ...adopted.value, adoptedOn: day.on }) : retired;
  },
});

/** Retires a version. It can no longer be reported for, and published figures remain. */
export const retireIndicatorVersion: TransitionOf<
  typeof indicatorVersionDefinition,
  typeof indicatorTransitionValues.retireIndicatorVersion
> = transition(indicatorVersionDefinition, {
  name: 'retireIndicatorVersion',
  values: indicatorTransitionValues.retireIndicatorVersion,
  rule: async (unit, { record, values }) =>
    retireVersion(record, await eventDayOf(unit, { record, on: values.retiredOn })),
});

type Redefined = Parameters<typeof judgeRedefinition>[0]['version'];

type VersionRecord = Stored<typeof IndicatorVersionEntity>;

/** The number of entries in the discussion of a version. */
async function entriesOf(unit: UnitOfWork, { id }: VersionRecord): Promise<number> {
  const [entries] = await unit.rows(
    unit
      .tables<IndicatorTables>()
      .selectFrom('discussion_entry')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('indicator_version_id', '=', id),
  );
  return entries?.count ?? 0;
}

/** The numbers of the indicator's versions that were ever adopted. */
async function adoptedNumbers(unit: UnitOfWork, { indicatorId }: VersionRecord): Promise<number[]> {
  const rows = await unit.rows(
    unit
      .tables<IndicatorTables>()
      .selectFrom('indicator_version')
      .select('number')
      .where('indicator_id', '=', indicatorId)
      .where('status', 'in', ['ADOPTED', 'RETIRED']),
  );
  return rows.map(({ number }) => number);
}

/** Issues of declared crossings whose dimensions the version does not have, or whose categories overlap. */
async function judgeOwnCrossings(
  unit: UnitOfWork,
  { id, crossings }: Pick<VersionRecord, 'id' | 'crossings'>,
): Promise<Issue[]> {
  return crossings.length === 0 ? [] : judgeCrossedDimensions(crossings, await loadDimensions(unit, id));
}

/** Issues of a definition that no longer matches the baselines and targets of its version. */
async function judgeOwnFigures(
  unit: UnitOfWork,
  version: { id: string; changes: Partial<Redefined> },
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
