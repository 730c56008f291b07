import type { UnitOfWork } from '@collective-impact/store';
import { tellActivity } from './activity.ts';
import { tellAdoptions } from './adoptions.ts';
import { tellAgenda } from './agenda.ts';
import { tellLandscape } from './agenda-landscape.ts';
import { tellBackbone } from './backbone.ts';
import { tellCommunication } from './communication.ts';
import { tellEcosystem } from './ecosystem.ts';
import { tellEvidence } from './evidence.ts';
import { tellLearning } from './learning.ts';
import { tellMeasurement } from './measurement.ts';
import { tellPartnership } from './partnership.ts';
import { tellPopulation } from './population.ts';
import { Story } from './story.ts';
import { tellStudy } from './study.ts';

/**
 * Tells the made-up story of a STEM ecosystem that lives through the twelve actions of Strategy One from September 2023
 * to August 2025, into an ecosystem that is there and empty.
 *
 * @see STEM Learning Ecosystems, Strategy One: Cultivating Cross-Sector Partnerships
 */
export async function tellStemEcosystem(unit: UnitOfWork, ecosystemId: string): Promise<void> {
  const story = new Story(unit);
  for (const tell of [
    tellEcosystem,
    tellPartnership,
    tellAgenda,
    tellMeasurement,
    tellAdoptions,
    tellEvidence,
    tellPopulation,
    tellLandscape,
    tellActivity,
    tellCommunication,
    tellBackbone,
    tellLearning,
    tellStudy,
  ])
    await tell(story, ecosystemId);
}

export { idOf } from './story.ts';
