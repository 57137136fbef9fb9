import { notFound } from 'next/navigation';
import { requireActor } from '#app/admin/gate';

/** Every address of the newsroom that no other page answers to. */
export default async function UnknownScreen() {
  await requireActor('newsroom.read');
  notFound();
}
