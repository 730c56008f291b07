import { readFile } from 'node:fs/promises';
import { accepted, encodeTypeId, localViewer, type Outcome } from '@collective-impact/sdk';
import {
  createReaders,
  createRecord,
  type Database,
  publishedFigureDefinition,
  studyDefinition,
  Writer,
} from '@collective-impact/store';
import { parse } from 'yaml';
import * as z from 'zod';

/** The viewer that loads the examples. It is the same on every machine, because packages contain the loaded examples. */
export const exampleLoader = localViewer('examples');

/** The content of a study file: the study and its figures, as commands without ids. */
const fileSchema = z.strictObject({
  study: z.looseObject({ title: z.string() }),
  figures: z.array(z.looseObject({})),
});

/**
 * Loads a study with its published figures into an ecosystem, with public visibility, completely or not at all. Does
 * nothing if the ecosystem has a study with this title.
 */
export async function loadStudyExample(
  database: Database,
  example: { file: string; ecosystem: string },
): Promise<void> {
  const content: unknown = parse(await readFile(example.file, 'utf8'));
  const { study, figures } = fileSchema.parse(content);
  const read = createReaders(database.kysely(), exampleLoader);
  const ecosystem = await read.ecosystem.bySlug(example.ecosystem);
  if (!ecosystem) throw new Error(`The ecosystem ${example.ecosystem} of ${example.file} does not exist.`);
  const { rows } = await read.study.studies(ecosystem.id, { first: 100 });
  if (rows.some(({ title }) => title === study.title)) return;
  const ecosystemId = encodeTypeId('ecosystem', ecosystem.id);
  const outcome = await create(new Writer(database, exampleLoader), { study: { ...study, ecosystemId }, figures });
  if (!outcome.ok) throw new Error(`${example.file} is not valid: ${JSON.stringify(outcome.issues)}`);
}

function create(writer: Writer, command: { study: object; figures: object[] }): Promise<Outcome<string>> {
  return writer.run({
    name: 'loadStudyExample',
    command,
    work: async (unit) => {
      const values = { ...command.study, visibility: 'PUBLIC' };
      const study = await createRecord(unit, { definition: studyDefinition, values });
      if (!study.ok) return within('study', study);
      const studyId = encodeTypeId('study', study.value);
      for (const [at, figure] of command.figures.entries()) {
        const values = { ...figure, studyId, visibility: 'PUBLIC' };
        const done = await createRecord(unit, { definition: publishedFigureDefinition, values });
        if (!done.ok) return within(`figures.${at}`, done);
      }
      return accepted(study.value);
    },
  });
}

/** The outcome with the path of each issue in the file. */
function within(place: string, outcome: Outcome<string>): Outcome<string> {
  if (outcome.ok) return outcome;
  return {
    ok: false,
    issues: outcome.issues.map((issue) => ({ ...issue, path: [...place.split('.'), ...issue.path] })),
  };
}
