import { dirname, join, resolve } from 'node:path';
import type { Environment } from './settings.ts';

const fileName = 'erasures.jsonl';

/**
 * The file with the list of erasures: an option, `ERASURE_LIST`, or a file beside the folder of an embedded database, so that all
 * databases in folders beside it have the same list. Null if none is set.
 */
export function erasureListPath({
  option,
  environment,
  folder,
}: {
  option?: string | undefined;
  environment: Environment;
  folder: string | undefined;
}): string | null {
  const named = option || environment.ERASURE_LIST;
  if (named) return resolve(named);
  return folder === undefined ? null : join(dirname(resolve(folder)), fileName);
}
