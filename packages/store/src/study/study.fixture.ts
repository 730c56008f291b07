import { encodeTypeId, type Outcome } from '@collective-impact/sdk';
import type { AnyRecordDefinition } from '../shared/record-definition.ts';
import type { Command, Writer } from '../shared/writer.ts';
import {
  codebookCodeDefinition,
  codebookDefinition,
  codingDefinition,
  excerptDefinition,
  interviewDefinition,
  participantDefinition,
} from './study-writer.ts';

/** The ids of one record of each type, from a participant to a coding. */
export interface CodedStudy {
  participantId: string;
  interviewId: string;
  excerptId: string;
  codebookId: string;
  codebookCodeId: string;
  codingId: string;
}

/** Creates a record and returns its id. Throws its issues. */
export async function createdId(
  writer: Writer,
  { definition, command }: { definition: AnyRecordDefinition; command: Command },
): Promise<string> {
  const result = await writer.create(definition, command);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return encodeTypeId(definition.type.prefix, result.value);
}

/** Creates one record of each type, from a participant to a coding, in a study. */
export async function createCodedStudy(writer: Writer, parent: { studyId: string }): Promise<CodedStudy> {
  const created = (definition: AnyRecordDefinition, command: Command) => createdId(writer, { definition, command });
  const participantId = await created(participantDefinition, { ...parent, code: 'P1' });
  const interviewId = await created(interviewDefinition, { participantId, heldOn: '2016-03-01' });
  const excerptId = await created(excerptDefinition, { interviewId, text: 'Without schools nothing moves.' });
  const codebookId = await created(codebookDefinition, { ...parent, round: 1 });
  const codebookCodeId = await created(codebookCodeDefinition, { codebookId, code: 'k-12', label: 'K-12' });
  const codingId = await created(codingDefinition, { excerptId, codebookCodeId, coder: 'A' });
  return { participantId, interviewId, excerptId, codebookId, codebookCodeId, codingId };
}

/** The code and path of each issue of an outcome. Empty if it is accepted. */
export function issues(outcome: Outcome<string>): string[] {
  return outcome.ok ? [] : outcome.issues.map(({ code, path }) => `${code} ${path.join('.')}`);
}
