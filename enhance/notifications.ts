// The script of the page of notifications; other pages do not load it.
import { NotificationChoice } from '#enhance/notification-choice';

customElements.define('notification-choice', NotificationChoice);
