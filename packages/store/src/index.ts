export {
  type AcceptedInvitation,
  type AccessGrantRow,
  AccessReader,
  type ApiKeyStatus,
  type AuditAction,
  type AuditEntry,
  type AuditedChange,
  type AuditFilter,
  AuditReader,
  acceptInvitation,
  accessGrantDefinition,
  appointFirstBackbones,
  type CreatedInvitation,
  type CreatedKey,
  createAccessGrant,
  createApiKey,
  createEcosystem,
  createInvitation,
  createPrincipal,
  deleteExpiredBudgets,
  deleteExpiredIdempotencyKeys,
  type Erased,
  type ErasureList,
  endSharingAcceptance,
  endSharingAgreement,
  erasePersonalData,
  erasureFile,
  fieldsToErase,
  finishErasures,
  followName,
  forgetOutcomes,
  hasOperator,
  type Identity,
  type InvitationOffer,
  invitationDefinition,
  isApiKey,
  type KeyOwner,
  type ListedKey,
  type ListedPrincipal,
  listApiKeys,
  listPrincipals,
  type NamedPrincipal,
  type NewGrant,
  type NewPrincipal,
  newApiKey,
  noteKeyUse,
  type RateBudgetClient,
  type RestoredRecord,
  rateBudgetClient,
  rateBudgetTable,
  readErasureFile,
  registerOperatorKey,
  restoreRecord,
  revokeAccessGrant,
  revokeApiKey,
  revokeInvitation,
  type SharingAcceptanceRow,
  type SharingAgreementRow,
  type SignIn,
  searchTexts,
  setOperator,
  setRevoked,
  sharingAcceptanceDefinition,
  sharingAgreementDefinition,
  signInPerson,
  type TextHit,
  type VoidedRecordFilter,
  type VoidedRecordRow,
  viewerOfKey,
  voidRecord,
} from './access/index.ts';
export * from './activity/index.ts';
export * from './agenda/index.ts';
export * from './aggregation/index.ts';
export * from './backbone/index.ts';
export * from './communication/index.ts';
export * from './ecosystem/index.ts';
export * from './entities.ts';
export * from './import/index.ts';
export * from './indicator/index.ts';
export * from './landscape/index.ts';
export * from './learning/index.ts';
export * from './maintenance/index.ts';
export * from './partnership/index.ts';
export * from './period/index.ts';
export * from './progress/index.ts';
export * from './proposal/index.ts';
export * from './readers.ts';
export * from './release/index.ts';
export * from './reporting/index.ts';
export * from './shared/database/index.ts';
export { knownMigrations, openDatabase } from './shared/database/open-database.ts';
export { turnFor } from './shared/event-loop.ts';
export { limitPage, type Page, type PageArguments, type PageLimits } from './shared/page.ts';
export { pageOfList } from './shared/page-of-list.ts';
export { parsedJson } from './shared/parsed-json.ts';
export type { AnyRecordDefinition, RecordDefinition, Stored } from './shared/record-definition.ts';
export { RowProperties } from './shared/row-properties.ts';
export type { AnyTransition, Transition } from './shared/transition.ts';
export type { UnitOfWork } from './shared/unit-of-work.ts';
export { type Command, Writer } from './shared/writer.ts';
export { createRecord, transitionRecord } from './shared/writing/record-writing.ts';
export * from './study/index.ts';
