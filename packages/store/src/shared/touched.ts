/**
 * What makes a change of a record's parts a change of the record: its row is written, and its triggers raise the version
 * and enter one change and one audit entry. They also set the time; this one only has to differ.
 */
export function touched(): { updatedAt: string } {
  return { updatedAt: new Date().toISOString() };
}
