import PostalMime from 'postal-mime';

/** What a message says became of a letter: to which address it came back (VERP), or of which address it tells. */
export type Report = {
  kind: 'bounce' | 'delay' | 'complaint';
  /** As RFC 3463 has it; empty for a complaint. */
  status: string;
  /** What the other side said. */
  words: string;
  /** Where it arrived, and whom it names: the first of these that is ours says which letter is meant. */
  addresses: string[];
};

/**
 * Reads a report of delivery (RFC 3464) or of abuse (RFC 5965), as mail servers write them; undefined for any other
 * letter, also one that cannot be read. Nothing of it but these parts is looked at.
 */
export async function readReport(message: Uint8Array): Promise<Report | undefined> {
  const mail = await PostalMime.parse(message, { forceRfc822Attachments: true }).catch(() => undefined);
  if (!mail) return undefined;
  const header = (name: string) => mail.headers.filter(({ key }) => key === name).map(({ value }) => value);
  const arrived = [...header('delivered-to'), ...header('x-original-to'), ...header('to')];
  const partOf = (type: string) => mail.attachments.find(({ mimeType }) => mimeType === type);
  const complaint = partOf('message/feedback-report');
  if (complaint) {
    const fields = fieldsOf(textOf(complaint.content));
    const named = [...(fields.get('original-mail-from') ?? []), ...(fields.get('original-rcpt-to') ?? [])];
    // Of the letter itself only where it came back to.
    const original = mail.attachments.find(({ mimeType }) => /^(message\/rfc822|text\/rfc822-headers)$/.test(mimeType));
    const returnPath = original ? (fieldsOf(textOf(original.content)).get('return-path') ?? []) : [];
    return { kind: 'complaint', status: '', words: 'complaint', addresses: [...arrived, ...named, ...returnPath] };
  }
  const status = partOf('message/delivery-status');
  if (!status) return undefined;
  // Groups of fields with empty lines between: one of the message, then one for each recipient.
  const groups = textOf(status.content)
    .split(/\r?\n\s*\r?\n/)
    .map(fieldsOf);
  const recipient = groups.find((fields) => fields.has('action') || fields.has('status'));
  const first = (name: string) => recipient?.get(name)?.[0] ?? '';
  const code = /[245]\.\d{1,3}\.\d{1,3}/.exec(first('status'))?.[0] ?? '';
  const action = first('action').toLowerCase();
  const kind =
    action === 'failed' || (action === '' && code.startsWith('5'))
      ? 'bounce'
      : action === 'delayed'
        ? 'delay'
        : undefined;
  if (!kind) return undefined;
  const named = ['final-recipient', 'original-recipient'].map((name) => first(name).replace(/^[^;]*;\s*/, ''));
  return {
    kind,
    status: code || '5.0.0',
    words: first('diagnostic-code').replace(/^[^;]*;\s*/, '') || first('action'),
    addresses: [...arrived, ...named].filter(Boolean),
  };
}

function textOf(content: ArrayBuffer | Uint8Array | string): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}

/** Fields of a header, by their names in small letters, lines that go on put together. */
function fieldsOf(text: string): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  for (const line of text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const [, name, value] = /^([\w-]+):\s*(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined)
      fields.set(name.toLowerCase(), [...(fields.get(name.toLowerCase()) ?? []), value.trim()]);
  }
  return fields;
}
