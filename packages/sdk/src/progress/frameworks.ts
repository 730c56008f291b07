import { commitmentsOfStakeholders, mutuallyReinforcingActivities } from './activity-criteria.ts';
import { commonAgendaEndorsed, commonLanguage, landscapeAndGaps, visionAndGoals } from './agenda-criteria.ts';
import {
  backboneSupport,
  functionsAssigned,
  leadershipAndCommunication,
  leadOrganization,
  readiness,
} from './backbone-criteria.ts';
import {
  communicationsStrategy,
  continuousCommunication,
  reflectionAndPeerLearning,
} from './communication-criteria.ts';
import type { Framework } from './criterion.ts';
import { continuousImprovement } from './learning-criteria.ts';
import { goalsAndMetrics, sharedMeasurement, sharedMeasurements } from './measurement-criteria.ts';
import { broadRangeOfStakeholders, partnerships } from './partner-criteria.ts';
import { expansionSustainabilityAndScale, financingAndPolicy } from './sustaining-criteria.ts';

/**
 * The five conditions of collective impact. The thresholds are this project's interpretation.
 *
 * @see https://ssir.org/articles/entry/collective_impact Kania & Kramer 2011, Collective Impact
 * @see https://ssir.org/articles/entry/channeling_change_making_collective_impact_work Hanleybrown, Kania & Kramer 2012,
 * Channeling Change: Making Collective Impact Work, for the conditions in a table
 */
const fiveConditions: Framework = {
  code: 'FIVE_CONDITIONS',
  title: 'The five conditions of collective impact',
  criteria: [
    commonAgendaEndorsed,
    sharedMeasurement,
    mutuallyReinforcingActivities,
    continuousCommunication,
    backboneSupport,
  ],
};

/**
 * The twelve actions by which a STEM learning ecosystem cultivates cross-sector partnerships, in the order of the source.
 * The thresholds are this project's interpretation.
 *
 * @see https://stemecosystems.org/cultivating-cross-sector-partnerships/ STEM Learning Ecosystems, Strategy One:
 * Cultivating Cross-Sector Partnerships
 */
const strategyOne: Framework = {
  code: 'STRATEGY_ONE',
  title: 'Strategy One: Cultivating Cross-Sector Partnerships',
  criteria: [
    leadOrganization,
    broadRangeOfStakeholders,
    readiness,
    landscapeAndGaps,
    visionAndGoals,
    commitmentsOfStakeholders,
    commonLanguage,
    sharedMeasurements,
    financingAndPolicy,
    communicationsStrategy,
    continuousImprovement,
    reflectionAndPeerLearning,
  ],
};

/**
 * The five design elements of collaborative infrastructure. The thresholds are this project's interpretation.
 *
 * @see https://networksharedmeasures.org/infrastructure.html NSF INCLUDES, the five design elements of collaborative
 * infrastructure
 */
const includesElements: Framework = {
  code: 'INCLUDES_ELEMENTS',
  title: 'The five design elements of collaborative infrastructure',
  criteria: [
    { ...commonAgendaEndorsed, code: 'shared-vision', title: 'Shared vision' },
    partnerships,
    goalsAndMetrics,
    leadershipAndCommunication,
    expansionSustainabilityAndScale,
  ],
};

/**
 * The six functions of a backbone organization.
 *
 * @see FSG, Understanding the Value of Backbone Organizations in Collective Impact (Turner, Merchant, Kania, Martin 2012)
 */
const backboneFunctions: Framework = {
  code: 'BACKBONE_FUNCTIONS',
  title: 'The six functions of a backbone organization',
  criteria: functionsAssigned,
};

/** All frameworks, by code. */
export const frameworks = {
  FIVE_CONDITIONS: fiveConditions,
  STRATEGY_ONE: strategyOne,
  INCLUDES_ELEMENTS: includesElements,
  BACKBONE_FUNCTIONS: backboneFunctions,
} as const satisfies Record<string, Framework>;

/** The code of one of {@link frameworks}. */
export type FrameworkCode = keyof typeof frameworks;
