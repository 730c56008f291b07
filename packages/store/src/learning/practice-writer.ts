import { practice, practiceUptake } from '@collective-impact/sdk/learning';
import type { RecordDefinition } from '../shared/record-definition.ts';
import { PracticeEntity } from './practice.entity.ts';
import { PracticeUptakeEntity } from './practice-uptake.entity.ts';

/** How practices are stored. */
export const practiceDefinition: RecordDefinition<typeof practice, typeof PracticeEntity> = {
  type: practice,
  entity: PracticeEntity,
  constraints: {},
};

/** How uptakes are stored: of any practice that the writer can see, in any ecosystem. */
export const practiceUptakeDefinition: RecordDefinition<typeof practiceUptake, typeof PracticeUptakeEntity> = {
  type: practiceUptake,
  entity: PracticeUptakeEntity,
  constraints: {
    practice_uptake_once: {
      path: ['activityId'],
      message: 'this activity has taken up the practice already: change what is said of that',
    },
    practice_uptake_once_at_large: {
      path: ['practiceId'],
      message:
        'this ecosystem has taken up the practice at large already: name an activity, or change what is said of that',
    },
  },
};
