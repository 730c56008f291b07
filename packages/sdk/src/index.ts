export { recordTypes } from './record-types.ts';
export type { Code, CodeInput, CodeList } from './shared/code.ts';
export { type Comparability, comparabilities, worstComparability } from './shared/comparability.ts';
export { type EventDay, judgeEventDay } from './shared/dates/event-day.ts';
export { isTimeZone, today } from './shared/dates/today.ts';
export { judgeWorkDates } from './shared/dates/work-dates.ts';
export type { ErasableField } from './shared/erasable.ts';
export { ForbiddenError, InputError, SetupError, SourceError, UnauthenticatedError } from './shared/errors.ts';
export type { Identifier } from './shared/identifier.ts';
export type { LifeCycle, StatusTransition } from './shared/life-cycle.ts';
export { didYouMean, knownWords } from './shared/nearest.ts';
export { decimalLimits, expectedDecimal, parseDecimal } from './shared/numbers/decimal.ts';
export type { Interval } from './shared/numbers/wilson.ts';
export {
  accepted,
  type Issue,
  type IssueCode,
  issueCodes,
  type Outcome,
  type RecordSummary,
  refused,
  unwrap,
} from './shared/outcome.ts';
export { type CommandSchema, noValues, parseCommand } from './shared/parse.ts';
export type { PartnerRole } from './shared/participants.ts';
export type {
  AnyRecordType,
  ChangesOf,
  CreateValues,
  CreateValuesOf,
  DefaultVisibility,
  RecordOf,
  RecordType,
  StateOf,
  UpdateValues,
} from './shared/record.ts';
export type { Reference } from './shared/references.ts';
export {
  actsForEveryOrganization,
  changesEverything,
  changesRecords,
  includesRole,
  type Role,
  readsEverything,
  roles,
} from './shared/role.ts';
export { type SharingDetail, sharingDetails } from './shared/sharing-detail.ts';
export type { SourceLocation } from './shared/source-location.ts';
export { isStorable, isTooDeep, judgeTexts } from './shared/storable-text.ts';
export { decodeTypeId, encodeTypeId, newUuid, typeIdPrefix } from './shared/type-id.ts';
export {
  type AgreementInForce,
  actorOf,
  anonymous,
  authorOf,
  calendarOnTime,
  type Grant,
  grantIn,
  isBackboneOf,
  isOperator,
  isStewardOf,
  localProgram,
  localViewer,
  type Principal,
  type PrincipalKind,
  type PrincipalViewer,
  principalKinds,
  type RequestOrigin,
  type Viewer,
} from './shared/viewer.ts';
export { type Visibility, visibilities } from './shared/visibility.ts';
