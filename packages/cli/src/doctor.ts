import { SetupError } from '@collective-impact/sdk';
import { type Database, examine, type Finding, newEpoch } from '@collective-impact/store';
import { withExistingDatabase } from './open.ts';
import { ProblemsFound } from './problems-found.ts';
import { print } from './terminal.ts';

/** Options of `doctor`. */
export interface DoctorOptions {
  json?: boolean;
  newEpoch?: boolean;
}

const words: Record<Finding['state'], string> = { OK: 'ok', WARNING: 'warning', PROBLEM: 'problem' };

/**
 * Examines the database of `DATABASE_URL`, and prints what it finds, with the remedy for each problem. Changes nothing, unless
 * `newEpoch` starts a new epoch of the change feed.
 *
 * @throws ProblemsFound if there is a problem.
 */
export async function doctorCommand({ json = false, newEpoch: startsEpoch = false }: DoctorOptions): Promise<void> {
  const findings: Finding[] = [];
  const add = (finding: Finding) => {
    findings.push(finding);
    if (!json) print(lineOf(finding));
  };
  try {
    await withExistingDatabase(async (database) => {
      if (startsEpoch) add(await epochStarted(database));
      for await (const finding of examine(database)) add(finding);
    });
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    add({ check: 'connection', state: 'PROBLEM', ...parted(error.message) });
  }
  const problems = findings.filter(({ state }) => state === 'PROBLEM').length;
  if (json) print(JSON.stringify({ isHealthy: problems === 0, findings }, null, 2));
  if (problems > 0) throw new ProblemsFound(`${problems} problems`);
}

async function epochStarted(database: Database): Promise<Finding> {
  await newEpoch(database);
  return { check: 'feed', state: 'OK', message: 'Started a new epoch of the change feed.', remedy: null };
}

/** The fault and the remedy of a message, which is the sentences that follow the first. */
function parted(text: string): Pick<Finding, 'message' | 'remedy'> {
  const end = text.search(/(?<=\.) (?=[A-Z])/);
  return end < 0 ? { message: text, remedy: null } : { message: text.slice(0, end), remedy: text.slice(end + 1) };
}

function lineOf({ check, state, message, remedy }: Finding): string {
  return `${words[state].padEnd(8)} ${check.padEnd(11)} ${message}${remedy === null ? '' : ` ${remedy}`}`;
}
