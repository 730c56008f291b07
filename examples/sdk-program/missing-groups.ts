import { readFileSync } from 'node:fs';
import { sectorCoverage } from '@collective-impact/sdk/ecosystem';

/*
 * Lists the stakeholder groups that no organization of a file represents.
 *
 *   node missing-groups.ts organizations.json
 */

/** The report on the content of a file, or one line for each fault in it. */
export function report(json: string): string {
  let organizations: Parameters<typeof sectorCoverage>[0];
  try {
    organizations = JSON.parse(json);
  } catch (error) {
    return `The file is not JSON: ${(error as Error).message}`;
  }
  const coverage = sectorCoverage(organizations);
  if (!coverage.ok) {
    return coverage.issues.map(({ code, path, message }) => `${path.join('.')}: ${message} (${code})`).join('\n');
  }
  const { groups, missing } = coverage.value;
  return [
    `${groups.length - missing.length} of ${groups.length} groups are represented. Missing:`,
    ...missing.map(({ label }) => `- ${label}`),
  ].join('\n');
}

if (import.meta.main) {
  const [file] = process.argv.slice(2);
  console.log(file === undefined ? 'Usage: node missing-groups.ts <file>' : report(readFileSync(file, 'utf8')));
}
