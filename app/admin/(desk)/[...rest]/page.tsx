import { notFound } from 'next/navigation';
import { admitted } from '../../gate.ts';

/** Every address of the newsroom that no other page answers to. */
export default async function Nowhere() {
  await admitted('desk.read');
  notFound();
}
