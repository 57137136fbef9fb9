import { authorAddress, pageAddress, sectionAddress, tagAddress } from '#i18n/addresses';
import type { Language } from '#i18n/languages';

/** Menus of the site that may be filled by hand. */
export const MENUS = ['header', 'footer'] as const;
export type MenuName = (typeof MENUS)[number];

/** What a place in a menu leads to; `target` is a key, or an address: elsewhere, or on this site from its root on. */
export type MenuTarget = { kind: 'section' | 'tag' | 'author' | 'page' | 'url'; target: string };

/** A place in a menu as readers of a language have it. */
export type MenuLink = MenuTarget & { label: string };

/** The menus of a language; one without places shows what the site shows by itself. */
export type Menus = Record<MenuName, MenuLink[]>;

/** A place in a menu as the newsroom has it. */
export type MenuItem = MenuTarget & {
  id: number;
  menu: MenuName;
  labels: Partial<Record<Language, string>>;
  /** The name of what it leads to; null where that is not there any more. */
  name: string | null;
  /** Another one after every change of where it leads or what it is called. */
  fingerprint: string;
};

const ADDRESSES = { section: sectionAddress, tag: tagAddress, author: authorAddress, page: pageAddress } as const;

/** Where a place in a menu leads in a language. */
export function menuAddress(language: Language, { kind, target }: MenuTarget): string {
  return kind === 'url' ? target : ADDRESSES[kind](language, target);
}

/** What a place is called in the newsroom: its label in a language, the name of what it leads to, or any label. */
export function menuItemName({ labels, name, target }: MenuItem, language: Language): string {
  return labels[language] ?? name ?? Object.values(labels)[0] ?? target;
}

/** A link that may stand in a menu: http or https without a password, or an address of this site from its root on. */
export function isMenuLink(value: string): boolean {
  const here = 'https://here.invalid';
  if (!URL.canParse(value, here) || !/^(https?:\/\/|\/)/i.test(value)) return false;
  const { protocol, username, password, origin } = new URL(value, here);
  if (value.startsWith('/')) return origin === here;
  return /^https?:$/.test(protocol) && username === '' && password === '';
}
