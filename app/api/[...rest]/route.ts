import { problem } from '../answer.ts';

const absent = () => problem(404, 'Not found', 'No such address. See /api/openapi.json.');

export { absent as DELETE, absent as GET, absent as PATCH, absent as POST, absent as PUT };
