import { accepted, type Issue, refused } from '@collective-impact/sdk';
import {
  type Crosswalk,
  crosswalk,
  judgeCrosswalk,
  judgeEarlierVersion,
  versionLife,
} from '@collective-impact/sdk/indicator';
import type { RecordDefinition } from '../../shared/record-definition.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import { changedFields } from '../../shared/writing/changed-fields.ts';
import { loadDimensions } from '../dimension/breakdown-writer.ts';
import type { IndicatorTables } from '../entities.ts';
import { CrosswalkEntity } from './crosswalk.entity.ts';
import { lockVersion } from './version-lock.ts';

type Walk = Pick<Crosswalk, 'indicatorVersionId' | 'earlierVersionId' | 'dimension' | 'earlierDimension' | 'mappings'>;

/** How crosswalks are stored: as part of a version that is not adopted yet. */
export const crosswalkDefinition: RecordDefinition<typeof crosswalk, typeof CrosswalkEntity> = {
  type: crosswalk,
  entity: CrosswalkEntity,
  onCreate: async (unit, draft) => {
    const version = await lockVersion(unit, { id: draft.indicatorVersionId, strength: 'no key update' });
    const closed = versionLife.judgeChange(version, ['indicatorVersionId']);
    const issues = [...closed, ...(await judgeEarlier(unit, draft))];
    if (issues.length > 0) return refused(...issues);
    const unfit = await judgeWalk(unit, draft);
    return unfit.length > 0 ? refused(...unfit) : accepted({});
  },
  onUpdate: async (unit, { record, changes }) => {
    const walk = { ...record, ...changes };
    const version = await lockVersion(unit, { id: walk.indicatorVersionId, strength: 'no key update' });
    const fields = changedFields(record, changes);
    const closed = versionLife.judgeChange(version, fields);
    if (closed.length > 0) return refused(...closed);
    const unfit = versionLife.isOpen(version) ? await judgeWalk(unit, walk) : [];
    return unfit.length > 0 ? refused(...unfit) : accepted({});
  },
  constraints: {
    crosswalk_once: {
      path: ['dimension'],
      message: 'A crosswalk of this dimension from that version already exists. Update that crosswalk.',
    },
  },
};

/** Issues at `id` of crosswalks of a version that no longer match its dimensions. */
export async function judgeOwnCrosswalks(unit: UnitOfWork, indicatorVersionId: string): Promise<Issue[]> {
  const walks = await unit.rows(
    unit
      .tables<IndicatorTables>()
      .selectFrom('crosswalk')
      .select(['indicator_version_id as indicatorVersionId', 'earlier_version_id as earlierVersionId'])
      .select(['dimension', 'earlier_dimension as earlierDimension', 'mappings'])
      .where('indicator_version_id', '=', indicatorVersionId)
      .orderBy('dimension'),
  );
  const issues: Issue[] = [];
  for (const walk of walks) {
    for (const { code, message } of await judgeWalk(unit, walk)) {
      issues.push({
        code,
        path: ['id'],
        message: `The crosswalk of "${walk.dimension}" does not match the dimensions. ${message}`,
      });
    }
  }
  return issues;
}

async function judgeEarlier(unit: UnitOfWork, walk: Walk): Promise<Issue[]> {
  const versions = await unit.rows(
    unit
      .tables<IndicatorTables>()
      .selectFrom('indicator_version')
      .select(['id', 'indicator_id as indicatorId', 'number', 'status'])
      .where('id', 'in', [walk.indicatorVersionId, walk.earlierVersionId]),
  );
  const version = versions.find(({ id }) => id === walk.indicatorVersionId);
  const earlier = versions.find(({ id }) => id === walk.earlierVersionId);
  if (!version || !earlier) throw new Error('A version of the crosswalk does not exist.');
  return judgeEarlierVersion(version, earlier);
}

async function judgeWalk(unit: UnitOfWork, walk: Walk): Promise<Issue[]> {
  return judgeCrosswalk(walk, {
    dimensions: await loadDimensions(unit, walk.indicatorVersionId),
    earlierDimensions: await loadDimensions(unit, walk.earlierVersionId),
  });
}
