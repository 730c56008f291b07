/** Wording that this project no longer uses, and what to write instead. */
export interface Wording {
  /** A phrase, in any case and however its lines are broken; or a pattern of names. */
  pattern: string | RegExp;
  instead: string;
}

/** Names of types, fields and functions. Words with other meanings are matched only in their context. */
const names: Wording[] = [
  { pattern: /\bTOGETHER\b/, instead: 'AGGREGATE' },
  { pattern: /\bcounts: ?["']?[A-Z][A-Z_]+\b/, instead: 'countingUnit' },
  { pattern: /\boverOrganizations\b/, instead: 'aggregationAcrossOrganizations' },
  { pattern: /\boverTime\b/, instead: 'aggregationOverTime' },
  { pattern: /\blegalBody\b/, instead: 'legalEntity' },
  { pattern: /\buncarried\b/, instead: 'unassigned' },
  { pattern: /\bcarriedBy\b/, instead: 'assignedTo' },
  { pattern: /\bmonthsAhead\b/, instead: 'fundedMonths' },
  { pattern: /\bFundingCommitment\b/, instead: 'Funding' },
  { pattern: /\bSOUGHT\b/, instead: 'REQUESTED' },
  { pattern: /\bRelationshipRating\.level\b/, instead: 'collaborationLevel' },
  { pattern: /\bPartnershipNetwork\.agreement\b/, instead: 'levelConcordance' },
  { pattern: /\bPartnershipNetwork\.reciprocity\b/, instead: 'confirmedTies' },
  { pattern: /\bAlignment\.isolates\b/, instead: 'unlinkedActivities' },
  { pattern: /\btype Contribution\b|\bcreateContribution\b/, instead: 'GoalContribution' },
  { pattern: /\bPracticeUptake\b/, instead: 'PracticeAdoption' },
  { pattern: /\btakenUpOn\b/, instead: 'adoptedOn' },
  { pattern: /\bCodeFate\b/, instead: 'CodeRevision' },
  { pattern: /\bIndicatorLevel\.ACTIVITY\b|\blevel: ?["']?ACTIVITY\b/, instead: 'PROGRAM' },
  { pattern: /\bcoverage\.reported\b/, instead: 'coverage.figuresIncluded' },
  { pattern: /\b[a-z][A-Za-z]*Writing\b|\bWriting</, instead: 'RecordDefinition' },
  { pattern: /\bdoes\(/, instead: 'transition(…)' },
  { pattern: /\bcarriesOut\(/, instead: 'command(…)' },
  { pattern: /\btellsBesideOwn\b/, instead: 'isDisclosedByOwnFigure' },
  { pattern: /\blateBesideStated\b/, instead: 'decideLateReports' },
  { pattern: /\bcrowded\b/, instead: 'dimensionsWithSmallParents' },
  { pattern: /\bcontradicted\b/, instead: 'dimensionsViolatingCoverage' },
  { pattern: /\bwithRest\b/, instead: 'addResidualRow' },
  { pattern: /\btoldOf\b/, instead: 'closedContributors' },
];

const phrases: Wording[] = [
  { pattern: 'body in law', instead: 'legal entity' },
  { pattern: 'what became of a code', instead: 'revision of a code' },
  { pattern: 'as authentication made it out', instead: 'The authenticated caller.' },
  { pattern: 'what came of', instead: 'Result of …' },
  { pattern: 'only those that have come this far', instead: 'Filter by status.' },
  { pattern: "a site's own", instead: 'a custom …' },
  { pattern: 'to be sent back as', instead: 'Revision number. Send it as `expectedVersion` when updating.' },
  { pattern: 'how many there can not be', instead: 'Number of reporters marked NOT_APPLICABLE.' },
  { pattern: 'what is divided', instead: 'Numerator of a ratio, or total of a mean.' },
  { pattern: 'the first of the second', instead: '`a` divided by `b`, 0 to 1.' },
  { pattern: 'took upon them', instead: 'assigned to an organization' },
  { pattern: 'a small number can tell on', instead: 'a small number can identify' },
  { pattern: 'would be told by subtraction', instead: 'would be disclosed by differencing' },
  { pattern: 'who says nothing at all', instead: 'Rows without cells are excluded from totals.' },
  { pattern: 'has nobody, for whoever looks', instead: 'NOT_APPLICABLE is treated as a public zero.' },
  { pattern: 'who is closed then', instead: 'Organizations that were not visible at release time …' },
  { pattern: 'is per nothing', instead: '`multiplier` must be 1 for COUNT.' },
  { pattern: 'nothing is put down', instead: 'No discussion is recorded.' },
  { pattern: 'says by what this is known', instead: 'Evidence is required: set `evidence` or `evidenceUrl`.' },
  { pattern: 'is said with the day of the decision', instead: '`outcome` is required when `decidedOn` is set.' },
  { pattern: 'how often is said', instead: '`cadence` must be an ISO 8601 duration of at least one day.' },
  { pattern: 'anonymous callers write nothing', instead: 'Sign in to make changes.' },
  { pattern: 'the cursor is not one of this list', instead: 'Invalid cursor for this list.' },
  { pattern: 'told only now', instead: 'The operator key is in …' },
  { pattern: 'Collective Impact serves', instead: 'Collective Impact is running at …' },
  { pattern: /\bstays? taken\b/, instead: 'no other record can use …' },
  { pattern: /\bGive (?:the|another|a) (?:\w+ )?(?:file|address)\b/, instead: 'Enter the path of …, or Set --… to …' },
  { pattern: 'publish seldom', instead: 'Publish rarely, in large batches' },
  { pattern: 'run it for real', instead: 'Production' },
  { pattern: /\bRead on\b/, instead: 'Next steps' },
  { pattern: /\brooms\b/i, instead: 'domains' },
  { pattern: 'companies whose business is STEM', instead: 'STEM-focused companies' },
  {
    pattern: 'businesses that need STEM skills',
    instead: 'Businesses that recognize the need for STEM competencies',
  },
  {
    pattern: 'museums and science centers with STEM expertise',
    instead: 'STEM-expert museums and science centers',
  },
];

/** British spellings. The status `CANCELLED` is a stored value and keeps its spelling. */
const spellings: Wording[] = [
  { pattern: /judgement/i, instead: 'judgment' },
  { pattern: /neighbour/i, instead: 'neighbor' },
  { pattern: /[cC]ancelled/, instead: 'canceled' },
  { pattern: /\b[cC]olours?\b/, instead: 'color' },
];

export const wordings: readonly Wording[] = [...names, ...phrases, ...spellings];

/** A place in a text where a wording is used. */
export interface Use {
  line: number;
  text: string;
  instead: string;
}

/** Every use of a wording in a text, from top to bottom. */
export function usesOf(text: string): Use[] {
  const uses = wordings.flatMap(({ pattern, instead }) =>
    [...text.matchAll(expressionOf(pattern))].map((match) => ({ at: match.index, text: match[0], instead })),
  );
  return uses
    .sort((a, b) => a.at - b.at)
    .map(({ at, text: used, instead }) => ({
      line: text.slice(0, at).split('\n').length,
      text: used.replaceAll(/\s+/g, ' '),
      instead,
    }));
}

/** The separators of the words of a phrase, such as a line break in a comment or a quotation. */
const between = String.raw`(?:\s+(?:(?:\*|//|#|>)\s+)?)`;

function expressionOf(pattern: string | RegExp): RegExp {
  if (pattern instanceof RegExp) return new RegExp(pattern.source, `${pattern.flags}g`);
  const words = pattern.split(' ').map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(String.raw`\b${words.join(between)}\b`, 'gi');
}

/** Maximum number of characters of a commit subject. */
export const longestSubject = 72;
