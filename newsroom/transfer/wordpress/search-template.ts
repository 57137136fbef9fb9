import { plainText } from '#newsroom/transfer/source/plain-text';

/** `%%title%%` of Yoast and SEOPress, `%title%` of Rank Math, `#post_title` of All in One SEO. */
const VARIABLE = /%%(\w+)%%|%(\w+)%|#(post_\w+|site_\w+|separator_\w+)/g;

/**
 * What search engines were shown, where somebody wrote a template with variables; without those that nobody but the
 * plugin can fill.
 */
export function fillTemplate(
  template: string,
  { title, standfirst, siteName }: { title: string; standfirst: string; siteName: string },
): string {
  const values: Record<string, string> = {
    title,
    post_title: title,
    excerpt: standfirst,
    excerpt_only: standfirst,
    post_excerpt: standfirst,
    sitename: siteName,
    sitetitle: siteName,
    site_title: siteName,
    sep: '–',
    separator_sa: '–',
    // Which page of a long story it is.
    page: '',
  };
  const filled = template.replace(VARIABLE, (_, yoast, rankMath, other) => values[yoast ?? rankMath ?? other] ?? '');
  return plainText(filled);
}
