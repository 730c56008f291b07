export { type CodeCoOccurrence, type CodePair, codeCoOccurrence } from './code-co-occurrence.ts';
export { codeLineage, type LineageCode, type LineageStep } from './code-lineage.ts';
export { type CodeRevision, type CodeRound, codeRevisions, judgeSuccessors } from './code-revision.ts';
export { type CodeAgreement, type CoderAgreement, coderAgreement } from './coder-agreement.ts';
export { judgeCoding } from './coding-rule.ts';
export { type FigureNumbers, type FigureOrigin, figureOrigins } from './figure-rule.ts';
export { type Importance, type ImportanceBasis, type ImportanceSource, importance } from './importance.ts';
export type { CodingBasis, RoundCode, RoundCoding, RoundCodings } from './round-codings.ts';
export {
  type Codebook,
  type CodebookCode,
  type Coding,
  codebook,
  codebookCode,
  coding,
  type Excerpt,
  excerpt,
  type Interview,
  interview,
  type Participant,
  type PublishedFigure,
  participant,
  publishedFigure,
  type Study,
  study,
} from './study.ts';
