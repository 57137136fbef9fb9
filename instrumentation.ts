import type { Instrumentation } from 'next';

/** Next calls this for whatever a page, an action or a route handler throws, before it answers. */
export const onRequestError: Instrumentation.onRequestError = async (error, { headers }) => {
  const { noteTrouble } = await import('#platform/noted-trouble');
  noteTrouble(error, String(headers['x-request-id'] ?? ''));
};
