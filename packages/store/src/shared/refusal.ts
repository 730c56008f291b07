import type { Issue } from '@collective-impact/sdk';
import { violatedConstraint } from './database/database-error.ts';
import type { Writing } from './writing.ts';

/** Carries a refusal out of a transaction, so that nothing of it stays. */
export class Refusal extends Error {
  readonly issues: Issue[];

  constructor(issues: Issue[], options?: { cause: unknown }) {
    super(`refused: ${issues.map((issue) => issue.message).join('; ')}`, options);
    this.issues = issues;
  }
}

/** Says in the user's terms which constraint of the database refused a row: what a concurrent writer took, say. */
export async function meaningful<T>(writing: Writing, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const meaning = writing.constraints[violatedConstraint(error) ?? ''];
    if (!meaning) throw error;
    const { code = 'DUPLICATE', path, message } = meaning;
    throw new Refusal([{ code, path, message }], { cause: error });
  }
}
