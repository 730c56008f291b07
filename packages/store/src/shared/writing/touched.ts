/**
 * The fields to set on a record when only its parts change. Writing its row makes the triggers increase its version, and add a
 * change and an audit entry. The triggers also set the time, so this value only has to differ from the stored value.
 */
export function touched(): { updatedAt: string } {
  return { updatedAt: new Date().toISOString() };
}
