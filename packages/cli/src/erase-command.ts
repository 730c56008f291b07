import { type Issue, SetupError } from '@collective-impact/sdk';
import {
  createReaders,
  type Database,
  erasePersonalData,
  erasureFile,
  searchTexts,
  type TextHit,
  Writer,
} from '@collective-impact/store';
import { erasureListPath } from './erasure-list-path.ts';
import { finishListedErasures } from './finish-erasures.ts';
import { localCaller } from './local-caller.ts';
import { withDatabase } from './open.ts';
import { print } from './terminal.ts';

/** Options of `erase`. */
export interface EraseOptions {
  reason?: string;
  dryRun?: boolean;
  search?: string;
  ecosystem?: string;
  list?: string;
}

/** Runs `erase`. */
export async function eraseCommand(ids: readonly string[], options: EraseOptions): Promise<void> {
  const { search, ecosystem } = options;
  if (search !== undefined) {
    if (ids.length > 0)
      throw new SetupError('--search erases nothing. Search first, then erase the ids that it lists.');
    const hits = await withDatabase((database) => searchDatabase(database, { text: search, ecosystem }));
    for (const hit of hits) print(describe(hit));
    print(
      hits.length === 0
        ? `No text contains "${search}".`
        : `Found in ${hits.length} ${hits.length === 1 ? 'text' : 'texts'}. Nothing was erased.`,
    );
    return;
  }
  const { reason = '', dryRun = false } = options;
  if (ecosystem !== undefined)
    throw new SetupError('--ecosystem is for --search only. Ids are unique in the whole database.');
  if (ids.length === 0)
    throw new SetupError('Enter the ids of the records and principals to erase. --search finds them.');
  if (reason.trim() === '' && !dryRun)
    throw new SetupError('Add --reason with the reason for the erasure, without personal data.');
  const command = { ...subjectsOf(ids), reason: reason.trim() === '' ? 'Dry run' : reason };
  const erased = await withDatabase(async (database) => {
    const path = erasureListPath({ option: options.list, environment: process.env, folder: database.folder });
    if (path === null) {
      throw new SetupError(
        'Set ERASURE_LIST or --list to the file with the list of erasures. Every gateway and every restore of this database needs the same list.',
      );
    }
    const finished = dryRun ? null : await finishListedErasures(database, path);
    if (finished !== null) print(finished);
    const outcome = await erasePersonalData(new Writer(database, localCaller()), {
      command,
      list: erasureFile(path),
      dryRun,
    });
    if (outcome.ok) return outcome.value;
    throw new SetupError(
      outcome.issues.map((issue) => `${argumentOf(issue, { ids, command })}: ${messageOf(issue)}`).join('\n'),
    );
  });
  for (const { id, fields } of erased) print(`${id}  ${fields.join(', ')}`);
  print(dryRun ? 'This was a dry run. Nothing was erased.' : 'Erased. Old backups still contain the data.');
}

const isPrincipal = (id: string) => id.startsWith('principal_');

/** The records, with a field if it is named after a dot, and the principals. */
function subjectsOf(ids: readonly string[]) {
  const records = ids
    .filter((id) => !isPrincipal(id))
    .map((text) => {
      const [id = '', ...path] = text.split('.');
      return { id, fields: path.length === 0 ? null : [path.join('.')] };
    });
  return { records, principalIds: [...new Set(ids.filter(isPrincipal))] };
}

function messageOf({ code, message }: Issue): string {
  return code === 'NOT_FOUND' ? 'There is no record or principal with this id. Find ids with --search.' : message;
}

/** The argument or option of the command line that an issue is about. */
function argumentOf(
  { path: [field, position] }: Issue,
  { ids, command }: { ids: readonly string[]; command: Pick<ReturnType<typeof subjectsOf>, 'principalIds'> },
): string {
  if (field === 'records') return ids.filter((id) => !isPrincipal(id))[Number(position)] ?? 'id';
  if (field === 'principalIds') return command.principalIds[Number(position)] ?? 'id';
  return `--${field}`;
}

async function searchDatabase(
  database: Database,
  { text, ecosystem }: { text: string; ecosystem: string | undefined },
): Promise<TextHit[]> {
  if (ecosystem === undefined) return await searchTexts(database.kysely(), { text, ecosystemId: null });
  const found = await createReaders(database.kysely(), localCaller()).ecosystem.bySlug(ecosystem);
  if (!found) throw new SetupError(`There is no ecosystem "${ecosystem}". Set --ecosystem to the slug of one.`);
  return await searchTexts(database.kysely(), { text, ecosystemId: found.id });
}

function describe({ id, field, excerpt, isHistory, isErasable }: TextHit): string {
  const notes = [...(isHistory ? ['only in the audit log'] : []), ...(isErasable ? [] : ['cannot be erased'])];
  const place = isPrincipal(id) ? id : `${id}.${field}`;
  return `${place}  ${excerpt}${notes.length === 0 ? '' : `  (${notes.join(', ')})`}`;
}
