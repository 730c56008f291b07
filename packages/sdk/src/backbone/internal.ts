export { isCommittedOn } from './funding/committed-on.ts';
