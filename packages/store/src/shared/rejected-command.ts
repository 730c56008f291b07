import type { Issue } from '@collective-impact/sdk';
import { violatedConstraint } from './database/database-error.ts';
import type { AnyRecordDefinition } from './record-definition.ts';

/** Thrown inside a transaction to undo it; the writer returns its issues to the caller. */
export class RejectedCommand extends Error {
  readonly issues: Issue[];

  constructor(issues: Issue[], options?: { cause: unknown }) {
    super(`The command was rejected. ${issues.map((issue) => issue.message).join(' ')}`, options);
    this.issues = issues;
  }
}

/** Runs a write. If a unique constraint rejects a row, throws what this means to the caller as a {@link RejectedCommand}. */
export async function explainConstraints<T>(
  { constraints }: Pick<AnyRecordDefinition, 'constraints'>,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const meaning = constraints[violatedConstraint(error) ?? ''];
    if (!meaning) throw error;
    const { code = 'DUPLICATE', path, message } = meaning;
    throw new RejectedCommand([{ code, path, message }], { cause: error });
  }
}
