import { accepted, refused } from '@collective-impact/sdk';
import { judgePlace, type PlaceInHierarchy, place } from '@collective-impact/sdk/ecosystem';
import { sql } from 'kysely';
import { placeKey } from '../shared/place-key.ts';
import type { RecordDefinition } from '../shared/record-definition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { EcosystemTables } from './entities.ts';
import { PlaceEntity } from './place.entity.ts';

/** How places are stored. Writers of one ecosystem are serialized, so that concurrent changes cannot form a cycle. */
export const placeDefinition: RecordDefinition<typeof place, typeof PlaceEntity> = {
  type: place,
  entity: PlaceEntity,
  onCreate: (unit, draft) => judge(unit, draft),
  onUpdate: (unit, { record, changes }) => judge(unit, { ...record, ...changes }),
  onRestore: (unit, record) => judge(unit, record),
  constraints: {
    place_code_unique: {
      path: ['code'],
      message: 'Another place of this ecosystem has this code. Update that place, or choose a different `code`.',
    },
  },
};

async function judge(unit: UnitOfWork, changed: PlaceInHierarchy & { ecosystemId: string }) {
  const { ecosystemId, id, code } = changed;
  await unit.rows(sql`select pg_advisory_xact_lock(hashtextextended('place ' || ${ecosystemId}, 0))`);
  const others = await unit.rows(
    unit
      .tables<EcosystemTables>()
      .selectFrom('place')
      .select(['id', 'code', 'level', 'parent_id as parentId'])
      .where('ecosystem_id', '=', ecosystemId)
      .where('id', '<>', id),
  );
  const issues = judgePlace(changed, others);
  return issues.length > 0 ? refused(...issues) : accepted({ codeKey: placeKey(code) });
}
