export { isCommittedOn } from './committed-on.ts';
