export type {
  ImportedDimension,
  ImportedGoal,
  ImportedIndicator,
  ImportedObservation,
  ImportedOrganization,
  ImportItem,
  ImportNote,
  ImportNotes,
  ImportSource,
} from './import-item.ts';
