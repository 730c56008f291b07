import { practice, practiceAdoption } from '@collective-impact/sdk';
import type { RecordDefinition } from '../shared/record-definition.ts';
import { PracticeEntity } from './practice.entity.ts';
import { PracticeAdoptionEntity } from './practice-adoption.entity.ts';

/** How practices are stored. */
export const practiceDefinition: RecordDefinition<typeof practice, typeof PracticeEntity> = {
  type: practice,
  entity: PracticeEntity,
  constraints: {},
};

/** How adoptions are stored: of any practice that the writer can see, in any ecosystem. */
export const practiceAdoptionDefinition: RecordDefinition<typeof practiceAdoption, typeof PracticeAdoptionEntity> = {
  type: practiceAdoption,
  entity: PracticeAdoptionEntity,
  constraints: {
    practice_adoption_once: {
      path: ['activityId'],
      message: 'this activity has taken up the practice already: change what is said of that',
    },
    practice_adoption_once_at_large: {
      path: ['practiceId'],
      message:
        'this ecosystem has taken up the practice at large already: name an activity, or change what is said of that',
    },
  },
};
