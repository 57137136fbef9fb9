import { redirect } from 'next/navigation';
import { topicsAddress } from '#i18n/desk-addresses';
import { may } from '#newsroom/staff/may';
import { admitted } from '../../gate.ts';

export default async function Topics() {
  const actor = await admitted('topic.edit');
  redirect(topicsAddress(may(actor, 'section.edit') ? 'section' : 'tag'));
}
