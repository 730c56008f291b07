import type { UnitOfWork } from '@collective-impact/store';
import { createAccess } from './access.ts';
import { createActivities } from './activity.ts';
import { createAdoptions } from './adoptions.ts';
import { createAgenda } from './agenda.ts';
import { createBackbone } from './backbone.ts';
import { createCommunication } from './communication.ts';
import { createEcosystem } from './ecosystem.ts';
import { createEvidence } from './evidence.ts';
import { createGlossary } from './glossary.ts';
import { createBaselinesAndTargets, createIndicators } from './indicator.ts';
import { createLandscape } from './landscape.ts';
import { createLearning } from './learning.ts';
import { createPartnership } from './partnership.ts';
import { createPlaces } from './places.ts';
import { createPopulation } from './population.ts';
import { createReporting } from './reporting.ts';
import { Story } from './story.ts';
import { createStudy } from './study.ts';

/**
 * Creates the records of a made-up STEM ecosystem, which takes the twelve actions of Strategy One from September 2023 to
 * August 2025. The ecosystem must exist and be empty.
 *
 * @see STEM Learning Ecosystems, Strategy One: Cultivating Cross-Sector Partnerships
 */
export async function createStemEcosystem(unit: UnitOfWork, ecosystemId: string): Promise<void> {
  const story = new Story(unit);
  for (const createPart of [
    createPlaces,
    createEcosystem,
    createPartnership,
    createGlossary,
    createAgenda,
    createIndicators,
    createReporting,
    createBaselinesAndTargets,
    createAdoptions,
    createEvidence,
    createPopulation,
    createLandscape,
    createActivities,
    createCommunication,
    createBackbone,
    createLearning,
    createStudy,
    createAccess,
  ])
    await createPart(story, ecosystemId);
}

export { idOf } from './story.ts';
