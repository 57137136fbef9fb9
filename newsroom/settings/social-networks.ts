type SocialNetwork = {
  name: string;
  hosts: RegExp;
  /** The <meta> element of every page that says what the paper is called there. */
  accountMeta?: string;
  /** What is there is an app, not the paper itself. */
  isAppStore?: true;
};

/** Networks that have a name of their own; a link to any other is called by its host. */
const NETWORKS: readonly SocialNetwork[] = [
  { name: 'X (Twitter)', hosts: /^(mobile\.)?(x|twitter)\.com$/, accountMeta: 'twitter:site' },
  { name: 'YouTube', hosts: /^(m\.)?youtube\.com$/ },
  { name: 'Instagram', hosts: /^instagram\.com$/ },
  { name: 'Facebook', hosts: /^(m\.)?facebook\.com$/ },
  { name: 'Telegram', hosts: /^(t\.me|telegram\.me)$/, accountMeta: 'telegram:channel' },
  { name: 'TikTok', hosts: /^tiktok\.com$/ },
  { name: 'LinkedIn', hosts: /^([a-z]+\.)?linkedin\.com$/ },
  { name: 'Threads', hosts: /^threads\.(net|com)$/ },
  { name: 'Bluesky', hosts: /^bsky\.app$/ },
  { name: 'VK', hosts: /^(m\.)?vk\.(com|ru)$/ },
  { name: 'WhatsApp', hosts: /^(whatsapp\.com|wa\.me)$/ },
  { name: 'App Store', hosts: /^apps\.apple\.com$/, isAppStore: true },
  { name: 'Google Play', hosts: /^play\.google\.com$/, isAppStore: true },
];

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : url;
}

function networkOf(url: string): SocialNetwork | undefined {
  const host = hostOf(url);
  return NETWORKS.find(({ hosts }) => hosts.test(host));
}

/** What a link to a social network is called: the network's name, or its host where it is none that has a name here. */
export function networkName(url: string): string {
  return networkOf(url)?.name ?? hostOf(url);
}

/** Whether the paper itself is there (schema.org's sameAs), not an app of it. */
export function isProfile(url: string): boolean {
  return !networkOf(url)?.isAppStore;
}

/** The <meta> element for an account: `twitter:site` and `@meridian_example`. Undefined where there is none for it. */
export function accountMeta(url: string): { name: string; content: string } | undefined {
  const name = networkOf(url)?.accountMeta;
  const account = name && new URL(url).pathname.split('/')[1];
  return name && account && /^\w+$/.test(account) ? { name, content: `@${account}` } : undefined;
}
