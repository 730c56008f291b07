export * from './decide-release.ts';
export * from './rows.ts';
export { addsOverOrganizations } from './together.ts';
