import { BreakingBar } from '#enhance/breaking-bar';
import { readChoice } from '#enhance/choices';
import { ClickToView } from '#enhance/click-to-view';
import { CopyLink } from '#enhance/copy-link';
import { KeepStory } from '#enhance/keep-story';
import { KeptStories } from '#enhance/kept-stories';
import { LanguageSwitch } from '#enhance/language-switch';
import { LoadMore } from '#enhance/load-more';
import { NotificationBell } from '#enhance/notification-bell';
import { PrintPage } from '#enhance/print-page';
import { remembered, renew, WORKER } from '#enhance/push-subscription';
import { SearchSuggest } from '#enhance/search-suggest';
import { ShareSheet } from '#enhance/share-sheet';
import { TextSize } from '#enhance/text-size';
import { ThemeSwitch } from '#enhance/theme-switch';
import { ViewCount } from '#enhance/view-count';

customElements.define('breaking-bar', BreakingBar);
customElements.define('theme-switch', ThemeSwitch);
customElements.define('language-switch', LanguageSwitch);
customElements.define('text-size', TextSize);
customElements.define('copy-link', CopyLink);
customElements.define('share-sheet', ShareSheet);
customElements.define('print-page', PrintPage);
customElements.define('view-count', ViewCount);
customElements.define('load-more', LoadMore);
customElements.define('search-suggest', SearchSuggest);
customElements.define('click-to-view', ClickToView);
customElements.define('keep-story', KeepStory);
customElements.define('kept-stories', KeptStories);
customElements.define('notification-bell', NotificationBell);

// When the page has what it needs; without leave to store, it goes on without.
if (!readChoice('keep') || remembered()) {
  addEventListener('load', () => {
    navigator.serviceWorker?.register(WORKER, { updateViaCache: 'none' }).catch(() => {});
    renew().catch(() => {});
  });
}
