export { type CodeCoOccurrence, type CodePair, codeCoOccurrence } from './code-co-occurrence.ts';
export { codeLineage, type LineageCode, type LineageStep } from './code-lineage.ts';
export { type CodeRevision, type CodeRound, codeRevisions, judgeSuccessors } from './code-revision.ts';
export { type CodeAgreement, type CoderAgreement, coderAgreement } from './coder-agreement.ts';
export { judgeCodingRelease } from './coding-release-rule.ts';
export { judgeCoding, judgeReading } from './coding-rule.ts';
export { type FigureNumbers, type FigureOrigin, figureOrigins } from './figure-rule.ts';
export {
  type Importance,
  type ImportanceBasis,
  type ImportanceSource,
  importance,
  importanceBySector,
  type SectorImportance,
} from './importance.ts';
export {
  type CountedRound,
  type CountScope,
  countParticipants,
  countScopes,
  type ParticipantCount,
} from './participant-count.ts';
export type { CodingBasis, RoundCode, RoundCoding, RoundCodings, RoundReading } from './round-codings.ts';
export {
  type Codebook,
  type CodebookCode,
  type Coding,
  type CodingRelease,
  codebook,
  codebookCode,
  coding,
  codingRelease,
  type Excerpt,
  type ExcerptReading,
  excerpt,
  excerptReading,
  type Interview,
  interview,
  type Participant,
  type PublishedFigure,
  participant,
  publishedFigure,
  type Study,
  study,
} from './study.ts';
