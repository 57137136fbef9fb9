/** An account, and what anybody can read of it: asked for directly, and not by the code that is looked at. */
export type BlueskyAccount = {
  did: string;
  handle: string;
  createAppPassword(name: string): Promise<string>;
  revokeAppPassword(name: string): Promise<void>;
  /** Deletes a post as its owner would. */
  deletePost(rkey: string): Promise<void>;
  posts(): Promise<PostRecord[]>;
  blob(cid: string): Promise<Uint8Array>;
};

export type PostRecord = {
  uri: string;
  cid: string;
  value: {
    text: string;
    langs?: string[];
    createdAt: string;
    facets?: unknown;
    reply?: { root: Ref; parent: Ref };
    embed?: {
      $type: string;
      external: { uri: string; title: string; description: string; thumb?: Blob };
    };
  };
};

type Ref = { uri: string; cid: string };
type Blob = { ref: { $link: string }; mimeType: string; size: number };

const PASSWORD = 'the password of the account itself';

export async function createAccount(server: string, handle: string): Promise<BlueskyAccount> {
  const { did } = await call<{ did: string }>(server, 'com.atproto.server.createAccount', {
    body: { handle, email: 'paper@paper.example', password: PASSWORD },
  });

  /** Signed in anew: its clock is set forward and back. */
  async function asOwner<T>(method: string, body: object): Promise<T> {
    const { accessJwt } = await call<{ accessJwt: string }>(server, 'com.atproto.server.createSession', {
      body: { identifier: did, password: PASSWORD },
    });
    return call<T>(server, method, { body, accessJwt });
  }

  return {
    did,
    handle,
    async createAppPassword(name) {
      const { password } = await asOwner<{ password: string }>('com.atproto.server.createAppPassword', { name });
      return password;
    },
    revokeAppPassword: (name) => asOwner('com.atproto.server.revokeAppPassword', { name }),
    deletePost: (rkey) =>
      asOwner('com.atproto.repo.deleteRecord', { repo: did, collection: 'app.bsky.feed.post', rkey }),
    async posts() {
      const found: PostRecord[] = [];
      for (let cursor = ''; ; ) {
        const query = new URLSearchParams({ repo: did, collection: 'app.bsky.feed.post', limit: '100', cursor });
        const page = await call<{ records: PostRecord[]; cursor?: string }>(
          server,
          `com.atproto.repo.listRecords?${query}`,
        );
        found.push(...page.records);
        if (!page.cursor) return found;
        cursor = page.cursor;
      }
    },
    async blob(cid) {
      const answer = await fetch(`${server}/xrpc/com.atproto.sync.getBlob?${new URLSearchParams({ did, cid })}`);
      return new Uint8Array(await answer.arrayBuffer());
    },
  };
}

async function call<T>(
  server: string,
  method: string,
  { body, accessJwt }: { body?: object; accessJwt?: string } = {},
): Promise<T> {
  const answer = await fetch(`${server}/xrpc/${method}`, {
    headers: {
      ...(body && { 'content-type': 'application/json' }),
      ...(accessJwt && { authorization: `Bearer ${accessJwt}` }),
    },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method}: ${answer.status} ${text}`);
  return (text ? JSON.parse(text) : {}) as T;
}
