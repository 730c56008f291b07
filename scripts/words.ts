/** Wording that this project no longer uses, and what to write instead. */
export interface Wording {
  /** A phrase, in any case and however its lines are broken; or a pattern of names. */
  found: string | RegExp;
  instead: string;
}

/** Names of types, fields and functions. Words that have another meaning elsewhere are found by their context alone. */
const names: Wording[] = [
  { found: /\bTOGETHER\b/, instead: 'AGGREGATE' },
  { found: /\bcounts: ?["']?[A-Z][A-Z_]+\b/, instead: 'countingUnit' },
  { found: /\boverOrganizations\b/, instead: 'aggregationAcrossOrganizations' },
  { found: /\boverTime\b/, instead: 'aggregationOverTime' },
  { found: /\blegalBody\b/, instead: 'legalEntity' },
  { found: /\buncarried\b/, instead: 'unassigned' },
  { found: /\bcarriedBy\b/, instead: 'assignedTo' },
  { found: /\bmonthsAhead\b/, instead: 'fundedMonths' },
  { found: /\bFundingCommitment\b/, instead: 'Funding' },
  { found: /\bSOUGHT\b/, instead: 'REQUESTED' },
  { found: /\bRelationshipRating\.level\b/, instead: 'collaborationLevel' },
  { found: /\bPartnershipNetwork\.agreement\b/, instead: 'levelConcordance' },
  { found: /\bPartnershipNetwork\.reciprocity\b/, instead: 'confirmedTies' },
  { found: /\bAlignment\.isolates\b/, instead: 'unlinkedActivities' },
  { found: /\btype Contribution\b|\bcreateContribution\b/, instead: 'GoalContribution' },
  { found: /\bPracticeUptake\b/, instead: 'PracticeAdoption' },
  { found: /\btakenUpOn\b/, instead: 'adoptedOn' },
  { found: /\bCodeFate\b/, instead: 'CodeRevision' },
  { found: /\bIndicatorLevel\.ACTIVITY\b|\blevel: ?["']?ACTIVITY\b/, instead: 'PROGRAM' },
  { found: /\bcoverage\.reported\b/, instead: 'coverage.figuresIncluded' },
  { found: /\b[a-z][A-Za-z]*Writing\b|\bWriting</, instead: 'RecordDefinition' },
  { found: /\bdoes\(/, instead: 'transition(…)' },
  { found: /\bcarriesOut\(/, instead: 'command(…)' },
  { found: /\btellsBesideOwn\b/, instead: 'isDisclosedByOwnFigure' },
  { found: /\blateBesideStated\b/, instead: 'decideLateReports' },
  { found: /\bcrowded\b/, instead: 'dimensionsWithSmallParents' },
  { found: /\bcontradicted\b/, instead: 'dimensionsViolatingCoverage' },
  { found: /\bwithRest\b/, instead: 'addResidualRow' },
  { found: /\btoldOf\b/, instead: 'closedContributors' },
];

const phrases: Wording[] = [
  { found: 'body in law', instead: 'legal entity' },
  { found: 'what became of a code', instead: 'revision of a code' },
  { found: 'as authentication made it out', instead: 'The authenticated caller.' },
  { found: 'what came of', instead: 'Result of …' },
  { found: 'only those that have come this far', instead: 'Filter by status.' },
  { found: "a site's own", instead: 'a custom …' },
  { found: 'to be sent back as', instead: 'Revision number. Send it as `expectedVersion` when updating.' },
  { found: 'how many there can not be', instead: 'Number of reporters marked NOT_APPLICABLE.' },
  { found: 'what is divided', instead: 'Numerator of a ratio, or total of a mean.' },
  { found: 'the first of the second', instead: '`a` divided by `b`, 0 to 1.' },
  { found: 'took upon them', instead: 'assigned to an organization' },
  { found: 'a small number can tell on', instead: 'a small number can identify' },
  { found: 'would be told by subtraction', instead: 'would be disclosed by differencing' },
  { found: 'who says nothing at all', instead: 'Rows without cells are excluded from totals.' },
  { found: 'has nobody, for whoever looks', instead: 'NOT_APPLICABLE is treated as a public zero.' },
  { found: 'who is closed then', instead: 'Organizations that were not visible at release time …' },
  { found: 'is per nothing', instead: '`multiplier` must be 1 for COUNT.' },
  { found: 'nothing is put down', instead: 'No discussion is recorded.' },
  { found: 'says by what this is known', instead: 'Evidence is required: set `evidence` or `evidenceUrl`.' },
  { found: 'is said with the day of the decision', instead: '`outcome` is required when `decidedOn` is set.' },
  { found: 'how often is said', instead: '`cadence` must be an ISO 8601 duration of at least one day.' },
  { found: 'anonymous callers write nothing', instead: 'Sign in to make changes.' },
  { found: 'the cursor is not one of this list', instead: 'Invalid cursor for this list.' },
  { found: 'told only now', instead: 'The operator key is in …' },
  { found: 'Collective Impact serves', instead: 'Collective Impact is running at …' },
  { found: 'publish seldom', instead: 'Publish rarely, in large batches' },
  { found: 'run it for real', instead: 'Production' },
  { found: /\bRead on\b/, instead: 'Next steps' },
  { found: /\brooms\b/i, instead: 'domains' },
  { found: 'companies whose business is STEM', instead: 'STEM-focused companies' },
  {
    found: 'businesses that need STEM skills',
    instead: 'Businesses that recognize the need for STEM competencies',
  },
  {
    found: 'museums and science centers with STEM expertise',
    instead: 'STEM-expert museums and science centers',
  },
];

export const wordings: readonly Wording[] = [...names, ...phrases];

/** A place in a text where a wording is used. */
export interface Use {
  line: number;
  text: string;
  instead: string;
}

/** Every use of a wording in a text, from top to bottom. */
export function usesOf(text: string): Use[] {
  const uses = wordings.flatMap(({ found, instead }) =>
    [...text.matchAll(patternOf(found))].map((match) => ({ at: match.index, text: match[0], instead })),
  );
  return uses
    .sort((a, b) => a.at - b.at)
    .map(({ at, text: used, instead }) => ({
      line: text.slice(0, at).split('\n').length,
      text: used.replaceAll(/\s+/g, ' '),
      instead,
    }));
}

/** What may separate two words of a phrase: a line break within a comment or a quotation is one. */
const between = String.raw`(?:\s+(?:(?:\*|//|#|>)\s+)?)`;

function patternOf(found: string | RegExp): RegExp {
  if (found instanceof RegExp) return new RegExp(found.source, `${found.flags}g`);
  const words = found.split(' ').map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(String.raw`\b${words.join(between)}\b`, 'gi');
}

/** The most characters of a commit's subject. */
export const longestSubject = 72;
