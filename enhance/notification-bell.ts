/** A link to the page where readers choose notifications; it stays hidden where the browser can have none. */
export class NotificationBell extends HTMLElement {
  connectedCallback(): void {
    this.hidden = !(canBeNotified() || isIosTab());
  }
}

export function canBeNotified(): boolean {
  return 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
}

/** A page in a tab of an iPhone or iPad, where only a site on the home screen can send notifications. */
export function isIosTab(): boolean {
  const isIos =
    /iP(hone|ad|od)/.test(navigator.userAgent) || (/Mac/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);
  return isIos && !matchMedia('(display-mode: standalone)').matches;
}
