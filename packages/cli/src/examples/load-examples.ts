import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accepted, decodeTypeId, encodeTypeId, type Outcome, visibilities } from '@collective-impact/sdk';
import {
  createReaders,
  createRecord,
  type Database,
  ecosystemDefinition,
  type UnitOfWork,
  Writer,
} from '@collective-impact/store';
import { parse } from 'yaml';
import * as z from 'zod';
import { createStemEcosystem, idOf } from '../../../../examples/stem-ecosystem/index.ts';
import { createStemMember, createStemNetwork } from '../../../../examples/stem-network/index.ts';
import { importFile } from '../import.ts';
import { exampleLoader, loadStudyExample } from './load-study.ts';

/** The content of `example.yaml`: the ecosystem to create, and the files to load into it. */
const manifestSchema = z.strictObject({
  ecosystem: z.looseObject({ slug: z.string(), name: z.string(), visibility: z.enum(visibilities) }),
  imports: z
    .array(z.strictObject({ file: z.string(), format: z.enum(['csv', 'cids']), mapping: z.string().optional() }))
    .default([]),
  studies: z.array(z.string()).default([]),
  story: z.enum(['stem-ecosystem', 'stem-member', 'stem-network']).optional(),
});

/** The folder of the examples, beside the built program. */
const folder = join(import.meta.dirname, 'examples');

/** The examples that a script creates. */
const stories = {
  'stem-ecosystem': createStemEcosystem,
  'stem-member': createStemMember,
  'stem-network': createStemNetwork,
};

type Manifest = z.output<typeof manifestSchema> & { folder: string };

/**
 * Loads the example ecosystems into a database without other ecosystems, and returns the slugs of those it loaded. An
 * example becomes visible when it is complete. If a start is interrupted, the next one completes the example.
 */
export async function loadExamples(
  database: Database,
  { from = folder, onStart }: { from?: string; onStart?: () => void } = {},
): Promise<string[]> {
  const manifests = await readManifests(from);
  const { rows: present } = await createReaders(database.kysely(), exampleLoader).ecosystem.all({ first: 100 });
  const examples = new Map(manifests.map((manifest) => [manifest.ecosystem.slug, manifest.ecosystem.visibility]));
  if (present.some(({ slug }) => !examples.has(slug))) return [];
  const whole = new Set(present.filter((one) => one.visibility === examples.get(one.slug)).map(({ slug }) => slug));
  const missing = manifests.filter(({ ecosystem }) => !whole.has(ecosystem.slug));
  if (missing.length > 0) onStart?.();
  for (const manifest of missing) await loadExample(database, manifest);
  return missing.map(({ ecosystem }) => ecosystem.slug);
}

/** The UUIDs of the example ecosystems, loaded or not. */
export async function exampleEcosystems(from: string = folder): Promise<string[]> {
  const manifests = await readManifests(from);
  return manifests.flatMap(({ ecosystem }) => decodeTypeId('ecosystem', idOf('ecosystem', ecosystem.slug)) ?? []);
}

async function readManifests(from: string): Promise<Manifest[]> {
  const entries = await readdir(from, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(
    names.sort().map(async (name) => {
      const content: unknown = parse(await readFile(join(from, name, 'example.yaml'), 'utf8'));
      return { ...manifestSchema.parse(content), folder: join(from, name) };
    }),
  );
}

async function loadExample(database: Database, manifest: Manifest): Promise<void> {
  const { ecosystem, imports, studies, story } = manifest;
  const { slug, visibility } = ecosystem;
  const writer = new Writer(database, exampleLoader);
  const id = idOf('ecosystem', slug);
  const uuid = decodeTypeId('ecosystem', id);
  const find = () => createReaders(database.kysely(), exampleLoader).ecosystem.bySlug(slug);
  if (!(await find())) {
    const values = { ...ecosystem, visibility: 'RESTRICTED' };
    const work = (unit: UnitOfWork) => createRecord(unit, { definition: ecosystemDefinition, values, id: uuid });
    requireSuccess(await writer.run({ name: 'createExample', command: values, work }));
  }
  for (const { file, mapping, format } of imports) {
    const options = { format, ecosystem: slug, visibility, mapping: mapping && join(manifest.folder, mapping) };
    await importFile(database, { file: join(manifest.folder, file), options, viewer: exampleLoader });
  }
  for (const file of studies) await loadStudyExample(database, { file: join(manifest.folder, file), ecosystem: slug });
  const loaded = await find();
  if (!loaded) throw new Error(`The example ${slug} does not exist after it was loaded.`);
  if (story) {
    const command = { idempotencyKey: `story:${slug}`, story };
    const work = async (unit: UnitOfWork) => {
      await stories[story](unit, encodeTypeId('ecosystem', loaded.id));
      return accepted(loaded.id);
    };
    requireSuccess(await writer.run({ name: 'createExampleRecords', command, work }));
  }
  requireSuccess(
    await writer.update(ecosystemDefinition, {
      id: encodeTypeId('ecosystem', loaded.id),
      expectedVersion: loaded.version,
      visibility,
    }),
  );
}

function requireSuccess(outcome: Outcome<string>): void {
  if (!outcome.ok) throw new Error(`An example is not valid: ${JSON.stringify(outcome.issues)}`);
}
