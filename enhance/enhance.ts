import { CopyLink } from '#enhance/copy-link';
import { LoadMore } from '#enhance/load-more';
import { PrintPage } from '#enhance/print-page';
import { SearchSuggest } from '#enhance/search-suggest';
import { ShareSheet } from '#enhance/share-sheet';
import { TextSize } from '#enhance/text-size';
import { ThemeSwitch } from '#enhance/theme-switch';
import { ViewCount } from '#enhance/view-count';

customElements.define('theme-switch', ThemeSwitch);
customElements.define('text-size', TextSize);
customElements.define('copy-link', CopyLink);
customElements.define('share-sheet', ShareSheet);
customElements.define('print-page', PrintPage);
customElements.define('view-count', ViewCount);
customElements.define('load-more', LoadMore);
customElements.define('search-suggest', SearchSuggest);
