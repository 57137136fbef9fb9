import { problem } from '../answer.ts';

const notFound = () => problem(404, 'Not found', 'There is no such endpoint. See /api/v1/openapi.json.');

export { notFound as DELETE, notFound as GET, notFound as PATCH, notFound as POST, notFound as PUT };
