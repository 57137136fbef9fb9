import { redirect } from 'next/navigation';
import { requireActor } from '#app/admin/gate';
import { topicsAddress } from '#i18n/admin-addresses';
import { may } from '#newsroom/permissions/permissions';

export default async function Topics() {
  const actor = await requireActor('topic.edit');
  redirect(topicsAddress(may(actor, 'section.edit') ? 'section' : 'tag'));
}
