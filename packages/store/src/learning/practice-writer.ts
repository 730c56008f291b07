import { practice, practiceAdoption } from '@collective-impact/sdk/learning';
import type { RecordDefinition } from '../shared/record-definition.ts';
import { PracticeEntity } from './practice.entity.ts';
import { PracticeAdoptionEntity } from './practice-adoption.entity.ts';

/** How practices are stored. */
export const practiceDefinition: RecordDefinition<typeof practice, typeof PracticeEntity> = {
  type: practice,
  entity: PracticeEntity,
  constraints: {},
};

/** How practice adoptions are stored. The practice can belong to any ecosystem, and the writer must be able to see it. */
export const practiceAdoptionDefinition: RecordDefinition<typeof practiceAdoption, typeof PracticeAdoptionEntity> = {
  type: practiceAdoption,
  entity: PracticeAdoptionEntity,
  constraints: {
    practice_adoption_once: {
      path: ['activityId'],
      message: 'This activity has already adopted the practice. Update that adoption, or set its `discontinuedOn`.',
    },
    practice_adoption_once_at_large: {
      path: ['practiceId'],
      message:
        'This ecosystem has already adopted the practice as a whole. Set `activityId`, update that adoption, or set its `discontinuedOn`.',
    },
  },
};
