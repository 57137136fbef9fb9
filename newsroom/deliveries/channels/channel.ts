import type { z } from 'zod';
import type { Language } from '#i18n/languages';
import type { Door } from '#platform/http-client';

/** A story as a channel shows it. */
export type Post = {
  language: Language;
  /** Of the story's page, absolute. */
  url: string;
  headline: string;
  standfirst: string;
  /** What somebody has written for this channel in place of headline and standfirst; empty where nobody has. */
  ownText: string;
  /** The last correction, with the word for it, or empty. */
  correction: string;
  /** The word for a withdrawn story, and the notice that readers get. */
  withdrawal: string;
  /** Lead picture, then the others of a gallery; JPEG files, with their names in the store (platform/files.ts). */
  pictures: { url: string; file: string; alt: string }[];
};

/** A place at another site, and how to get in there. */
export type Account<Config> = {
  config: Config;
  /** A token or a password. */
  secret: string;
  /** Whether it is night, when nobody is to be woken. */
  isQuiet: boolean;
  /** What may be reached; tests have servers on this machine. */
  door: Door | undefined;
};

/** What the other side has done, or why it has not. */
export type Done =
  | {
      ok: true;
      /** What it calls the post; several with a space between. */
      remoteId: string;
      /** Where people see it; empty where that is not known. */
      url: string;
      /** What it shows. */
      text: string;
      /** Its last words. */
      answer: string;
    }
  | {
      ok: false;
      why: string;
      retryAfterSeconds?: number | undefined;
      /** Nobody can do anything about it by trying again: the post is gone, or too old to be changed. */
      isFinal?: boolean;
      /** It does not take the post as it is: somebody has to see that. */
      isRefused?: boolean;
      /** It may be there all the same, and the other side could not tell if it were sent again. */
      isMaybeThere?: boolean;
    };

/** What a post is known by before the other side has a name for it. */
export type Message = {
  messageId: string;
  createdAt: Date;
  /** Whether there was a try before. */
  isAgain: boolean;
};

/** How characters are counted: as people see them, or as UTF-16 has them. */
export type Count = 'graphemes' | 'units';

/** What a post has, before anybody has posted it. */
export type Shown = {
  text: string;
  /** How many pictures are in it; without any, whoever shows it makes a card of the link. */
  pictures: number;
};

/** A kind of channel: what it needs to know, how much it shows, and how a post is made, changed and taken back. */
export type Channel<Config> = {
  /** What is kept beside the secret, as forms give it. */
  config: z.ZodType<Config>;
  counts: Count;
  /** How long a text of somebody's own may be beside what else the post says, as `counts` says. */
  room(config: Config, post: Post): number;
  /** What `create` posts. */
  shows(config: Config, post: Post): Shown;
  /** Whether the other side knows a message that it has already by its id. */
  repeats: boolean;
  /**
   * Looks for what a try that was not heard of may have posted, and posts nothing that anybody sees; `remoteId` is
   * empty where there is nothing. For kinds that `repeats`.
   */
  find?(account: Account<Config>, message: Message): Promise<Done>;
  /** `message` is the same in every try. */
  create(account: Account<Config>, post: Post, message: Message): Promise<Done>;
  /** `shown` is what it shows, `message` the change, which is the same in every try. */
  edit(
    account: Account<Config>,
    shown: { remoteId: string; text: string },
    post: Post,
    message: Message,
  ): Promise<Done>;
  /** Takes a post away, or marks it where that is refused. */
  remove(account: Account<Config>, remoteId: string, post: Post): Promise<Done>;
  /** What a post of `post` whose link people see is called here; null where the link is none of this channel's. */
  remoteIdOf?(config: Config, link: string, post: Post | undefined): string | null;
  /** Looks whether it may post there, and posts nothing. `answer` is for people. */
  test(account: Account<Config>): Promise<{ ok: boolean; answer: string; retryAfterSeconds?: number | undefined }>;
};

/** A channel of whatever kind. */
// biome-ignore lint/suspicious/noExplicitAny: each kind reads its own settings, which `config` has checked.
export type AnyChannel = Channel<any>;
