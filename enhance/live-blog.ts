// The script of live blogs that go on; other pages do not load it.
import { LiveUpdates } from '#enhance/live-updates';

customElements.define('live-updates', LiveUpdates);
