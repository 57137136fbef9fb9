import { problem } from '../answer.ts';

const absent = () =>
  problem(404, 'Not found', 'There is nothing at this address. /api/openapi.json describes what there is.');

export { absent as DELETE, absent as GET, absent as PATCH, absent as POST, absent as PUT };
